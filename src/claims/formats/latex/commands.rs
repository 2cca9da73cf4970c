//! What commands and environments of LaTeX are to the text of an article.

/// What a command is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// Words or a character.
    Text(&'static str),
    /// A combining character over the letter that follows.
    Accent(char),
    /// A heading of that level.
    Heading(u8),
    /// Nothing to read, as are so many arguments after it.
    Left(usize),
    Title,
    Caption,
    Footnote,
    Item,
    Entry,
    Begin,
    End,
    Address,
    Link,
    Code,
    Verbatim,
    Strong,
    Quote,
    Fraction,
    /// A number and its unit.
    Quantity,
    Paragraph,
    RowEnd,
    /// Text up to `\fi` that is never set.
    Never,
    /// Any other: its arguments are text.
    Other,
}

/// The command of that name, which is letters.
pub(super) fn command(name: &str) -> Command {
    match name {
        "part" | "chapter" => Command::Heading(1),
        "section" => Command::Heading(2),
        "subsection" => Command::Heading(3),
        "subsubsection" => Command::Heading(4),
        "paragraph" => Command::Heading(5),
        "subparagraph" => Command::Heading(6),
        "title" => Command::Title,
        "caption" | "subcaption" => Command::Caption,
        "footnote" | "footnotetext" | "endnote" | "sidenote" => Command::Footnote,
        "item" => Command::Item,
        "bibitem" => Command::Entry,
        "begin" => Command::Begin,
        "end" => Command::End,
        "url" | "path" | "nolinkurl" => Command::Address,
        "href" => Command::Link,
        "texttt" | "code" => Command::Code,
        "verb" | "lstinline" => Command::Verbatim,
        "textbf" => Command::Strong,
        "enquote" => Command::Quote,
        "frac" | "dfrac" | "tfrac" | "nicefrac" | "sfrac" => Command::Fraction,
        "SI" | "qty" => Command::Quantity,
        "par" => Command::Paragraph,
        "tabularnewline" | "cr" => Command::RowEnd,
        "iffalse" => Command::Never,
        _ => text(name)
            .map(Command::Text)
            .or_else(|| accent(name).map(Command::Accent))
            .or_else(|| left(name).map(Command::Left))
            .unwrap_or(Command::Other),
    }
}

fn text(name: &str) -> Option<&'static str> {
    Some(match name {
        "LaTeX" => "LaTeX",
        "TeX" => "TeX",
        "BibTeX" => "BibTeX",
        "ldots" | "dots" | "textellipsis" | "cdots" => "…",
        "textendash" => "–",
        "textemdash" => "—",
        "textquotedblleft" => "“",
        "textquotedblright" => "”",
        "textquoteleft" => "‘",
        "textquoteright" => "’",
        "textbackslash" => "\\",
        "textasciitilde" | "sim" => "~",
        "textdegree" | "degree" | "circ" => "°",
        "ie" => "i.e.",
        "eg" => "e.g.",
        "etc" => "etc.",
        "etal" => "et al.",
        "vs" => "vs.",
        "euro" | "texteuro" => "€",
        "pounds" | "textsterling" => "£",
        "textpercent" | "percent" => "%",
        "copyright" => "©",
        "textregistered" => "®",
        "texttrademark" => "™",
        "S" => "§",
        "P" => "¶",
        "times" | "texttimes" => "×",
        "cdot" => "·",
        "pm" | "textpm" => "±",
        "approx" => "≈",
        "leq" | "le" => "≤",
        "geq" | "ge" => "≥",
        "neq" | "ne" => "≠",
        "rightarrow" | "to" | "textrightarrow" => "→",
        "infty" => "∞",
        "mu" | "textmu" => "µ",
        "alpha" => "α",
        "beta" => "β",
        "gamma" => "γ",
        "delta" => "δ",
        "sigma" => "σ",
        "lambda" => "λ",
        "pi" => "π",
        "quad" | "qquad" | "newline" | "linebreak" | "space" | "hfill" => " ",
        "ss" => "ß",
        "o" => "ø",
        "O" => "Ø",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "aa" => "å",
        "AA" => "Å",
        "l" => "ł",
        "L" => "Ł",
        "i" => "ı",
        "j" => "ȷ",
        _ => return None,
    })
}

