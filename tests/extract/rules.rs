//! What is a page's own text and what is not, on small pages of each kind: what the markup says is
//! believed by element, repetition tells teasers, places and shapes tell the rest.

use citecheck::extract::{BodySource, Document, Hints, Region, extract};
use citecheck::source::Reason;

/// Sentences of an article, and those of something beside it.
const TEXT: [&str; 4] = [
    "The harbour of Vell was dredged last winter, for the first time in thirty years.",
    "Four barges took 90,000 tonnes of mud out to sea, and two divers cleared the old chains.",
    "Since May the night boat from Aar can land at low tide, which it never could before.",
    "The council expects 40 more landings a month, and has hired two people for the pier.",
];
const ASIDE: [&str; 3] = [
    "A bakery in Oster won the county's prize for its rye bread, after three tries.",
    "The school in Lund opens a new gymnasium with a climbing wall on Monday.",
    "Snow kept the pass to Hallen closed for nine days, longer than in any year since 1987.",
];

fn hints(content_type: &str) -> Hints {
    Hints {
        content_type: Some(content_type.to_owned()),
        location: None,
    }
}

fn read(markup: &str) -> Document {
    let document = extract(markup.as_bytes(), &hints("text/html"));
    document.unwrap_or_else(|wall| panic!("{wall}: {markup}"))
}

fn paragraphs(texts: &[&str]) -> String {
    texts
        .iter()
        .fold(String::new(), |all, text| all + "<p>" + text + "</p>\n")
}

/// The page with `$` for the article's paragraphs and `§` for those of something else.
fn page(markup: &str) -> Document {
    let markup = markup
        .replace('$', &paragraphs(&TEXT))
        .replace('§', &paragraphs(&ASIDE));
    read(&format!(
        "<!doctype html><title>The harbour of Vell</title>{markup}"
    ))
}

#[test]
fn names_are_believed_by_element() {
    for markup in [
        // The wrapper's name says nothing of what it wraps; the box's does.
        "<body><div class='page has-ads'><div class=sidebar-layout><div class=sidebar-page>
         <h1>The harbour of Vell</h1>$</div><div class=sidebar>§</div></div></div>",
        "<body><div id=ad-wrapper><article><h1>The harbour of Vell</h1>$</article></div>
         <div class=ad>§</div>",
        "<body class=cookie-consent><h1>The harbour of Vell</h1><div>$</div><footer>§</footer>",
        "<html class='modal-open newsletter'><body><h1>The harbour of Vell</h1><div>$</div>
         <div class=newsletter>§</div>",
        "<body><article class='post category-kommentar comments-open'><h1>The harbour of Vell</h1>$
         <section class=comments>§</section></article>",
        "<body><article class='hentry tag-social tag-promo'><h1>The harbour of Vell</h1>$</article>
         <div class='related'><a href=/1>Bread</a> <a href=/2>School</a> <a href=/3>Snow</a>§</div>",
        // Two copies that nobody sees are more than what is seen.
        "<body><h1>The harbour of Vell</h1><div>$</div><div hidden>§§</div>
         <div style='display:none'>§§</div>",
    ] {
        let text = page(markup).text();
        for sentence in TEXT {
            assert!(text.contains(sentence), "{sentence} is lost: {markup}");
        }
        for sentence in ASIDE {
            assert!(!text.contains(sentence), "{sentence} is kept: {markup}");
        }
    }
}

#[test]
fn repetition_tells_teasers() {
    let teaser = |number: usize, text: &str| {
        format!(
            "<div class=box><h3><a href=/{number}>News of the week, {number}</a></h3><p>{text}</p></div>"
        )
    };
    let teasers: String = (0..4).map(|n| teaser(n, ASIDE[n % 3])).collect();
    let document = page(&format!(
        "<body><div><h1>The harbour of Vell</h1>$<div>{teasers}</div></div>"
    ));
    let text = document.text();
    assert!(
        TEXT.iter().all(|sentence| text.contains(sentence)),
        "{text}"
    );
    assert!(
        !ASIDE.iter().any(|sentence| text.contains(sentence)),
        "{text}"
    );
    // A page that is a list of them keeps them.
    let list: String = (0..9).map(|n| teaser(n, ASIDE[n % 3])).collect();
    let text = page(&format!("<body><h1>All news</h1><div>{list}</div>")).text();
    assert!(
        ASIDE.iter().all(|sentence| text.contains(sentence)),
        "{text}"
    );
    // Sections with a link in each are none.
    let section = |text: &str| {
        format!("<section class=part><p><a href=/map>The map</a> {text}</p>$</section>")
    };
    let parts: String = ASIDE.iter().map(|text| section(text)).collect();
    let text = page(&format!("<body><h1>The harbour of Vell</h1>{parts}")).text();
    assert!(
        ASIDE.iter().all(|sentence| text.contains(sentence)),
        "{text}"
    );
}

