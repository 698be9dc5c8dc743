"""Which IP addresses are the open internet, and which hosts an operator allows besides.

The standard library's `is_global` is no guard: depending on the Python it calls NAT64, 6to4, site-local, multicast and
IPv4-compatible addresses global, and each of them can lead back into the machine's own network.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# Everything the IANA special-purpose registries list, whether or not some Python calls parts of it global.
SPECIAL_IPV4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, cloud metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
# Only this block is handed out for ordinary hosts; NAT64, unique local, link-local, multicast and the rest lie outside.
UNICAST_IPV6 = IPv6Network("2000::/3")
SPECIAL_IPV6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: carries any IPv4 address
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)


def is_open_internet(address: Address) -> bool:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_open_internet(address.ipv4_mapped)
        return address in UNICAST_IPV6 and not any(address in network for network in SPECIAL_IPV6)
    return not any(address in network for network in SPECIAL_IPV4)


@dataclass(frozen=True)
class Allowlist:
    """Hosts and networks that may be fetched although they are not the open internet, on any port.

    Entries are host names ("wiki.example"), a domain with everything under it (".corp.example"), addresses or networks
    ("10.1.0.0/16").
    """

    hosts: frozenset[str] = frozenset()
    domains: tuple[str, ...] = ()
    networks: tuple[Network, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[str]) -> "Allowlist":
        hosts, domains, networks = set(), [], []
        for entry in filter(None, (entry.strip().lower() for entry in entries)):
            try:
                networks.append(ip_network(entry.strip("[]"), strict=False))
            except ValueError:
                if "/" in entry or ":" in entry:
                    raise ValueError(f"{entry!r} is neither a host name nor an IP network") from None
                if entry.startswith("."):
                    domains.append(entry)
                else:
                    hosts.add(entry)
        return cls(frozenset(hosts), tuple(domains), tuple(networks))

    def names(self, host: str) -> bool:
        """The entries name the host itself, whatever it resolves to."""
        try:
            return self.admits(host, ip_address(host.strip("[]")))
        except ValueError:
            host = host.lower().rstrip(".")
            return host in self.hosts or host.endswith(self.domains)

    def admits(self, host: str, address: Address) -> bool:
        host = host.lower().rstrip(".")
        if host in self.hosts or host.endswith(self.domains):
            return True
        if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        return any(address.version == network.version and address in network for network in self.networks)


def parse_address(text: str) -> Address:
    """An address as the resolver gives it; a zone ("fe80::1%eth0") is part of it."""
    return ip_address(text)
