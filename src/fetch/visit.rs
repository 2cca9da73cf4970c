//! One try of one address: its redirects, each looked at before it is followed, and the body.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use reqwest::cookie::{CookieStore, Jar};
use reqwest::header::{COOKIE, HeaderMap, IF_MODIFIED_SINCE, IF_NONE_MATCH, LOCATION, SET_COOKIE};
use reqwest::{Response, StatusCode};
use tokio::sync::SemaphorePermit;
use url::Url;

use super::client::{Fetched, Fetcher};
use super::progress::{Event, Progress};
use crate::cache::{Provenance, is_part};
use crate::fetch::answer::blocked;
use crate::fetch::answer::body::{Incoming, Stop};
use crate::fetch::answer::failure::{Failure, Retry, Trouble};
use crate::fetch::answer::media;
use crate::fetch::politeness::budget::Budget;
use crate::fetch::politeness::hosts::{self, Host, Turn};
use crate::fetch::politeness::retry::{is_passing, retry_after};
use crate::fetch::politeness::robots::{self, Rules};
use crate::source::{Reason, Unavailable, normalise_url};

/// Headers that go into the provenance.
const KEPT_HEADERS: [&str; 6] = [
    "content-language",
    "content-type",
    "etag",
    "last-modified",
    "memento-datetime",
    "x-robots-tag",
];

/// Longest header that is kept, in bytes.
const MAX_KEPT: usize = 1_024;

/// Redirects followed for what is no page, such as a robots.txt (RFC 9309, 2.3.1.2).
const SMALL_REDIRECTS: usize = 5;

/// One try of one address.
pub struct Visit<'a> {
    fetcher: &'a Fetcher,
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
        fetcher: &'a Fetcher,
        asked: &'a Url,
        known: Option<&'a Provenance>,
        turn: Option<Turn>,
        progress: &'a dyn Progress,
    ) -> Self {
        Self {
            fetcher,
            asked,
            known,
            progress,
            budget: Budget::new(fetcher.options.timeout.of(&hosts::name(asked))),
            turn: turn.map(|turn| (fetcher.hosts.of(asked), turn)),
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
        let host = self.fetcher.hosts.of(url);
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
        self.fetcher.check(url).await?;
        host.pause().await;
        // The semaphore is never closed.
        let permit = self
            .fetcher
            .requests
            .acquire()
            .await
            .expect("an open semaphore");
        let mut request = self.fetcher.request(url);
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
        let most = self.fetcher.options.max_redirects;
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

    /// Reads a body within the bounds.
    async fn read_page(&mut self, mut answer: Answer<'_>, url: Url) -> Result<Fetched, Trouble> {
        let headers = answer.response.headers();
        let status = answer.response.status();
        let content_type = headers.get("content-type").and_then(|v| v.to_str().ok());
        if let Some(why) = blocked::wall(status.as_u16(), headers, b"") {
            return Err(Failure::lasting(Reason::Blocked, why).into());
        }
        if is_part(status.as_u16()) {
            let why = format!("the server answered {status}: a part of the page, not the page");
            return Err(Failure::lasting(Reason::Incomplete, why).into());
        }
        if !media::is_readable(content_type) {
            let why = format!("the page is {}", content_type.unwrap_or_default());
            return Err(Failure::lasting(Reason::UnsupportedType, why).into());
        }
        let most = self.fetcher.options.max_size;
        let too_large = || {
            Failure::lasting(
                Reason::TooLarge,
                format!("the page has more than {most} bytes"),
            )
        };
        if answer
            .response
            .content_length()
            .is_some_and(|length| length > most)
        {
            return Err(too_large().into());
        }
        let headers = kept_headers(headers);
        let mut incoming = Incoming::new(most);
        let mut begun = false;
        while let Some(chunk) = self
            .budget
            .run(answer.response.chunk())
            .await?
            .map_err(Failure::from)?
        {
            if !begun && !media::looks_readable(&chunk) {
                let why = "the page is a binary file";
                return Err(Failure::lasting(Reason::UnsupportedType, why).into());
            }
            begun = true;
            self.progress.event(Event::Bytes(self.asked, chunk.len()));
            incoming.push(&chunk).map_err(|stop| match stop {
                Stop::TooLarge => too_large().into(),
                Stop::Disk(error) => Trouble::NoRoom(error),
            })?;
        }
        drop(answer);
        let body = incoming.finish().map_err(Trouble::NoRoom)?;
        if body.size == 0 {
            let why = format!("the server answered {status} without a page");
            return Err(Failure::lasting(Reason::Empty, why).into());
        }
        let provenance = Provenance {
            url: self.asked.to_string(),
            final_url: url.into(),
            redirects: self.redirects.iter().skip(1).map(Url::to_string).collect(),
            status: status.as_u16(),
            headers,
            fetched_at: now_text(),
            checked_at: None,
            sha256: body.sha256,
            size: body.size,
            archived_at: None,
            added: false,
            sequence: 0,
        };
        Ok(Fetched::New {
            provenance: Box::new(provenance),
            body: body.body,
        })
    }

    /// What a status other than success means.
    async fn refused(&mut self, host: &Host, mut answer: Answer<'_>) -> Failure {
        let status = answer.response.status();
        let headers = answer.response.headers().clone();
        let mut page = Vec::new();
        // What can't be read of it doesn't matter: the refusal stands.
        while page.len() < blocked::PREFIX_BYTES {
            match self.budget.run(answer.response.chunk()).await {
                Ok(Ok(Some(chunk))) => page.extend_from_slice(&chunk),
                _ => break,
            }
        }
        drop(answer);
        let code = status.as_u16();
        if let Some(why) = blocked::wall(code, &headers, &page) {
            return Unavailable::new(Reason::Blocked, format!("{why} (status {code})"))
                .with_status(code)
                .into();
        }
        if status == StatusCode::PAYMENT_REQUIRED {
            return Unavailable::new(Reason::Paywalled, "the server asks for payment")
                .with_status(code)
                .into();
        }
        let wait = headers
            .get("retry-after")
            .and_then(|value| retry_after(value.to_str().ok()?, Timestamp::now()));
        let mut detail = format!("the server answered {status}");
        let retry = match wait {
            _ if !is_passing(code) => Retry::Never,
            None => Retry::Backoff,
            Some(wait) => {
                if wait > self.fetcher.options.retry_after_max {
                    detail = format!("{detail} and asks to wait for {} s", wait.as_secs());
                }
                Retry::After(wait)
            }
        };
        let unavailable = Unavailable::new(Reason::HttpStatus, detail).with_status(code);
        if let Retry::After(wait) = retry
            && wait <= self.fetcher.options.retry_after_max
        {
            host.hold(wait, &unavailable);
        }
        Failure { unavailable, retry }
    }

    /// Looks whether the host's robots.txt allows `url`; the first to come reads it for all.
    async fn ask_robots(&mut self, host: &Host, url: &Url) -> Result<(), Failure> {
        if !self.fetcher.options.robots.of(&hosts::name(url)) {
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
        let visit = Visit::new(self.fetcher, self.asked, None, None, self.progress);
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

fn kept_headers(headers: &HeaderMap) -> BTreeMap<String, String> {
    KEPT_HEADERS
        .iter()
        .filter_map(|name| {
            let value = headers.get(*name)?.to_str().ok()?;
            (value.len() <= MAX_KEPT).then(|| ((*name).to_owned(), value.to_owned()))
        })
        .collect()
}

/// The time, RFC 3339, UTC, whole seconds.
pub fn now_text() -> String {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second())
        .unwrap_or(now)
        .to_string()
}
