//! Which addresses are not on the public internet: the blocks of `addresses.txt`, and forms of IPv6
//! that carry an address of IPv4, which is where the packets go.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

/// What an address is, when it is not on the public internet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Special {
    /// Refused unless private networks are allowed.
    Private(&'static str),
    /// Refused always.
    Never(&'static str),
}

/// A line of the table.
struct Block {
    /// The first address, an IPv4 one as IPv6 maps it.
    first: u128,
    /// How many leading bits an address shares with it.
    bits: u32,
    special: Option<Special>,
}

const TABLE: &str = include_str!("../data/addresses.txt");

/// The narrowest blocks first.
static BLOCKS: LazyLock<Vec<Block>> = LazyLock::new(|| {
    let lines = TABLE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    // A test reads every line.
    let mut blocks: Vec<Block> = lines.filter_map(block).collect();
    blocks.sort_by_key(|block| std::cmp::Reverse(block.bits));
    blocks
});

fn block(line: &'static str) -> Option<Block> {
    let (prefix, rest) = line.split_once(' ')?;
    let (standing, what) = rest.trim_start().split_once(' ')?;
    let what = what.trim_start().rsplit_once(" (")?.0;
    let (first, bits) = prefix.split_once('/')?;
    let (first, bits): (IpAddr, u32) = (first.parse().ok()?, bits.parse().ok()?);
    let bits = match first {
        IpAddr::V4(_) => bits + V4_BITS,
        IpAddr::V6(_) => bits,
    };
    let first = number(first);
    let special = match standing {
        "private" => Some(Special::Private(what)),
        "never" => Some(Special::Never(what)),
        "public" => None,
        _ => return None,
    };
    (bits <= 128 && first & mask(bits) == first).then_some(Block {
        first,
        bits,
        special,
    })
}

/// Bits before an address of IPv4 where IPv6 maps it.
const V4_BITS: u32 = 96;

fn number(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(ip) => ip.to_ipv6_mapped().to_bits(),
        IpAddr::V6(ip) => ip.to_bits(),
    }
}

fn mask(bits: u32) -> u128 {
    u128::MAX.checked_shl(128 - bits).unwrap_or(0)
}

/// What `ip` is; none for an address of the public internet.
pub fn special(ip: IpAddr) -> Option<Special> {
    match ip {
        IpAddr::V4(ip) => listed(number(ip.into())),
        IpAddr::V6(ip) => special_v6(ip),
    }
}

/// What the table says.
fn listed(number: u128) -> Option<Special> {
    let block = BLOCKS
        .iter()
        .find(|block| number & mask(block.bits) == block.first);
    block.and_then(|block| block.special)
}

fn special_v6(ip: Ipv6Addr) -> Option<Special> {
    let v4 = |ip: Ipv4Addr| listed(number(ip.into()));
    match carried(ip) {
        // The mapped form is the IPv4 address itself, that of NAT64 and 6to4 is a way to it.
        Carried::Is(inner) => v4(inner),
        Carried::Perhaps(inner) => {
            let own = listed(number(ip.into()));
            let inner = inner.into_iter().flatten().filter_map(v4).max();
            // The last bits of a public address may be those of a private one by chance.
            let counts = own.is_some() || is_isatap(ip) || matches!(inner, Some(Special::Never(_)));
            own.max(inner.filter(|_| counts))
        }
    }
}

/// RFC 5214, 6.1.
fn is_isatap(ip: Ipv6Addr) -> bool {
    matches!(ip.segments(), [_, _, _, _, 0 | 0x200, 0x5efe, _, _])
}

/// Addresses of IPv4 that an address of IPv6 carries.
enum Carried {
    /// It stands for this one.
    Is(Ipv4Addr),
    /// It may lead to one of these.
    Perhaps([Option<Ipv4Addr>; 6]),
}

