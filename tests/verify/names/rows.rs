//! Claims and pages, with what the check of a name in them must say.

/// What the check of a name must say.
#[derive(Debug)]
pub enum Says {
    /// The page has it, written so.
    Match(&'static str),
    /// The page has this instead.
    Mismatch(&'static str),
    /// The page does not have it in this role.
    Absent,
    /// It is no name, or cannot be compared.
    Nothing,
}
use Says::{Absent, Match, Mismatch, Nothing};

/// A claim, the page's passages, the name in the claim, and what its check must say.
pub type Row = (&'static str, &'static [&'static str], &'static str, Says);

pub const OTHER_FORMS: &[Row] = &[
    (
        "Odalys Brandt designed the bridge over the Tarn.",
        &[
            "The bridge over the Tarn was designed by Brandt.",
            "Odalys Brandt studied in Lund.",
        ],
        "Odalys Brandt",
        Match("Brandt"),
    ),
    (
        "Dr. Mira Okafor runs the clinic in Halden.",
        &["Mira Okafor has run the clinic in Halden for nine years."],
        "Mira Okafor",
        Match("Mira Okafor"),
    ),
    (
        "President Tomas Veil signed the forestry law.",
        &["The forestry law was signed on Monday by Veil, the president."],
        "Tomas Veil",
        Match("Veil"),
    ),
    (
        "J. R. Pell wrote the report on salmon.",
        &["The report on salmon is the work of Joanna R. Pell."],
        "J. R. Pell",
        Match("Pell"),
    ),
    (
        "Bill Harrow won the mayoral race in Dunmore.",
        &["William Harrow won Dunmore's mayoral race by a wide margin."],
        "Bill Harrow",
        Match("William Harrow"),
    ),
    (
        "Sergei Malkov leads the orchestra of Varna.",
        &["The orchestra of Varna is led by Sergey Malkov."],
        "Sergei Malkov",
        Match("Sergey Malkov"),
    ),
    (
        "The Libyan coast guard towed the ferry home.",
        &["Libya's coast guard towed the ferry home on Sunday."],
        "Libyan",
        Match("Libya"),
    ),
    (
        "Engineers from France repaired the turbine.",
        &["The turbine was repaired by French engineers."],
        "France",
        Match("French"),
    ),
    (
        "The NLA digitised the maps of the coast.",
        &["The maps of the coast were digitised by the Northern Land Archive."],
        "NLA",
        Match("Northern Land Archive"),
    ),
    (
        "The Northern Land Archive digitised the maps of the coast.",
        &["The maps of the coast were digitised by the NLA."],
        "Northern Land Archive",
        Match("NLA"),
    ),
    (
        "Brightwater Inc. bought the mill at Corran.",
        &["The mill at Corran was bought by Brightwater last spring."],
        "Brightwater Inc",
        Match("Brightwater"),
    ),
    (
        "The University of Selm opened a museum of clocks.",
        &["A museum of clocks was opened by Selm University."],
        "University of Selm",
        Match("Selm University"),
    ),
    (
        "José Peñalver sang at the opening in Cádiz.",
        &["At the opening in Cadiz, Jose Penalver sang."],
        "José Peñalver",
        Match("Jose Penalver"),
    ),
    (
        "Jürgen Müller owns the brewery in Rahden.",
        &["The brewery in Rahden belongs to Juergen Mueller, who owns two more."],
        "Jürgen Müller",
        Match("Juergen Mueller"),
    ),
    (
        "Kestrel Labs fired its director in June.",
        &[
            "Kestrel Labs in turmoil",
            "The company was founded in Oban.",
            "It fired its director in June.",
        ],
        "Kestrel Labs",
        Match("Kestrel Labs"),
    ),
    (
        "Ilse Novak was born in Brno and moved to Graz as a child.",
        &[
            "Ilse Novak, painter",
            "She was born in Brno and moved to Graz as a child.",
        ],
        "Ilse Novak",
        Match("Ilse Novak"),
    ),
    (
        "Emil Sand of Radio Karst praised the album.",
        &["Writing for Radio Karst, Emil Sand praised the album."],
        "Emil Sand",
        Match("Emil Sand"),
    ),
    (
        "Anna-Lena Roth trains the women of Ulm.",
        &["Anna Lena Roth trains the women's team of Ulm."],
        "Anna-Lena Roth",
        Match("Anna Lena Roth"),
    ),
    (
        "Prime Minister Hale met Chancellor Brock in Riga.",
        &["In Riga, Brock, the chancellor, met Hale."],
        "Prime Minister Hale",
        Match("Hale"),
    ),
    (
        "HARBOUR NEWS reported the fire at Quay Street.",
        &["Harbour News was first to report the fire at Quay Street."],
        "HARBOUR NEWS",
        Match("Harbour News"),
    ),
    (
        "The U.S. approved the sale of the island's port.",
        &["The sale of the island's port was approved by the United States."],
        "U.S.",
        Match("United States"),
    ),
    (
        "Tarnwood Press printed the atlas of moths in 1987.",
        &[
            "News",
            "In 1987 we printed the atlas of moths.",
            "It sold well.",
            "Later came an atlas of bees.",
            "The office is in Ely.",
            "Write to Tarnwood Press for a catalogue.",
        ],
        "Tarnwood Press",
        Match("Tarnwood Press"),
    ),
];

pub const REPLACED: &[Row] = &[
    (
        "The lighthouse was designed by Oskar Thule in 1911.",
        &["The lighthouse was designed by Ragna Voss in 1911."],
        "Oskar Thule",
        Mismatch("Ragna Voss"),
    ),
    (
        "Denise Carrow chairs the harbour board.",
        &["Dennis Carrow chairs the harbour board."],
        "Denise Carrow",
        Mismatch("Dennis Carrow"),
    ),
    (
        "The concert hall in Bergen opens in May.",
        &["The concert hall in Tromsø opens in May."],
        "Bergen",
        Mismatch("Tromsø"),
    ),
    (
        "Emilia Jansen won the regatta at Lorne.",
        &["Emilia Kovacs won the regatta at Lorne."],
        "Emilia Jansen",
        Mismatch("Emilia Kovacs"),
    ),
    (
        "The drug is made by Cordova Pharma in Leeds.",
        &["The drug is made by Belmont Pharma in Leeds."],
        "Cordova Pharma",
        Mismatch("Belmont Pharma"),
    ),
    (
        "The rover landed on Mars in March.",
        &["The rover landed on Venus in March."],
        "Mars",
        Mismatch("Venus"),
    ),
    (
        "Redfield bought Stanhope for 4 million crowns.",
        &["Stanhope bought Redfield for 4 million crowns."],
        "Redfield bought Stanhope",
        Mismatch("Stanhope bought Redfield"),
    ),
    (
        "Lund defeated Malmo in the final.",
        &["In the final, Malmo defeated Lund by two goals."],
        "Lund defeated Malmo",
        Mismatch("Malmo defeated Lund"),
    ),
    (
        "Lund was defeated by Malmo in the final.",
        &["Malmo was defeated by Lund in the final."],
        "Lund was defeated by Malmo",
        Mismatch("Malmo was defeated by Lund"),
    ),
    (
        "The prize went to Marta Quill of Perth.",
        &[
            "The prize went to Edda Stern of Perth.",
            "Marta Quill sat on the jury in the year before.",
        ],
        "Marta Quill",
        Mismatch("Edda Stern"),
    ),
    // Right beside the very words, though the page has the claim's name in the sentence before.
    (
        "The test needed 16,000 cores of the Falk supercomputer in Perth.",
        &[
            "The study was made at the institute for physics in Perth.",
            "The test needed 16,000 cores of the Falk supercomputer in Bergen.",
        ],
        "Perth",
        Mismatch("Bergen"),
    ),
    (
        "Marta Quill of the Harpers blamed the rise in prices on the drought.",
        &[
            "Edda Stern blamed the rise in prices on the drought.",
            "Prices will rise further, said Marta Quill of the Harpers.",
        ],
        "Marta Quill",
        Mismatch("Edda Stern"),
    ),
];

pub const ELSEWHERE: &[Row] = &[
    (
        "Hester Lowe said that the mine would close by autumn.",
        &[
            "The mine would close by autumn, Pavel Drury said.",
            "The town has depended on it since the war.",
            "A report of last year counted 300 jobs.",
            "Shares fell in early trading.",
            "Hester Lowe has photographed the valley.",
        ],
        "Hester Lowe",
        Mismatch("Pavel Drury"),
    ),
    (
        "The treaty was signed in Geneva after four days of talks.",
        &[
            "After four days of talks, the treaty was signed in Vienna.",
            "Delegates praised the hosts.",
            "The weather was mild.",
            "Watches from Geneva were handed out as gifts.",
        ],
        "Geneva",
        Mismatch("Vienna"),
    ),
    (
        "Maker Studios cut a third of its staff.",
        &["Two of the studios cut a third of their staff."],
        "Maker Studios",
        Absent,
    ),
    (
        "The Brookmore Institution counted the herons of the delta.",
        &["An institute counted the herons of the delta."],
        "Brookmore Institution",
        Absent,
    ),
    (
        "The study appeared in Nature last spring.",
        &["The study of natural light appeared last spring."],
        "Nature",
        Absent,
    ),
    (
        "The estate was left to Sir Gerald Knight.",
        &["The estate was left to the man who had been knighted."],
        "Sir Gerald Knight",
        Absent,
    ),
    (
        "The grant went to a school in Ostrava.",
        &["The grant went to a school in the north."],
        "Ostrava",
        Absent,
    ),
    (
        "Crates of Indian rice were exported.",
        &["Crates of rice were exported from Indiana."],
        "Indian",
        Absent,
    ),
];

pub const NO_NAMES: &[Row] = &[
    (
        "Ferries run twice a day in winter.",
        &["In winter the ferries run twice a day."],
        "Ferries",
        Nothing,
    ),
    (
        "It rained. Farmers were glad of the water.",
        &["The farmers were glad of the water when it rained."],
        "Farmers",
        Nothing,
    ),
    (
        "Die Brauerei liefert das Bier in den Norden.",
        &["Das Bier wird von der Brauerei in den Norden geliefert."],
        "Brauerei",
        Nothing,
    ),
    (
        "Das Orchester wählte eine neue Dirigentin.",
        &["Eine neue Leiterin wurde vom Orchester gewählt."],
        "Dirigentin",
        Nothing,
    ),
    (
        "Algunos vecinos vendieron el molino en marzo.",
        &["El molino fue vendido en marzo por algunos vecinos."],
        "Algunos",
        Nothing,
    ),
    (
        "The bridge opened on Tuesday in March 2011.",
        &["On a Tuesday in March 2011 the bridge opened."],
        "Tuesday",
        Nothing,
    ),
    (
        "Lotte Krahl und Krahl sprachen über das Theater in Linz.",
        &[
            "Im Theater in Linz sprach Lotte Krahl.",
            "Das Theater ist alt.",
        ],
        "Lotte Krahl",
        Match("Lotte Krahl"),
    ),
];
