//! What a visit reads beside its page: the robots.txt, and what an archive says.

use reqwest::StatusCode;
use url::Url;

use super::{Visit, redirect};
use crate::fetch::answer::failure::Failure;
use crate::fetch::politeness::hosts::{self, Host};
use crate::fetch::politeness::robots::{self, Rules};
use crate::source::Reason;

/// Redirects followed for what is no page, such as a robots.txt (RFC 9309, 2.3.1.2).
const SMALL_REDIRECTS: usize = 5;

impl Visit<'_> {
    /// Looks whether the host's robots.txt allows `url`; the first to come reads it for all.
    pub(super) async fn ask_robots(&mut self, host: &Host, url: &Url) -> Result<(), Failure> {
        if !self.web.options.robots.of(&hosts::name(url)) {
            return Ok(());
        }
        let cell = &host.robots[usize::from(url.scheme() == "https")];
        let kept = async || self.read_robots(host, url).await.kept();
        let again;
        let rules = match cell.get_or_init(kept).await {
            Rules::Long => {
                again = self.read_robots(host, url).await;
                &again
            }
            rules => rules,
        };
        match rules {
            Rules::AllowAll | Rules::Long => Ok(()),
            Rules::Text(text) if robots::allows(text, url) => Ok(()),
            Rules::Text(_) => Err(Failure::lasting(
                Reason::Robots,
                "the site's robots.txt asks programs not to read this page",
            )),
            Rules::DisallowAll(status) => Err(Failure::lasting(
                Reason::Robots,
                format!("the site's robots.txt answered {status}, which means no (RFC 9309)"),
            )),
            Rules::Unreachable(why) => Err(why.clone().into()),
        }
    }

    async fn read_robots(&self, host: &Host, url: &Url) -> Rules {
        let mut at = url.clone();
        at.set_query(None);
        at.set_path("/robots.txt");
        // A visit of its own, so that its time is not taken from that of the page.
        let visit = Visit::new(self.web, self.asked, None, None, self.progress);
        match visit.read_small(host, at, robots::MAX_BYTES).await {
            Ok((status, text)) if status.is_success() => Rules::parse(&text),
            Ok((status, _)) if status.is_server_error() => Rules::DisallowAll(status.as_u16()),
            Ok(_) => Rules::AllowAll,
            Err(failure) => match failure.unavailable.reason {
                Reason::RedirectLoop | Reason::ForbiddenAddress => Rules::AllowAll,
                _ => Rules::Unreachable(failure.unavailable),
            },
        }
    }

    /// What `url` gives, whatever its status and type: no page, but something said about pages. A
    /// body is read up to `most` bytes, and as far as it comes.
    pub async fn read_small(
        mut self,
        host: &Host,
        mut url: Url,
        most: usize,
    ) -> Result<(StatusCode, Vec<u8>), Failure> {
        for _ in 0..=SMALL_REDIRECTS {
            let mut answer = self.send(host, &url).await?;
            if let Some(to) = redirect(&answer.response, &url)? {
                url = to;
                continue;
            }
            let status = answer.response.status();
            let mut body = Vec::new();
            while body.len() < most
                && let Ok(Ok(Some(chunk))) = self.budget.run(answer.response.chunk()).await
            {
                body.extend_from_slice(&chunk);
            }
            return Ok((status, body));
        }
        let why = format!("more than {SMALL_REDIRECTS} redirects");
        Err(Failure::lasting(Reason::RedirectLoop, why))
    }
}
