//! The only sockets: a polite client with an address guard.
