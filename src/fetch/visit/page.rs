//! What the last answer of a visit is: a page, or a reason why there is none.

use std::collections::BTreeMap;

use jiff::Timestamp;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use url::Url;

use super::{Answer, Fetched, Visit};
use crate::cache::{Provenance, is_part};
use crate::fetch::answer::blocked;
use crate::fetch::answer::body::{Incoming, Stop};
use crate::fetch::answer::failure::{Failure, Retry, Trouble};
use crate::fetch::answer::media;
use crate::fetch::politeness::hosts::Host;
use crate::fetch::politeness::retry::{is_passing, retry_after};
use crate::fetch::progress::Event;
use crate::source::{Reason, Unavailable};

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

impl Visit<'_> {
    /// Reads a body within the bounds.
    pub(super) async fn read_page(
        &mut self,
        mut answer: Answer<'_>,
        url: Url,
    ) -> Result<Fetched, Trouble> {
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
        let most = self.web.options.max_size;
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
    pub(super) async fn refused(&mut self, host: &Host, mut answer: Answer<'_>) -> Failure {
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
                if wait > self.web.options.retry_after_max {
                    detail = format!("{detail} and asks to wait for {} s", wait.as_secs());
                }
                Retry::After(wait)
            }
        };
        let unavailable = Unavailable::new(Reason::HttpStatus, detail).with_status(code);
        if let Retry::After(wait) = retry
            && wait <= self.web.options.retry_after_max
        {
            host.hold(wait, &unavailable);
        }
        Failure { unavailable, retry }
    }
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
