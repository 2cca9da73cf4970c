//! The parent: starts the child, waits for it within limits, and takes what it says.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::said::{Message, Page};
use super::{Reader, blocks};
use crate::extract::document::Document;
use crate::source::{Reason, Unavailable};

/// Bytes that the child may say. Its own limit of characters comes first.
const MAX_SAID: u64 = 256 << 20;

impl Reader {
    /// The document in a PDF file.
    ///
    /// # Errors
    /// It can't be read within the limits, or holds no text.
    pub fn read(&self, bytes: &[u8]) -> Result<Document, Unavailable> {
        let left = self
            .until
            .map(|until| until.saturating_duration_since(Instant::now()));
        if left.is_some_and(|left| left.is_zero()) {
            return Err(Unavailable::time_is_over());
        }
        let said = self.run(
            bytes,
            left.map_or(self.timeout, |left| left.min(self.timeout)),
        )?;
        let document = blocks::document(said.title.as_deref(), &said.pages);
        if document.passages.is_empty() {
            let why = "the PDF holds no text; its pages may be pictures";
            return Err(Unavailable::new(Reason::Empty, why));
        }
        Ok(document)
    }

    fn run(&self, bytes: &[u8], timeout: Duration) -> Result<Said, Unavailable> {
        let failed = |why: String| Unavailable::new(Reason::Decode, why);
        let program = self.program.as_ref();
        let program = program.ok_or_else(|| failed("there is no reader of PDF".to_owned()))?;
        let mut child = Command::new(program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| failed(format!("the reader of PDF can't be started: {error}")))?;
        let said = talk(&mut child, bytes, timeout);
        // It has ended, or has to: what it could still say is not wanted.
        let _ = child.kill();
        let _ = child.wait();
        said.map_err(failed)
    }
}

/// Gives the child the file and takes what it says, each in a thread, so that neither waits for
/// the other and both end with the child.
fn talk(child: &mut Child, bytes: &[u8], timeout: Duration) -> Result<Said, String> {
    let broken = || "the PDF can't be read: its reader stopped".to_owned();
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(broken());
    };
    let (done, outcome) = mpsc::channel();
    thread::scope(|scope| {
        // A child that stops reading has failed, which is seen in what it says. It goes on as long as
        // its standard input is open.
        let open = scope.spawn(move || {
            let length = bytes.len() as u64;
            let _ = stdin.write_all(&length.to_le_bytes());
            let _ = stdin.write_all(bytes);
            stdin
        });
        scope.spawn(move || done.send(listen(stdout)).ok());
        let said = outcome.recv_timeout(timeout);
        // Ends both threads, should they still wait for the child.
        let _ = child.kill();
        drop(open);
        match said {
            Ok(Ok(said)) => said,
            Ok(Err(_)) => Err(broken()),
            Err(_) => Err(format!(
                "the PDF took longer to read than {} s",
                timeout.as_secs_f64()
            )),
        }
    })
}

/// What a child said of a file.
#[derive(Default)]
struct Said {
    title: Option<String>,
    pages: Vec<Page>,
}

/// Everything that the child says, if it comes to its end.
fn listen(stdout: impl Read) -> io::Result<Result<Said, String>> {
    let mut said = Said::default();
    for line in BufReader::new(stdout.take(MAX_SAID)).lines() {
        match serde_json::from_str(&line?)? {
            Message::Title(title) => said.title = Some(title),
            Message::Page(page) => said.pages.push(page),
            Message::Done => return Ok(Ok(said)),
            Message::Failed(why) => return Ok(Err(format!("the PDF can't be read: {why}"))),
        }
    }
    Err(io::ErrorKind::UnexpectedEof.into())
}
