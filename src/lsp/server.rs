//! Which message is answered by what.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument, Exit,
    Notification as _, PublishDiagnostics,
};
use lsp_types::request::{
    CodeActionRequest, ExecuteCommand, HoverRequest, Initialize, Request as _, ShowDocument,
    Shutdown,
};
use lsp_types::{
    CodeActionOrCommand, CodeActionParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, ExecuteCommandParams, HoverParams,
    InitializeParams, InitializeResult, PublishDiagnosticsParams, ServerInfo, ShowDocumentParams,
    Url,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::actions::{OPEN, actions};
use super::agreed::{Abilities, capabilities, folder, path};
use super::checking::{Done, Job, start};
use super::diagnostics::diagnostics;
use super::documents::{Document, Documents};
use super::hover::hover;
use super::markdown::target;
use super::transport::{self, Received};
use super::{Article, Check};

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// As the protocol has it: the editor asked to shut down, then to exit.
    Asked,
    /// Otherwise: without a word before.
    Abruptly,
}

/// What happens.
enum Event {
    Received(Received),
    /// No more will come; why, if it is an error.
    End(Option<io::Error>),
    Done(Done),
}

/// Speaks with an editor, which sends through `from` and reads from `to`, until it ends; `check` checks what it opens.
///
/// # Errors
///
/// The stream from the editor has lost its way, or nothing can be written to it. A message that is wrong in itself is
/// answered so, and the conversation goes on.
pub fn serve(
    from: impl BufRead + Send + 'static,
    to: impl Write,
    check: Box<dyn Check>,
) -> io::Result<Ended> {
    let (sender, events) = channel();
    let reader = sender.clone();
    thread::spawn(move || receive(from, &reader));
    let mut server = Server {
        to,
        events: sender,
        phase: Phase::New(Some(check)),
        can: Abilities::default(),
        documents: Documents::default(),
        asked: 0,
    };
    for event in events {
        match event {
            Event::Received(Received::Malformed(why)) => transport::refuse(&mut server.to, &why)?,
            Event::Received(Received::Message(Message::Notification(note)))
                if note.method == Exit::METHOD =>
            {
                break;
            }
            Event::Received(Received::Message(message)) => server.message(message)?,
            Event::End(None) => break,
            Event::End(Some(error)) => return Err(error),
            Event::Done(done) => server.done(done)?,
        }
    }
    Ok(match server.phase {
        Phase::ShutDown => Ended::Asked,
        Phase::New(_) | Phase::Open(_) => Ended::Abruptly,
    })
}

fn receive(mut from: impl BufRead, events: &Sender<Event>) {
    loop {
        let (event, is_last) = match transport::read(&mut from) {
            Ok(Some(received)) => (Event::Received(received), false),
            Ok(None) => (Event::End(None), true),
            Err(error) => (Event::End(Some(error)), true),
        };
        if events.send(event).is_err() || is_last {
            return;
        }
    }
}

/// How far a conversation is.
enum Phase {
    /// Nothing was agreed on.
    New(Option<Box<dyn Check>>),
    /// Documents are checked.
    Open(Sender<Job>),
    /// The editor is about to leave.
    ShutDown,
}

struct Server<W: Write> {
    to: W,
    events: Sender<Event>,
    phase: Phase,
    can: Abilities,
    documents: Documents,
    /// Requests to the editor so far.
    asked: i32,
}

/// Why a request gets no result.
type Refusal = (ErrorCode, String);

impl<W: Write> Server<W> {
    fn message(&mut self, message: Message) -> io::Result<()> {
        match message {
            Message::Request(request) => {
                let id = request.id.clone();
                let response = match self.request(request)? {
                    Ok(result) => Response::new_ok(id, result),
                    Err((code, why)) => Response::new_err(id, code as i32, why),
                };
                transport::write(&mut self.to, &response.into())
            }
            Message::Notification(note) => self.notification(note),
            // To what was asked of the editor; it did what it could.
            Message::Response(_) => Ok(()),
        }
    }

    fn request(&mut self, request: Request) -> io::Result<Result<Value, Refusal>> {
        match (&self.phase, request.method.as_str()) {
            (Phase::New(_), Initialize::METHOD) => Ok(self.initialize(request.params)),
            (Phase::New(_), _) => Ok(refused(ErrorCode::ServerNotInitialized, "not initialized")),
            (Phase::ShutDown, _) => Ok(refused(ErrorCode::InvalidRequest, "shut down")),
            (Phase::Open(_), Shutdown::METHOD) => {
                self.phase = Phase::ShutDown;
                self.documents.clear();
                Ok(Ok(Value::Null))
            }
            (Phase::Open(_), HoverRequest::METHOD) => {
                Ok(taken(request.params, |asked| self.hover(&asked)))
            }
            (Phase::Open(_), CodeActionRequest::METHOD) => {
                Ok(taken(request.params, |asked| self.actions(&asked)))
            }
            (Phase::Open(_), ExecuteCommand::METHOD) => match parsed(request.params) {
                Ok(asked) => self.execute(&asked),
                Err(refusal) => Ok(Err(refusal)),
            },
            (Phase::Open(_), method) => {
                let why = format!("no such method: {method}");
                Ok(Err((ErrorCode::MethodNotFound, why)))
            }
        }
    }

