//! The child process: the length of a PDF and its bytes on standard input, its pages on standard
//! output, a JSON object a line. Standard input stays open as long as the parent wants the answer.

use std::io::{self, BufWriter, Read, Write};

use pdf_extract::{Dictionary, Document, Object, output_doc};

use super::layout::Layout;
use super::said::Message;
use super::unseen;
use crate::cache::MAX_BODY;

/// Memory that the child may take, in bytes, where the system can limit it. A file of 20 MiB that unpacks to ten times
/// that fits.
#[cfg(unix)]
const MEMORY: u64 = 1 << 30;

/// Seconds of processor time that the child may take, should the parent be gone and not end it.
#[cfg(unix)]
const CPU_SECONDS: u64 = 120;

/// Stack of the thread that reads, in bytes: objects may be nested, and running out of it ends the
/// process, which is what it is for.
const STACK: usize = 16 << 20;

/// Bytes of the length before a PDF.
pub const LENGTH: usize = size_of::<u64>();

/// Serves as the child process of a [`Reader`](super::Reader): reads a PDF from standard input and
/// writes its pages to standard output, within limits of processor time on Unix, and of
/// memory where Unix is not macOS.
///
/// # Errors
/// Standard input can't be read or standard output can't be written.
pub fn serve() -> io::Result<()> {
    limit()?;
    let mut length = [0; LENGTH];
    io::stdin().lock().read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(length.min(MAX_BODY))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    std::thread::spawn(end_with_the_parent);
    let reading = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || read(&bytes))?;
    let messages = match reading.join() {
        Ok(Ok(messages)) => messages,
        Ok(Err(why)) => vec![Message::Failed(why)],
        Err(_) => vec![Message::Failed("its structure is broken".to_owned())],
    };
    let mut out = BufWriter::new(io::stdout().lock());
    for message in &messages {
        serde_json::to_writer(&mut out, message)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// Ends the process when standard input does: the parent has what it wants, or was killed.
fn end_with_the_parent() {
    // Nothing more comes but the end.
    let _ = io::stdin().lock().read(&mut [0]);
    std::process::exit(1);
}

#[cfg(unix)]
fn limit() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    // macOS refuses every limit of the address space, with an error.
    let memory = (!cfg!(target_os = "macos")).then_some((Resource::As, MEMORY));
    for (resource, most) in memory.into_iter().chain([(Resource::Cpu, CPU_SECONDS)]) {
        let maximum = getrlimit(resource)
            .maximum
            .map_or(most, |now| now.min(most));
        setrlimit(
            resource,
            Rlimit {
                current: Some(maximum),
                maximum: Some(maximum),
            },
        )?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn limit() -> io::Result<()> {
    Ok(())
}

fn read(bytes: &[u8]) -> Result<Vec<Message>, String> {
    let mut document = Document::load_mem(bytes).map_err(|error| error.to_string())?;
    if document.is_encrypted() {
        // Many files are locked against changes only, and open without a password.
        let opened = document.decrypt("");
        opened.map_err(|_| "it is protected by a password".to_owned())?;
    }
    unseen::drop_unseen(&mut document);
    let mut layout = Layout::default();
    output_doc(&document, &mut layout).map_err(|error| error.to_string())?;
    let mut messages: Vec<Message> = title(&document).map(Message::Title).into_iter().collect();
    messages.extend(layout.pages.into_iter().map(Message::Page));
    messages.push(Message::Done);
    Ok(messages)
}

/// The title in the file's information, where it has one.
fn title(document: &Document) -> Option<String> {
    let info = document.trailer.get(b"Info").ok()?;
    let info: &Dictionary = match info {
        Object::Reference(id) => document.get_object(*id).ok()?.as_dict().ok()?,
        other => other.as_dict().ok()?,
    };
    let bytes = info.get(b"Title").ok()?.as_str().ok()?;
    Some(decode_text(bytes))
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 with a byte order mark, else Latin letters.
fn decode_text(bytes: &[u8]) -> String {
    if bytes.starts_with(&[0xFE, 0xFF]) {
        encoding_rs::UTF_16BE.decode(bytes).0.into_owned()
    } else if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        String::from_utf8_lossy(rest).into_owned()
    } else {
        encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned()
    }
}
