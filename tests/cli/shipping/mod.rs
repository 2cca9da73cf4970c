//! What is shipped beside the program: what installs it, what runs it in CI, what a release is made of.

mod ci_kit;
mod install;
mod release;