/// The combining character of an accent, by the name of its command.
pub(super) fn accent(name: &str) -> Option<char> {
    Some(match name {
        "'" => '\u{301}',
        "`" => '\u{300}',
        "^" => '\u{302}',
        "\"" => '\u{308}',
        "~" => '\u{303}',
        "=" => '\u{304}',
        "." => '\u{307}',
        "c" => '\u{327}',
        "v" => '\u{30c}',
        "u" => '\u{306}',
        "H" => '\u{30b}',
        "k" => '\u{328}',
        "r" => '\u{30a}',
        "d" => '\u{323}',
        _ => return None,
    })
}

/// How many arguments go with a command that says nothing.
fn left(name: &str) -> Option<usize> {
    Some(match name {
        "label" | "ref" | "eqref" | "autoref" | "cref" | "Cref" | "nameref" | "pageref"
        | "vref" | "vspace" | "hspace" | "includegraphics" | "input" | "include" | "subfile"
        | "bibliography" | "bibliographystyle" | "addbibresource" | "nocite" | "usepackage"
        | "documentclass" | "pagestyle" | "thispagestyle" | "index" | "hypersetup"
        | "captionsetup" | "thanks" | "author" | "affiliation" | "affil" | "institute"
        | "email" | "address" | "orcid" | "date" | "keywords" | "todo" | "selectlanguage"
        | "textcolor" | "color" | "hyphenation" | "graphicspath" | "phantom" | "vphantom"
        | "hphantom" | "cmidrule" | "cline" | "rowcolor" | "cellcolor" | "colorbox" | "tag"
        | "pdfbookmark" | "markboth" => 1,
        "footnotemark" | "printbibliography" => 0,
        "setlength"
        | "addtolength"
        | "setcounter"
        | "addtocounter"
        | "newcommand"
        | "renewcommand"
        | "providecommand"
        | "DeclareMathOperator"
        | "newtheorem"
        | "multicolumn"
        | "fontsize"
        | "rule"
        | "resizebox"
        | "addcontentsline"
        | "raisebox" => 2,
        "multirow" | "definecolor" | "newenvironment" | "renewenvironment" => 3,
        // Books have commands of their own for the index, for one term or for where to look instead.
        _ if name.starts_with("index") => 1 + usize::from(name.contains("see")),
        _ => return None,
    })
}

/// What an environment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Environment {
    /// A list, of numbered items or of others.
    List {
        numbered: bool,
    },
    Quotation,
    /// A table, with so many arguments.
    Table(usize),
    /// `thebibliography`.
    Entries,
    /// Not read: code and pictures.
    Code,
    /// Not read, and a part of the sentence around it.
    Formula,
    /// The article itself.
    Document,
    /// Any other, with so many arguments: what is in it is text.
    Other(usize),
}

/// The environment of that name.
pub(super) fn environment(name: &str) -> Environment {
    match name.trim().trim_end_matches('*') {
        "itemize" | "description" | "compactitem" => Environment::List { numbered: false },
        "enumerate" | "compactenum" => Environment::List { numbered: true },
        "quote" | "quotation" | "displayquote" | "verse" | "blockquote" => Environment::Quotation,
        "tabular" | "longtable" | "array" => Environment::Table(1),
        "tabularx" | "tabulary" => Environment::Table(2),
        "thebibliography" => Environment::Entries,
        "verbatim" | "Verbatim" | "lstlisting" | "minted" | "comment" | "tikzpicture"
        | "algorithm" | "algorithmic" | "filecontents" | "alltt" | "picture" | "axis" => {
            Environment::Code
        }
        "equation" | "align" | "alignat" | "gather" | "multline" | "eqnarray" | "displaymath"
        | "flalign" | "dmath" | "math" | "IEEEeqnarray" | "subequations" => Environment::Formula,
        "document" => Environment::Document,
        "minipage" | "multicols" | "adjustbox" | "spacing" => Environment::Other(1),
        "wrapfigure" | "wraptable" => Environment::Other(2),
        _ => Environment::Other(0),
    }
}
