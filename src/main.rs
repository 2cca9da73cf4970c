//! Arguments to command to exit code; everything else is in [`cli`].

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
