//! What both sides can do, and where: what is agreed on before anything else.

use std::path::PathBuf;

use lsp_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability,
    ExecuteCommandOptions, HoverProviderCapability, InitializeParams, MarkupKind, SaveOptions,
    ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, Url,
};

use super::actions::OPEN;

/// What the editor can do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Abilities {
    /// Show Markdown when the pointer rests.
    pub(super) markdown: bool,
    /// Open a page.
    pub(super) opens: bool,
}

impl Abilities {
    pub(super) fn of(client: &ClientCapabilities) -> Self {
        let hover = client
            .text_document
            .as_ref()
            .and_then(|text| text.hover.as_ref());
        let formats = hover.and_then(|hover| hover.content_format.as_ref());
        let window = client.window.as_ref();
        let shows = window.and_then(|window| window.show_document.as_ref());
        Self {
            markdown: formats.is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            opens: shows.is_some_and(|shows| shows.support),
        }
    }
}

/// What we do.
pub(super) fn capabilities() -> ServerCapabilities {
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Options(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::FULL),
                save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
                    include_text: Some(false),
                })),
                ..TextDocumentSyncOptions::default()
            },
        )),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![OPEN.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}

/// The first folder that the editor has open.
pub(super) fn folder(params: &InitializeParams) -> Option<PathBuf> {
    let folders = params.workspace_folders.as_deref().unwrap_or_default();
    #[allow(deprecated, reason = "editors of before 2018 tell no other")]
    let root = params.root_uri.as_ref();
    let first = folders.first().map(|folder| &folder.uri).or(root)?;
    first.to_file_path().ok()
}

/// The file of a document; one that is not saved gets the ending of its language.
pub(super) fn path(uri: &Url, language: &str) -> PathBuf {
    if let Ok(path) = uri.to_file_path() {
        return path;
    }
    let ending = match language {
        "html" => "html",
        "toml" => "toml",
        "json" => "json",
        "jsonl" => "jsonl",
        "csv" => "csv",
        "plaintext" => "txt",
        "wikitext" | "mediawiki" => "wikitext",
        _ => "md",
    };
    PathBuf::from(format!("untitled.{ending}"))
}