    fn initialize(&mut self, params: Value) -> Result<Value, Refusal> {
        let params: InitializeParams = parsed(params)?;
        self.can = Abilities::of(&params.capabilities);
        let folder = folder(&params);
        if let Phase::New(check) = &mut self.phase
            && let Some(check) = check.take()
        {
            let events = self.events.clone();
            // The conversation may be over by then.
            let done = move |done| drop(events.send(Event::Done(done)));
            self.phase = Phase::Open(start(check, folder, done));
        }
        result(InitializeResult {
            capabilities: capabilities(),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    fn notification(&mut self, note: Notification) -> io::Result<()> {
        if !matches!(self.phase, Phase::Open(_)) {
            return Ok(());
        }
        // There is no answer that could say what is wrong with a notification.
        match note.method.as_str() {
            DidOpenTextDocument::METHOD => {
                if let Ok(DidOpenTextDocumentParams { text_document: it }) = parsed(note.params) {
                    let path = path(&it.uri, &it.language_id);
                    self.put(&it.uri, path, it.version, it.text, true);
                }
            }
            DidChangeTextDocument::METHOD => {
                if let Ok(DidChangeTextDocumentParams {
                    text_document: it,
                    content_changes,
                }) = parsed(note.params)
                    && let Some(change) = content_changes.into_iter().next_back()
                    && let Some(known) = self.documents.get(it.uri.as_str())
                {
                    let path = known.article.path.clone();
                    self.put(&it.uri, path, it.version, change.text, false);
                }
            }
            DidSaveTextDocument::METHOD => {
                if let Ok(DidSaveTextDocumentParams {
                    text_document: it, ..
                }) = parsed(note.params)
                {
                    self.check(it.uri.as_str(), true);
                }
            }
            DidCloseTextDocument::METHOD => {
                if let Ok(DidCloseTextDocumentParams { text_document: it }) = parsed(note.params)
                    && self.documents.remove(it.uri.as_str()).is_some()
                {
                    return self.publish(it.uri, Vec::new(), None);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Takes the text of a document, and has it checked.
    fn put(&mut self, uri: &Url, path: PathBuf, version: i32, text: String, ask: bool) {
        let document = Document::new(Article { path, text }, version);
        self.documents.insert(uri.to_string(), document);
        self.check(uri.as_str(), ask);
    }

    fn check(&self, uri: &str, ask: bool) {
        if let (Phase::Open(jobs), Some(document)) = (&self.phase, self.documents.get(uri)) {
            // The thread ends with this sender only.
            let _ = jobs.send(Job {
                uri: uri.to_owned(),
                version: document.version,
                article: document.article.clone(),
                ask,
            });
        }
    }

    /// Tells the editor what was found, if it still has that text.
    fn done(&mut self, done: Done) -> io::Result<()> {
        let Some(document) = self.documents.get_mut(&done.uri) else {
            return Ok(());
        };
        if document.version != done.version {
            return Ok(());
        }
        document.known = Some(done.outcome);
        let (found, version) = (diagnostics(document, !done.ask), document.version);
        match Url::parse(&done.uri) {
            Ok(uri) => self.publish(uri, found, Some(version)),
            Err(_) => Ok(()),
        }
    }

    fn publish(
        &mut self,
        uri: Url,
        found: Vec<lsp_types::Diagnostic>,
        version: Option<i32>,
    ) -> io::Result<()> {
        let params = PublishDiagnosticsParams::new(uri, found, version);
        let note = Notification::new(PublishDiagnostics::METHOD.to_owned(), params);
        transport::write(&mut self.to, &note.into())
    }

    fn hover(&self, asked: &HoverParams) -> Option<lsp_types::Hover> {
        let place = &asked.text_document_position_params;
        let document = self.documents.get(place.text_document.uri.as_str())?;
        hover(document, place.position, self.can.markdown)
    }

    fn actions(&self, asked: &CodeActionParams) -> Vec<CodeActionOrCommand> {
        let uri = &asked.text_document.uri;
        let Some(document) = self.documents.get(uri.as_str()) else {
            return Vec::new();
        };
        let actions = actions(document, uri, asked.range, self.can.opens);
        actions.into_iter().map(Into::into).collect()
    }

    /// Opens a page, the one command that there is.
    fn execute(&mut self, asked: &ExecuteCommandParams) -> io::Result<Result<Value, Refusal>> {
        let address = asked.arguments.first().and_then(Value::as_str);
        let page = address
            .and_then(target)
            .and_then(|page| Url::parse(&page).ok());
        let Some(uri) = page.filter(|_| asked.command == OPEN && self.can.opens) else {
            return Ok(refused(ErrorCode::InvalidParams, "no such command"));
        };
        self.asked += 1;
        let request = Request::new(
            RequestId::from(self.asked),
            ShowDocument::METHOD.to_owned(),
            ShowDocumentParams {
                uri,
                external: Some(true),
                take_focus: Some(true),
                selection: None,
            },
        );
        transport::write(&mut self.to, &request.into())?;
        Ok(Ok(Value::Null))
    }
}

fn parsed<T: DeserializeOwned>(params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(|error| (ErrorCode::InvalidParams, error.to_string()))
}

fn taken<T: DeserializeOwned, R: Serialize>(
    params: Value,
    answer: impl FnOnce(T) -> R,
) -> Result<Value, Refusal> {
    result(answer(parsed(params)?))
}

fn result(value: impl Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(value).map_err(|error| (ErrorCode::InternalError, error.to_string()))
}

fn refused(code: ErrorCode, why: &str) -> Result<Value, Refusal> {
    Err((code, why.to_owned()))
}
