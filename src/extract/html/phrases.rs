//! What short texts say of themselves.

use super::page::{Block, Kind};
use crate::extract::Region;
use crate::extract::dates::find_date;

/// Whether the text ends as sentences do, or holds a sentence's end.
pub fn ends_sentence(text: &str) -> bool {
    let mut last = ' ';
    for c in text.chars() {
        let closes = c.is_whitespace() || matches!(c, '"' | '”' | '’' | '»' | ')' | '“' | '\'');
        if closes && matches!(last, '.' | '!' | '?' | '…' | ':' | '।' | '؟') {
            return true;
        }
        if matches!(c, '。' | '！' | '？' | '｡') {
            return true;
        }
        last = c;
    }
    matches!(last, '.' | '!' | '?' | '…' | ':' | '।' | '؟')
}

/// Lowercase letters and digits, a space between words: what titles are compared by.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            folded.extend(c.to_lowercase());
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    while folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// `text` with every run of white space as one space, and none around it.
pub fn fold_space(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Letters of a line that gives a date and little else: "Published: 14 September 2026, 10:15".
const DATE_LINE: usize = 36;

/// Letters from which a block is not a label, whatever it begins with.
const LABEL: usize = 220;

/// What a short block says that it is, when its first words are those of a label or a notice and
/// not of the text.
pub fn label(text: &str, block: &Block) -> Option<Region> {
    let (size, linked) = (block.size, block.linked);
    if size > LABEL {
        return None;
    }
    let folded = fold(text);
    let begins = |list: &[&str]| list.iter().any(|phrase| begins_with(&folded, phrase));
    let is = |list: &[&str]| list.contains(&folded.as_str());
    let item = block.kind == Kind::Item;
    if is(ADVERT) || begins(SHARE) || begins(COMMENTING) || (!item && begins(NEWSLETTER)) {
        return Some(Region::Boilerplate);
    }
    if begins(READ_ALSO) && (linked > 0 || size <= 40) {
        return Some(Region::Related);
    }
    let holds = |list: &[&str]| list.iter().any(|phrase| folded.contains(phrase));
    if folded.contains("cookie") && holds(COOKIE) {
        return Some(Region::Consent);
    }
    if is_date_line(text, block) {
        return Some(Region::Metadata);
    }
    let credit =
        text.trim_start().starts_with(['©', '📷']) || is_credit(text) || ends_in_credit(text);
    (size <= 160 && credit).then_some(Region::Caption)
}

/// A line that gives a date and little else; under a quotation it is its signature.
fn is_date_line(text: &str, block: &Block) -> bool {
    block.kind == Kind::Paragraph
        && !block.within.quotation
        && block.size <= DATE_LINE
        && find_date(text).is_some()
}

/// Whether folded text begins with the words of `phrase`, whole words where it ends in a letter
/// that spaces part.
fn begins_with(folded: &str, phrase: &str) -> bool {
    folded
        .strip_prefix(phrase)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') || !phrase.is_ascii())
}

/// "Image: Getty", "Photo by Jane Doe", "Image 1 of 5".
fn is_credit(text: &str) -> bool {
    let head: String = text.chars().take(40).collect();
    let folded = fold(&head);
    let words = CREDIT.iter().find(|phrase| begins_with(&folded, phrase));
    words.is_some_and(|phrase| {
        let rest = folded[phrase.len()..].trim_start();
        let named = head
            .chars()
            .nth(phrase.chars().count())
            .is_some_and(|c| matches!(c, ':' | '：' | '/'));
        let counted = rest
            .split(' ')
            .take(3)
            .map(|w| w.parse::<u16>().is_ok())
            .eq([true, false, true]);
        named
            || counted
            || ["by ", "credit", "copyright", "via ", "source", "courtesy"]
                .iter()
                .any(|by| rest.starts_with(by))
    })
}

/// "… (Image: Getty)": a caption's end.
fn ends_in_credit(text: &str) -> bool {
    let Some(inner) = text.trim_end().strip_suffix(')') else {
        return false;
    };
    let Some((_, inner)) = inner.rsplit_once('(') else {
        return false;
    };
    let folded = fold(inner);
    inner.contains(':') && CREDIT.iter().any(|phrase| begins_with(&folded, phrase))
}

const ADVERT: &[&str] = &[
    "advertisement",
    "advertising",
    "sponsored",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "publicidade",
    "pubblicità",
    "reklama",
    "advertentie",
    "annons",
    "reklame",
    "mainos",
    "広告",
    "广告",
    "back to top",
    "nach oben",
    "zum seitenanfang",
    "print",
    "drucken",
    "externer inhalt",
];

const SHARE: &[&str] = &[
    "share this",
    "share on",
    "share via",
    "share article",
    "tweet this",
    "teilen",
    "artikel teilen",
    "beitrag teilen",
    "auf facebook teilen",
    "sharen mit",
    "partager",
    "partagez",
    "compartir",
    "comparte",
    "compartilhe",
    "compartilhar",
    "condividi",
    "udostępnij",
    "delen",
    "dela",
    "del på",
    "follow us",
    "follow me",
    "follow him",
    "follow her",
    "follow the author",
    "folgen sie uns",
    "folge uns",
    "folgt uns",
    "suivez nous",
    "síguenos",
    "siga nos",
    "seguici",
    "obserwuj nas",
    "like us on",
    "シェア",
    "分享到",
];

const NEWSLETTER: &[&str] = &[
    "sign up for",
    "sign up to",
    "subscribe to",
    "subscribe for",
    "subscribe now",
    "subscribe today",
    "get the latest",
    "join our",
    "newsletter",
    "newsletter abonnieren",
    "jetzt abonnieren",
    "zum newsletter",
    "abonnieren sie",
    "abonnez vous",
    "inscrivez vous",
    "suscríbete",
    "assine",
    "iscriviti",
    "zapisz się",
    "schrijf je in",
    "want more stories",
    "download our app",
    "donate",
    "jetzt spenden",
    "メルマガ",
    "订阅",
];

const COMMENTING: &[&str] = &[
    "leave a comment",
    "leave a reply",
    "post a comment",
    "comments are closed",
    "add a comment",
    "no comments",
    "kommentar schreiben",
    "kommentar hinterlassen",
    "schreibe einen kommentar",
    "kommentare sind geschlossen",
    "laisser un commentaire",
    "deja un comentario",
    "deixe um comentário",
    "lascia un commento",
    "dodaj komentarz",
    "コメントを残す",
    "发表评论",
    "you must be logged in",
    "you need to be logged in",
    "view comments",
];

const READ_ALSO: &[&str] = &[
    "read more",
    "read also",
    "read next",
    "read the full",
    "also read",
    "see also",
    "more on this",
    "more from",
    "more stories",
    "related",
    "related stories",
    "related articles",
    "related content",
    "recommended",
    "you may also like",
    "you might also like",
    "don t miss",
    "lesen sie auch",
    "lesen sie mehr",
    "lesen sie dazu",
    "auch lesen",
    "lies auch",
    "mehr zum thema",
    "mehr dazu",
    "mehr lesen",
    "weiterlesen",
    "weitere informationen",
    "weitere themen",
    "mehr themen",
    "das thema könnte",
    "empfehlungen aus",
    "gleich weiterlesen",
    "zurück zur übersicht",
    "zum weiterlesen",
    "auch interessant",
    "das könnte sie auch",
    "das könnte dich auch",
    "lire aussi",
    "à lire aussi",
    "a lire aussi",
    "lire la suite",
    "vous aimerez aussi",
    "lea también",
    "lee también",
    "lea más",
    "leer más",
    "lea",
    "vea también",
    "ver también",
    "te puede interesar",
    "leia também",
    "leia mais",
    "veja também",
    "você pode gostar",
    "leggi anche",
    "zobacz także",
    "zobacz też",
    "czytaj też",
    "czytaj także",
    "czytaj więcej",
    "dowiedz się więcej",
    "przeczytaj także",
    "lees ook",
    "lees meer",
    "læs også",
    "les også",
    "läs också",
    "läs mer",
    "lue myös",
    "関連記事",
    "あわせて読みたい",
    "続きを読む",
    "相关阅读",
    "延伸阅读",
    "相关文章",
    "اقرأ أيضا",
];

const COOKIE: &[&str] = &[
    "accept",
    "agree",
    "consent",
    "uses cookies",
    "use cookies",
    "use of cookies",
    "settings",
    "verwendet cookies",
    "verwenden cookies",
    "nutzt cookies",
    "akzeptier",
    "zustimm",
    "einverstanden",
    "utilise des cookies",
    "accepte",
    "utiliza cookies",
    "usa cookies",
    "korzysta",
    "používá",
    "gebruikt cookies",
];

const CREDIT: &[&str] = &[
    "image",
    "images",
    "photo",
    "photos",
    "picture",
    "pictures",
    "photograph",
    "foto",
    "fotos",
    "bild",
    "abbildung",
    "titelbild",
    "beitragsbild",
    "bildnachweis",
    "bildquelle",
    "credit",
    "crédit photo",
    "crédits photo",
    "fotografía",
    "zdjęcie",
    "fot",
    "写真",
    "图片来源",
];
