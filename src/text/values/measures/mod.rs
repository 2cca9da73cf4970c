//! Measures: numbers of units.
//!
//! | file | what |
//! |---|---|
//! | `units` | units and what each of has so much, their names and symbols, made of bases and prefixes |
//! | `unit` | the unit that stands at a place: with squares, cubes, rates and products |
//! | `quantity` | numbers of units, with composites such as "6 ft 2 in" and degrees |
//! | `age` | ages in tens: "in his thirties" |
//! | `each` | what each of has the amount at a place: "a day", "per kilogram" |
//! | `often` | how often something is done: "twice a day", "every two weeks" |
//! | `left_out` | units that a part leaves to its whole: "1,200 hectares, 450 of them" |
//! | `declared` | units, currencies and scales that are said ahead of the numbers: "in millions of dollars: 212.4; 1.9" |
//! | `shared` | units, currencies and scales that are said once for several numbers: "8, 12 and 15 tonnes" |

pub(super) mod age;
mod declared;
mod each;
mod left_out;
mod often;
mod quantity;
mod shared;
mod unit;
pub(super) mod units;
