//! One try of one address: its redirects, each looked at before it is followed, and the body.

mod aside;
mod page;

pub use page::now_text;

use std::sync::Arc;

use reqwest::cookie::{CookieStore as _, Jar};
use reqwest::header::{COOKIE, HeaderMap, IF_MODIFIED_SINCE, IF_NONE_MATCH, LOCATION, SET_COOKIE};
use reqwest::{Response, StatusCode};
use tokio::sync::SemaphorePermit;
use url::Url;

use crate::cache::Provenance;
use crate::fetch::answer::body::Body;
use crate::fetch::answer::failure::{Failure, Trouble};
use crate::fetch::client::Web;
use crate::fetch::politeness::budget::Budget;
use crate::fetch::politeness::hosts::{self, Host, Turn};
use crate::fetch::progress::{Event, Progress};
use crate::source::{Reason, normalise_url};

/// What an address gave.
#[derive(Debug)]
#[non_exhaustive]
pub enum Fetched {
    /// A page.
    New {
        /// Where it came from.
        provenance: Box<Provenance>,
        /// Its body.
        body: Body,
    },
    /// What is known already (status 304).
    Unchanged,
}

/// One try of one address.
pub struct Visit<'a> {
    web: &'a Web,
    asked: &'a Url,
    known: Option<&'a Provenance>,
    progress: &'a dyn Progress,
    budget: Budget,
    /// The host that is being asked, and the right to do so.
    turn: Option<(Arc<Host>, Turn)>,
    redirects: Vec<Url>,
    /// Cookies set on the way: some sites send everyone round once to set one.
    jar: Jar,
    got_cookies: bool,
}

/// An answer whose body is still to come, with the right to have a request under way.
struct Answer<'a> {
    response: Response,
    _permit: SemaphorePermit<'a>,
}

impl<'a> Visit<'a> {
    pub fn new(
        web: &'a Web,
        asked: &'a Url,
        known: Option<&'a Provenance>,
        turn: Option<Turn>,
        progress: &'a dyn Progress,
    ) -> Self {
        Self {
            web,
            asked,
            known,
            progress,
            budget: Budget::new(web.options.timeout.of(&hosts::name(asked))),
            turn: turn.map(|turn| (web.hosts.of(asked), turn)),
            redirects: Vec::new(),
            jar: Jar::default(),
            got_cookies: false,
        }
    }

    /// Follows the address to its end, and notes what that says of the host that it is at, which is
    /// given too where there is one: it need not be the one that was asked.
    pub async fn run(mut self) -> (Result<Fetched, Trouble>, Option<Arc<Host>>) {
        let result = self.follow_to_end().await;
        let host = self.turn.map(|(host, _)| host);
        match (&result, &host) {
            (Err(Trouble::NoRoom(_)), _) | (_, None) => {}
            (Err(Trouble::Failure(failure)), Some(host)) if failure.is_loss() => {
                host.lost(self.budget.spent(), &failure.unavailable);
            }
            (_, Some(host)) => host.answered(),
        }
        (result, host)
    }

    async fn follow_to_end(&mut self) -> Result<Fetched, Trouble> {
        let mut url = self.asked.clone();
        loop {
            let host = self.take_turn(&url).await;
            if let Some(down) = host.down() {
                return Err(Failure::from(down).into());
            }
            self.ask_robots(&host, &url).await?;
            self.progress.event(Event::Asking(self.asked));
            let answer = self.send(&host, &url).await?;
            let status = answer.response.status();
            self.keep_cookies(answer.response.headers(), &url);
            if let Some(next) = redirect(&answer.response, &url)? {
                drop(answer);
                self.follow(url, &next)?;
                url = next;
                continue;
            }
            return match status {
                StatusCode::NOT_MODIFIED => Ok(Fetched::Unchanged),
                status if status.is_success() => self.read_page(answer, url).await,
                _ => Err(self.refused(&host, answer).await.into()),
            };
        }
    }

    /// Waits for the right to ask the host of `url`, giving up that of the one before, so that two
    /// visits that cross never wait for each other.
    async fn take_turn(&mut self, url: &Url) -> Arc<Host> {
        let host = self.web.hosts.of(url);
        if let Some((holding, _)) = &self.turn
            && Arc::ptr_eq(holding, &host)
        {
            return host;
        }
        self.turn = None;
        self.turn = Some((Arc::clone(&host), host.turn().await));
        host
    }

    /// Sends one request, once the limits allow it, and waits for the head of the answer.
    async fn send(&mut self, host: &Host, url: &Url) -> Result<Answer<'a>, Failure> {
        self.web.check(url).await?;
        host.pause().await;
        // The semaphore is never closed.
        let permit = self
            .web
            .requests
            .acquire()
            .await
            .expect("an open semaphore");
        let mut request = self.web.request(url);
        if let Some(cookies) = self.jar.cookies(url) {
            request = request.header(COOKIE, cookies);
        }
        for (name, value) in self.conditions(url) {
            request = request.header(name, value);
        }
        let response = self.budget.run(request.send()).await??;
        Ok(Answer {
            response,
            _permit: permit,
        })
    }

    /// The conditions under which the page is wanted: only if it is no longer the one known. They
    /// go to the address that gave it, none else knows its validators.
    fn conditions(&self, url: &Url) -> Vec<(reqwest::header::HeaderName, String)> {
        let Some(known) = self.known.filter(|known| known.final_url == url.as_str()) else {
            return Vec::new();
        };
        [
            (IF_NONE_MATCH, "etag"),
            (IF_MODIFIED_SINCE, "last-modified"),
        ]
        .into_iter()
        .filter_map(|(name, header)| Some((name, known.headers.get(header)?.clone())))
        .collect()
    }

    fn keep_cookies(&mut self, headers: &HeaderMap, url: &Url) {
        let mut cookies = headers.get_all(SET_COOKIE).iter().peekable();
        self.got_cookies |= cookies.peek().is_some();
        self.jar.set_cookies(&mut cookies, url);
    }

    /// Notes a redirect, unless it leads too far or round in a circle. A circle that sets cookies is
    /// walked on, for it may end.
    fn follow(&mut self, from: Url, to: &Url) -> Result<(), Failure> {
        let most = self.web.options.max_redirects;
        self.redirects.push(from);
        if self.redirects.len() > most {
            let why = format!("more than {most} redirects, the last to {to}");
            return Err(Failure::lasting(Reason::RedirectLoop, why));
        }
        if !self.got_cookies && self.redirects.contains(to) {
            let why = format!("the redirects lead back to {to}");
            return Err(Failure::lasting(Reason::RedirectLoop, why));
        }
        Ok(())
    }
}

/// Where the answer sends us, if it does.
fn redirect(response: &Response, from: &Url) -> Result<Option<Url>, Failure> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(location) = response.headers().get(LOCATION) else {
        return Ok(None);
    };
    let location = String::from_utf8_lossy(location.as_bytes());
    let refused = |why: String| {
        Failure::lasting(
            Reason::ForbiddenAddress,
            format!("the page redirects elsewhere: {why}"),
        )
    };
    let next = from
        .join(&location)
        .map_err(|error| refused(error.to_string()))?;
    normalise_url(next)
        .map(Some)
        .map_err(|error| refused(error.to_string()))
}
