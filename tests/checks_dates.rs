//! Dates and times: full and partial, ranges, decades, relative to the page's date.
//! Each row is a claim, a source, and what the check must say; about half are traps. The pages are
//! written on Thursday, 23 April 2026.

mod values;

use citecheck::verify::Kind;
use values::Want::{Absent, Differs, Match, Nothing};
use values::{Row, check_rows};

const DATES: &[Row] = &[
    // The right one of two years in a sentence was taken for the other one's.
    (
        "en",
        "The museum announced the wing in 2010.",
        "The museum started planning the wing in 2009 and announced it to the public in 2010.",
        Match,
    ),
    // The same date in another form.
    (
        "en",
        "The bridge opened on 4 May 2019.",
        "The bridge opened on May 4, 2019.",
        Match,
    ),
    (
        "en",
        "The bridge opened on May 4th, 2019.",
        "The bridge opened on 2019-05-04.",
        Match,
    ),
    (
        "en",
        "The bridge opened on 4 May 2019.",
        "The bridge opened on Saturday, 4 May 2019.",
        Match,
    ),
    (
        "en",
        "The bridge opened in May 2019.",
        "The bridge opened on 4 May 2019.",
        Match,
    ),
    (
        "en",
        "The bridge opened in 2019.",
        "The bridge opened on 4 May 2019.",
        Match,
    ),
    (
        "en",
        "The bridge opened in the spring of 2019.",
        "The bridge opened on 4 May 2019.",
        Match,
    ),
    (
        "en",
        "The bridge opened in early 2019.",
        "The bridge opened in February 2019.",
        Match,
    ),
    (
        "en",
        "The bridge opened in the 1990s.",
        "The bridge opened in 1994.",
        Match,
    ),
    (
        "en",
        "The bridge was built in the 19th century.",
        "The bridge was built in 1874.",
        Match,
    ),
    (
        "en",
        "The bridge was built in the nineteenth century.",
        "The bridge was built in the 19th century.",
        Match,
    ),
    (
        "en",
        "The bridge opened in the second quarter of 2019.",
        "The bridge opened in Q2 2019.",
        Match,
    ),
    (
        "en",
        "The bridge opened in the first half of 2019.",
        "The bridge opened in March 2019.",
        Match,
    ),
    (
        "en",
        "He played there from 2010 to 2015.",
        "He played there 2010–2015.",
        Match,
    ),
    (
        "en",
        "He played there between 2010 and 2015.",
        "He played there from 2010 until 2015.",
        Match,
    ),
    (
        "en",
        "He played the 2018–19 season.",
        "He played the 2018/19 season.",
        Match,
    ),
    (
        "en",
        "The fair runs from 3 to 7 May 2019.",
        "The fair runs May 3–7, 2019.",
        Match,
    ),
    (
        "en",
        "The train left at 5 p.m.",
        "The train left at 17:00.",
        Match,
    ),
    (
        "en",
        "The train left at 5:30 pm.",
        "The train left at 17:30.",
        Match,
    ),
    (
        "en",
        "The train left at noon.",
        "The train left at 12:00.",
        Match,
    ),
    // Bounds.
    (
        "en",
        "The licence runs until 2032.",
        "The licence runs through 2032.",
        Match,
    ),
    (
        "en",
        "The licence runs until 2032.",
        "The licence runs until the end of 2032.",
        Match,
    ),
    (
        "en",
        "The licence runs until the end of 2032.",
        "The licence runs through 2032.",
        Match,
    ),
    (
        "en",
        "The licence ends in 2032.",
        "The licence runs until 2032.",
        Match,
    ),
    (
        "en",
        "She has led the firm since 2014.",
        "She became head of the firm in 2014 and has led it.",
        Match,
    ),
    (
        "en",
        "The law passed before 2019.",
        "The law passed in 2017.",
        Match,
    ),
    (
        "en",
        "The law passed before 2019.",
        "The law passed in 2019.",
        Differs("before 2019", "2019"),
    ),
    (
        "en",
        "The law passed after May 2019.",
        "The law passed in March 2019.",
        Differs("May 2019", "March 2019"),
    ),
    (
        "en",
        "The law held until 2032.",
        "The law held since 2032.",
        Differs("until 2032", "since 2032"),
    ),
    // Told from the page's day.
    (
        "en",
        "The bridge opened in September 2025.",
        "The bridge opened last September.",
        Match,
    ),
    (
        "en",
        "The bridge opened in 2025.",
        "The bridge opened last year.",
        Match,
    ),
    (
        "en",
        "The bridge opened on 22 April 2026.",
        "The bridge opened yesterday.",
        Match,
    ),
    (
        "en",
        "The bridge opened on 21 April 2026.",
        "The bridge opened on Tuesday.",
        Match,
    ),
    (
        "en",
        "The bridge opened in 2024.",
        "The bridge opened last year.",
        Differs("2024", "last year"),
    ),
    (
        "en",
        "The bridge opened last year.",
        "The bridge opened in 2013.",
        Nothing,
    ),
    (
        "en",
        "The bridge opened on Friday.",
        "The bridge opened on Friday.",
        Match,
    ),
    // Another date of the same thing.
    (
        "en",
        "The bridge opened in 1978.",
        "The bridge opened in 1975, and in 1978 the tower followed.",
        Differs("1978", "1975"),
    ),
    (
        "en",
        "The bridge opened in May 2019.",
        "The bridge opened in June 2019.",
        Differs("May 2019", "June 2019"),
    ),
    (
        "en",
        "The bridge opened on 4 May 2019.",
        "The bridge opened on 14 May 2019.",
        Differs("4 May 2019", "14 May 2019"),
    ),
    (
        "en",
        "The bridge opened in late March.",
        "The bridge opened in late January.",
        Differs("late March", "late January"),
    ),
    (
        "en",
        "The bridge opened in early 2019.",
        "The bridge opened in late 2019.",
        Differs("early 2019", "late 2019"),
    ),
    (
        "en",
        "The bridge opened in the 1980s.",
        "The bridge opened in 1994.",
        Differs("1980s", "1994"),
    ),
    (
        "en",
        "He played there from 2010 to 2015.",
        "He played there from 2010 to 2016.",
        Differs("2010 to 2015", "2010 to 2016"),
    ),
    (
        "en",
        "The train left at 5 p.m.",
        "The train left at 5 a.m.",
        Differs("5 p.m.", "5 a.m."),
    ),
    (
        "en",
        "The bridge opened on Wednesday, 4 May 2019.",
        "The bridge opened on 4 May 2019.",
        Differs("Wednesday, 4 May 2019", "4 May 2019"),
    ),
    (
        "en",
        "The bridge opened on Monday.",
        "The bridge opened on Friday.",
        Differs("Monday", "Friday"),
    ),
    // Another thing's date, or less than the claim says.
    (
        "en",
        "The bridge opened on 4 May 2019.",
        "The bridge opened in 2019.",
        Absent,
    ),
    (
        "en",
        "The bridge opened in February 2019.",
        "The bridge opened in early 2019.",
        Absent,
    ),
    (
        "en",
        "The bridge opened in 1994.",
        "The bridge opened in the 1990s.",
        Absent,
    ),
    (
        "en",
        "She returned to the gallery in 2014.",
        "She worked at the gallery from 1988 to 2006.",
        Absent,
    ),
    (
        "en",
        "The bridge opened in 2019.",
        "The bridge is long; the mayor was born in 1961.",
        Absent,
    ),
    // Other languages.
    (
        "de",
        "Die Brücke wurde am 3. Oktober 2019 eröffnet.",
        "Die Brücke wurde am 03.10.2019 eröffnet.",
        Match,
    ),
    (
        "de",
        "Die Brücke wurde Ende 2019 eröffnet.",
        "Die Brücke wurde im November 2019 eröffnet.",
        Match,
    ),
    (
        "de",
        "Die Brücke stammt aus dem 19. Jahrhundert.",
        "Die Brücke stammt aus dem Jahr 1874.",
        Match,
    ),
    (
        "de",
        "Die Lizenz gilt bis 2032.",
        "Die Lizenz gilt bis Ende 2032.",
        Match,
    ),
    (
        "de",
        "Die Brücke wurde im Mai 2019 eröffnet.",
        "Die Brücke wurde im Juni 2019 eröffnet.",
        Differs("Mai 2019", "Juni 2019"),
    ),
    (
        "fr",
        "Le pont a ouvert le 4 mai 2019.",
        "Le pont a ouvert le 04/05/2019.",
        Match,
    ),
    (
        "fr",
        "Le pont date du XIXe siècle.",
        "Le pont date de 1874.",
        Match,
    ),
    (
        "fr",
        "Le pont a ouvert le 4 mai 2019.",
        "Le pont a ouvert le 14 mai 2019.",
        Differs("4 mai 2019", "14 mai 2019"),
    ),
    (
        "fr",
        "Le train est parti à 17h30.",
        "Le train est parti à 17 h 30.",
        Match,
    ),
    (
        "es",
        "El puente abrió el 4 de mayo de 2019.",
        "El puente abrió el 4/5/2019.",
        Match,
    ),
    (
        "es",
        "El puente data del siglo XIX.",
        "El puente data de 1874.",
        Match,
    ),
    (
        "es",
        "El puente abrió en mayo de 2019.",
        "El puente abrió en marzo de 2019.",
        Differs("mayo de 2019", "marzo de 2019"),
    ),
    (
        "ja",
        "橋は2019年5月4日に開通した。",
        "橋は２０１９年５月４日に開通した。",
        Match,
    ),
    (
        "ja",
        "橋は2025年9月に開通した。",
        "橋は昨年9月に開通した。",
        Match,
    ),
    (
        "ja",
        "橋は2019年5月に開通した。",
        "橋は2019年6月に開通した。",
        Differs("2019年5月", "2019年6月"),
    ),
    (
        "ja",
        "列車は17時30分に出た。",
        "列車は午後5時30分に出た。",
        Match,
    ),
    // The day on which it begins was taken for a rival of that on which it ends.
    (
        "en",
        "The festival lights up the harbour of Ulm with thirty works until 20 January 2019.",
        "As of 29 November 2018, thirty works light up the harbour of Ulm. The festival is open until 20 January 2019.",
        Match,
    ),
];

#[test]
fn dates_are_compared_as_far_as_both_say_them() {
    check_rows(Kind::Date, DATES);
}