fn carried(ip: Ipv6Addr) -> Carried {
    let octets = ip.octets();
    let at = |places: [usize; 4]| Some(Ipv4Addr::from(places.map(|place| octets[place])));
    let last = at([12, 13, 14, 15]);
    let begins = |prefix: &[u16]| ip.segments().starts_with(prefix);
    match last {
        // IPv4-mapped (RFC 4291), and translated by NAT64 (RFC 6052).
        Some(inner) if begins(&[0, 0, 0, 0, 0, 0xffff]) || begins(&[0x64, 0xff9b, 0, 0, 0, 0]) => {
            return Carried::Is(inner);
        }
        _ => {}
    }
    // 6to4 (RFC 3056).
    if begins(&[0x2002]) {
        return Carried::Is(Ipv4Addr::new(octets[2], octets[3], octets[4], octets[5]));
    }
    // A network's own prefix for NAT64 (RFC 6052, 2.2) may be of any length; that of RFC 8215 is.
    let local_nat64 = begins(&[0x64, 0xff9b, 1]);
    let of_nat64 = |places| if local_nat64 { at(places) } else { None };
    // Teredo (RFC 4380): the server, and the client behind it, whose bits are inverted.
    let (server, client) = if begins(&[0x2001, 0]) {
        (
            at([4, 5, 6, 7]),
            last.map(|client| Ipv4Addr::from_bits(!client.to_bits())),
        )
    } else {
        (None, None)
    };
    Carried::Perhaps([
        // IPv4-compatible (RFC 4291), IPv4-translated (RFC 2765), ISATAP (RFC 5214), NAT64 with a
        // prefix that nobody else knows; and clouds that give their services addresses so.
        last,
        of_nat64([6, 7, 9, 10]),
        of_nat64([7, 9, 10, 11]),
        of_nat64([9, 10, 11, 12]),
        server,
        client,
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> Option<Special> {
        special(address.parse().unwrap())
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = TABLE
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines {
            assert!(block(line).is_some(), "{line}");
        }
    }

    #[test]
    fn the_internet_is_public() {
        for address in [
            "93.184.216.34",
            "100.128.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "192.0.0.9",
            "169.253.255.255",
            "223.255.255.255",
            "2606:2800:220:1:248:1893:25c8:1946",
            "2001:4860:4860::8888",
            "2a00:1450:4001:830::200e",
            "2001:200::1",
            "3ffe::1",
            "64:ff9b::5db8:d822",
            "::ffff:93.184.216.34",
            "2002:5db8:d822::1",
        ] {
            assert_eq!(of(address), None, "{address}");
        }
    }

    #[test]
    fn what_is_not_on_the_internet_is_private() {
        for address in [
            "0.1.2.3",
            "10.255.255.255",
            "100.127.255.255",
            "127.255.255.254",
            "172.31.255.255",
            "192.0.0.8",
            "192.88.99.1",
            "198.19.255.255",
            "224.0.0.251",
            "255.255.255.255",
            "::",
            "::1",
            "::5db8:d822",
            "::ffff:127.0.0.1",
            "::ffff:0:7f00:1",
            "64:ff9b::a00:1",
            "64:ff9b:1::5db8:d822",
            "100::1",
            "100:0:0:1::1",
            "2001::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:a00:1::",
            "3fff:fff::1",
            "4000::1",
            "5f00::1",
            "fd12::1",
            "2a00:1450::5efe:10.0.0.1",
            "2a00:1450::200:5efe:a00:1",
            "fd00::5efe:93.184.216.34",
            "fec0::1",
            "ff02::fb",
        ] {
            assert!(
                matches!(of(address), Some(Special::Private(_))),
                "{address}: {:?}",
                of(address)
            );
        }
    }

    #[test]
    fn link_local_and_metadata_addresses_never_pass_in_any_form() {
        for address in [
            "169.254.169.254",
            "169.254.170.2",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192",
            "::a9fe:a9fe",
            "::ffff:169.254.169.254",
            "::ffff:0:a9fe:a9fe",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::a9fe:a9fe",
            "64:ff9b:1:a9fe:a9:fe00::",
            "64:ff9b:1:fffe:a9:fea9:fe00:0",
            "64:ff9b:1:a9:fe:a9fe::",
            "64:ff9b:1::a9:fea9:fe00:0",
            "2002:a9fe:a9fe::1",
            "2001:0:a9fe:a9fe::",
            "2001:0:5db8:d822:0:0:5601:5601",
            "2a00:1450::5efe:a9fe:a9fe",
            "2a00:1450:64::a9fe:a9fe",
            "fd00:ec2::254",
            "fd00:ec2::23",
            "fd00:ec2::253",
            "fd20:ce::254",
            "fd00:c1::a9fe:a9fe",
            "fd12:3456::a9fe:a9fe",
            "fd00:42::42",
            "fe80::1",
            "fe80::a9fe:a9fe",
        ] {
            assert!(
                matches!(of(address), Some(Special::Never(_))),
                "{address}: {:?}",
                of(address)
            );
        }
    }
}