#[test]
fn lines_around_the_text_are_told_by_place_and_shape() {
    let document = page(
        "<body><article><h1>The harbour of Vell</h1>
         <p>Updated: 10:48, Tue, Nov 19, 2019 | Vell Post newsroom, Vell</p>
         $
         <div><img src=a.jpg><div><p>The night boat at the pier</p></div></div>
         </article>",
    );
    let region = |start: &str| {
        let passage = document.passages.iter().find(|p| p.text.starts_with(start));
        passage.map(|p| p.region)
    };
    assert_eq!(region("Updated"), Some(Region::Metadata));
    assert_eq!(region("The night boat at"), Some(Region::Caption));
    assert_eq!(region("The harbour of Vell was"), Some(Region::Body));
    let noted = "<p>The pier opened on 4 May 2021 with nine boats.<a href=#1>[1]</a>
         The fare is two crowns.<a href=#2>[2]</a></p>";
    for markup in [
        noted,
        "<p>The pier opened for all on 4 May 2021.<a href=#1>[1]</a></p>",
    ] {
        let text = page(&format!("<body><h1>The harbour of Vell</h1>{markup}$")).text();
        assert!(text.contains("The pier opened"), "{text}");
    }
}

#[test]
fn a_paragraph_set_as_a_heading_is_a_paragraph() {
    let (first, second) = (ASIDE[..2].join(" "), ASIDE[1..].join(" "));
    let document = page(&format!(
        "<body><article><h1>The harbour of Vell</h1><h3>{first}</h3>$<h2>What comes next</h2>
         <h4>{second}</h4></article>"
    ));
    let region = |start: &str| {
        let passage = document.passages.iter().find(|p| p.text.starts_with(start));
        passage.map(|p| p.region)
    };
    for text in ASIDE {
        assert_eq!(region(text), Some(Region::Body), "{text}");
    }
    assert_eq!(region("What comes next"), Some(Region::Heading));
}

#[test]
fn of_several_first_headings_the_one_that_the_head_names_is_the_title() {
    let document = page(
        "<body><h1>The Vell Post</h1><h1>Most read</h1><main><h1>The harbour of Vell</h1>$</main>",
    );
    assert_eq!(document.title.as_deref(), Some("The harbour of Vell"));
}

#[test]
fn data_goes_on_where_a_teaser_ends() {
    let whole = TEXT.join(" ") + " " + &ASIDE.join(" ").repeat(4);
    let data = |body: &str| {
        format!(
            "<script type=application/ld+json>{{\"@type\": \"NewsArticle\", \"articleBody\": \"{body}\"}}</script>"
        )
    };
    let teaser = paragraphs(&TEXT);
    let page = |body: &str| {
        read(&format!(
            "<title>The harbour of Vell</title>{}<h1>The harbour of Vell</h1>{teaser}",
            data(body)
        ))
    };
    let document = page(&whole);
    assert_eq!(document.body_source, BodySource::JsonLd);
    assert!(document.text().contains(ASIDE[2]));
    // Data of something else is not the page's text.
    let other = page(&ASIDE.join(" ").repeat(6));
    assert_eq!(other.body_source, BodySource::Page);
    assert!(other.text().contains(TEXT[0]));
}

