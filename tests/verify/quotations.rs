//! Quotations: verbatim up to normalisation, ellipses and bracketed changes; the words that differ;
//! and who says them.
//!
//! Half of the rows are traps, which must match in spite of another form, or must not be compared.

use crate::support::table::Ends::{Absent, Match, Mismatch, Quiet};
use crate::support::table::{Row, hold};
use citecheck::verify::Kind;

#[test]
fn quotations_stand_in_the_source_word_for_word() {
    hold(Kind::Quotation, &ROWS);
}

const ROWS: [Row; 49] = [
    // Altered words.
    (
        "Ito said: “We will open the second hall in spring.”",
        "“We will open the second hall in autumn,” Ito said.",
        Mismatch("autumn"),
    ),
    (
        "Ito said: “We will never open the second hall.”",
        "“We will open the second hall,” Ito said.",
        Mismatch("will"),
    ),
    (
        "Ito said: “We will open the hall in spring.”",
        "“We will not open the hall in spring,” Ito said.",
        Mismatch("not"),
    ),
    (
        "She wrote that “the harbour is the heart of this old town”.",
        "She wrote that “the market is the heart of this old town”.",
        Mismatch("market"),
    ),
    (
        "The report calls the bridge “a danger to every single driver”.",
        "The report calls the bridge “a danger to every passing driver”.",
        Mismatch("passing"),
    ),
    (
        "“Nobody asked the people of the valley,” Moreau said.",
        "“Everybody asked the people of the valley,” Moreau said.",
        Mismatch("Everybody"),
    ),
    (
        "Er sagte: „Wir öffnen das neue Haus im Frühling.“",
        "„Wir öffnen das neue Haus im Herbst“, sagte er der Zeitung.",
        Mismatch("Herbst"),
    ),
    (
        "Elle a dit : « Nous ouvrirons la grande salle du port en mai. »",
        "« Nous ouvrirons la grande salle du port en juin », a dit la directrice.",
        Mismatch("juin"),
    ),
    (
        "社長は「新しい工場を来年開く」と述べた。",
        "社長は「新しい工場を今年開く」と述べた。",
        Mismatch("今年"),
    ),
    // Not there at all.
    (
        "Ito called the plan “a gift to the whole coast”.",
        "Ito called the plan expensive.",
        Absent,
    ),
    (
        "Ito called it “a disgrace”.",
        "Ito called it “a mistake” and left the room.",
        Absent,
    ),
    (
        "Ito said the plan was “utterly mad”.",
        "Ito said the plan was bold.",
        Absent,
    ),
    (
        "Moreau wrote: “The dam must go before the winter.”",
        "Moreau wrote about the dam and the winter.",
        Absent,
    ),
    // The parts of a quotation stand in another order, or too far apart.
    (
        "“The dam is old … the winter will be hard,” she said.",
        "“The winter will be hard. The dam is old,” she said.",
        Absent,
    ),
    // Another speaker.
    (
        "“The dam must go before winter,” said Petra Moreau.",
        "“The dam must go before winter,” said Kenji Ito.",
        Mismatch("Kenji Ito"),
    ),
    (
        "Petra Moreau said: “The dam must go before winter.”",
        "Kenji Ito, the mayor, said: “The dam must go before winter.”",
        Mismatch("Kenji Ito"),
    ),
    (
        "According to Petra Moreau, “the dam must go before winter”.",
        "“The dam must go before winter,” Kenji Ito told the council.",
        Mismatch("Kenji Ito"),
    ),
    (
        "Moreau warned that “the dam must go before winter”.",
        "Ito warned that “the dam must go before winter”.",
        Mismatch("Ito"),
    ),
    (
        "“The roof leaks in nine places,” Anna Berg explained.",
        "“The roof leaks in nine places,” the engineer Leo Falk explained.",
        Mismatch("Leo Falk"),
    ),
    (
        "Anna Berg wrote that “the roof leaks in nine places”.",
        "Leo Falk wrote in May that “the roof leaks in nine places”.",
        Mismatch("Leo Falk"),
    ),
    (
        "„Das Dach ist an neun Stellen undicht“, sagte Anna Berg.",
        "„Das Dach ist an neun Stellen undicht“, sagte Leo Falk.",
        Mismatch("Leo Falk"),
    ),
    // Traps: the same in another form.
    (
        "Ito said: \"We will open the hall.\"",
        "“We will open the hall,” Ito said.",
        Match,
    ),
    (
        "Ito said “we will open the hall”.",
        "“We will open the hall!” said Ito.",
        Match,
    ),
    (
        "“It’s a good day for the valley,” she said.",
        "\"It's a good day for the valley\", she said.",
        Match,
    ),
    (
        "“The dam … must go before winter.”",
        "“The dam, old as it is, must go before winter.”",
        Match,
    ),
    (
        "“The dam [...] must go before winter.”",
        "“The dam, old as it is, must go before winter.”",
        Match,
    ),
    (
        "“[T]he dam must go before winter.”",
        "He added: “And the dam must go before winter.”",
        Match,
    ),
    (
        "“[The dam] must go before winter.”",
        "“It must go before winter,” he said.",
        Match,
    ),
    (
        "“The crews manage[d] the flood very well.”",
        "“The crews manage the flood very well.”",
        Match,
    ),
    (
        "“They [the crews] managed the flood well.”",
        "“They managed the flood well.”",
        Match,
    ),
    (
        "‘The dam must go before winter,’ he said.",
        "“The dam must go before winter,” he said.",
        Match,
    ),
    (
        "«Das Dach ist an neun Stellen undicht»",
        "„Das Dach ist an neun Stellen undicht“",
        Match,
    ),
    (
        "„Das Dach ist an neun Stellen undicht“",
        "»Das Dach ist an neun Stellen undicht«",
        Match,
    ),
    (
        "社長は「新しい工場を来年開く」と述べた。",
        "「新しい工場を来年開く」と社長は語った。",
        Match,
    ),
    (
        "“He called it ‘the best day of all’,” she said.",
        "“He called it “the best day of all”,” she said.",
        Match,
    ),
    (
        "“The of\u{AD}fice opens at nine sharp.”",
        "“The oﬃce opens at nine sharp.”",
        Match,
    ),
    (
        "“The dam must go. It is old.”",
        "“The dam must go. It is old,” he said.",
        Match,
    ),
    // Traps: the same speaker.
    (
        "“The dam must go before winter,” said Moreau.",
        "“The dam must go before winter,” said Petra Moreau.",
        Match,
    ),
    (
        "“The dam must go before winter,” said Petra Moreau.",
        "Petra Moreau spoke last. “The dam must go before winter,” she said.",
        Match,
    ),
    (
        "“The dam must go before winter,” said Petra Moreau.",
        "“The dam must go before winter,” Petra Moreau told Kenji Ito.",
        Match,
    ),
    (
        "“The dam must go before winter,” said the mayor.",
        "“The dam must go before winter,” said Kenji Ito.",
        Match,
    ),
    (
        "“The dam must go before winter,” said Petra Moreau.",
        "“The dam must go before winter.”",
        Match,
    ),
    // Traps: titles, terms and ways of speaking.
    (
        "The novel “The Long Way to the Sea” won.",
        "The novel The Long Road to the Sea won.",
        Quiet,
    ),
    (
        "The so-called “green” line opened.",
        "The eco line opened.",
        Quiet,
    ),
    (
        "The “smart city” plan was dropped.",
        "The plan for a clever town was dropped.",
        Quiet,
    ),
    (
        "The species was described as “Rana lacustris”.",
        "Rana from the lake, called lacustris, was described.",
        Quiet,
    ),
    (
        "The boat ‘Aino’ sank in 1911.",
        "The boat Aino sank in 1911.",
        Quiet,
    ),
    (
        "It's the farmers' market that 'everyone' likes.",
        "The farmers' market is liked.",
        Quiet,
    ),
    (
        "The 5' 6\" board is the town's.",
        "The board measures 5' 6\".",
        Quiet,
    ),
];
