//! Where this program's documentation can be read: in the repository that `Cargo.toml` names. Nothing else names it, so
//! that who publishes the program writes its address once; where it is not written, nothing links to it.

/// The repository's address.
pub const fn address() -> Option<&'static str> {
    let address = env!("CARGO_PKG_REPOSITORY");
    if address.is_empty() {
        None
    } else {
        Some(address)
    }
}

/// The address of a file of `docs/`.
pub fn page(path: &str) -> Option<String> {
    Some(format!("{}/blob/main/docs/{path}", address()?))
}