#[test]
fn a_page_that_its_scripts_draw_from_an_attribute_is_read_there() {
    let data = |name: &str, text: &str| {
        format!(
            "<title>Vell</title><div id=app {name}='{{&quot;page&quot;:{{&quot;id&quot;:7,&quot;text&quot;:&quot;{text}&quot;}}}}'></div>"
        )
    };
    let whole = TEXT.join(" ");
    for name in ["data-page", "data-react-props", "props"] {
        let document = read(&data(name, &whole));
        assert_eq!(document.body_source, BodySource::AppState, "{name}");
        assert!(document.text().contains(TEXT[0]), "{name}");
    }
    // Neither labels, nor what stands beside a text that the page shows.
    let label = data("data-page", "Back to the harbour");
    assert!(extract(label.as_bytes(), &hints("text/html")).is_err());
    let beside = read(&(data("data-page", &ASIDE.join(" ").repeat(4)) + &paragraphs(&TEXT)));
    assert_eq!(beside.body_source, BodySource::Page);
}

#[test]
fn a_date_between_two_paragraphs_is_the_texts_and_one_at_its_edges_the_pages() {
    let [first, second, third, fourth] = TEXT;
    let document = read(&format!(
        "<title>The harbour of Vell</title><article><h1>The harbour of Vell</h1><p>{first}</p>\
         <p>Published: 3 May 2026</p><p>{second}</p><p>Applications until: 15 March 2027</p><p>{third}</p><p>{fourth}</p>\
         <p>Last changed: 9 June 2026</p></article>"
    ));
    let region = |start: &str| {
        let passage = document.passages.iter().find(|p| p.text.starts_with(start));
        passage.map(|p| p.region)
    };
    assert_eq!(region("Applications"), Some(Region::Body));
    assert_eq!(
        region("Published"),
        Some(Region::Metadata),
        "below the lead"
    );
    assert_eq!(
        region("Last changed"),
        Some(Region::Metadata),
        "below the text"
    );
}

#[test]
fn the_language_is_the_texts_where_a_theme_says_another() {
    let dutch = "De haven van Vell is afgelopen winter voor het eerst in dertig jaar uitgebaggerd. \
         Vier schepen brachten het slib naar zee en twee duikers haalden de oude kettingen weg. ";
    let german = "Der Hafen von Vell wurde im letzten Winter zum ersten Mal seit dreißig Jahren \
         ausgebaggert. Vier Schiffe brachten den Schlamm auf das Meer, und zwei Taucher holten die \
         alten Ketten herauf. ";
    for (declared, text, lang) in [
        ("en-US", german, "de"),
        ("de-AT", german, "de-AT"),
        ("en", dutch, "nl"),
        ("en", "町の港は去年の冬に三十年ぶりに掘り下げられた。", "ja"),
        (
            "en",
            "마을 항구는 지난 겨울 삼십 년 만에 준설되었다. ",
            "ko",
        ),
    ] {
        let text = text.repeat(12);
        let document = read(&format!(
            "<html lang={declared}><title>Vell</title><p>{text}</p>"
        ));
        assert_eq!(document.lang.as_deref(), Some(lang), "{declared}: {text}");
    }
    let short = read(&format!("<html lang=en><title>Vell</title><p>{german}</p>"));
    assert_eq!(short.lang.as_deref(), Some("en"), "too little to tell");
}

#[test]
fn nobody_is_no_author() {
    for (name, author) in [
        ("Jane Doe", Some("Jane Doe")),
        ("admin", None),
        ("Unknown", None),
        ("Administrator", None),
        ("https://www.social.example/vellpost", None),
        ("news@vell.example", None),
        ("web_editor_2", None),
    ] {
        for tag in [
            format!("<meta name=author content='{name}'>"),
            format!("<meta property=article:author content='{name}'>"),
            format!(
                "<script type=application/ld+json>{{\"@type\":\"Article\",\"author\":{{\"name\":\"{name}\"}}}}</script>"
            ),
        ] {
            let document = page(&format!("{tag}<body><h1>The harbour of Vell</h1>$"));
            let found = document.authors.first().map(String::as_str);
            assert_eq!(found, author, "{tag}");
        }
    }
}

#[test]
fn requests_of_several_languages_are_no_pages() {
    for (title, body) in [
        (
            "Anmelden",
            "<h1>Anmelden</h1><form><label>Kennwort <input type=password></label>
             <button>Anmelden</button></form>",
        ),
        (
            "Se connecter",
            "<h1>Se connecter</h1><form><input type=password><button>Valider</button></form>",
        ),
        (
            "Vell heute",
            "<div><h2>Wir brauchen Ihre Zustimmung</h2><p>Wir und unsere 90 Partner verwenden
             Cookies, um Inhalte und Anzeigen zu messen und anzupassen.</p>
             <button>Alle akzeptieren</button></div>",
        ),
        (
            "Vell matin",
            "<div><h2>Votre vie privée</h2><p>Avec votre consentement, nous et nos partenaires
             utilisons des cookies pour mesurer l'audience et les annonces.</p>
             <button>Accepter et continuer</button></div>",
        ),
    ] {
        let markup = format!("<!doctype html><title>{title}</title><body>{body}");
        let wall = extract(markup.as_bytes(), &hints("text/html")).expect_err(title);
        assert_eq!(wall.reason, Reason::Blocked, "{title}");
    }
    // An article beside such a request, or about it, is a page.
    for title in ["Sign in to the harbour", "404 boats", "Cookies of Vell"] {
        let markup = format!(
            "<title>{title}</title><body><form><input type=password></form><div class=cookie-banner>
             <p>We use cookies.</p><button>Accept</button></div><h1>{title}</h1>{}",
            paragraphs(&TEXT)
        );
        assert!(read(&markup).text().contains(TEXT[0]), "{title}");
    }
}

#[test]
fn control_sequences_are_no_part_of_words() {
    let colours = "The refiner \u{1B}[31mOrlen\u{1B}[0m paid \u{9B}1m12 million\u{1B}[K.";
    for (content_type, text) in [
        ("text/plain", colours.to_owned()),
        ("text/markdown", colours.to_owned()),
        ("text/html", format!("<p>{colours}</p>")),
        (
            "text/html",
            "<p>The refiner &#27;[31mOrlen&#x1b;[0m paid 12 million.</p>".to_owned(),
        ),
    ] {
        let document = extract(text.as_bytes(), &hints(content_type)).unwrap();
        let read = document.text();
        assert_eq!(
            read.trim(),
            "The refiner Orlen paid 12 million.",
            "{content_type}"
        );
    }
}

#[test]
fn what_is_struck_in_markdown_is_not_read() {
    let text =
        "The boat costs ~~730 crowns~~ 810 crowns.\n\nIt sails <del>daily</del> on weekdays.\n";
    let document = extract(text.as_bytes(), &hints("text/markdown")).unwrap();
    assert_eq!(
        document.text(),
        "The boat costs 810 crowns.\nIt sails on weekdays."
    );
}

#[test]
fn no_passage_is_as_long_as_the_page() {
    let words = "mud and chains and barges ".repeat(20_000);
    for (content_type, markup) in [
        ("text/plain", words.clone()),
        ("text/markdown", format!("# {words}\n\n{words}\n")),
        (
            "text/markdown",
            format!("| a | b |\n|---|---|\n| {words} | {words} |\n"),
        ),
        ("text/markdown", format!("```\n{words}\n```\n")),
        ("text/html", format!("<h2>{words}</h2><p>{words}</p>")),
        ("text/html", format!("<pre>{words}</pre>")),
        (
            "text/html",
            format!("<table><tr><th>a<th>b<tr><td>1<td>{words}<tr><td>2<td>{words}</table>"),
        ),
    ] {
        let document = extract(markup.as_bytes(), &hints(content_type)).unwrap();
        let text: Vec<char> = document.text().chars().collect();
        let mut letters = 0;
        for passage in &document.passages {
            let shown: Vec<char> = passage.as_shown().chars().collect();
            assert!(
                passage.text.len() <= 4_000,
                "{content_type}: {}",
                passage.text.len()
            );
            letters += shown.len();
            if passage.region.is_shown() {
                let at = passage.offset;
                assert_eq!(text.get(at..at + shown.len()), Some(&shown[..]));
            }
        }
        assert!(
            letters * 100 >= words.len() * 99,
            "nothing is lost: {content_type}"
        );
    }
}
