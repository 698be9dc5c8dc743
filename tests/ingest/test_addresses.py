"""Which addresses are the open internet, and what an operator's allowlist adds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest.addresses import Allowlist, is_open_internet, parse_address

CLOSED = """
0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.0.0.9
192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.251 239.255.255.250 240.0.0.1
255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 100::1 2001::1
2001:db8::1 2002:7f00:1::1 3fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fec0::1 ff02::1
""".split()
OPEN = (
    "1.1.1.1 9.9.9.9 172.32.0.1 192.0.3.1 223.255.255.254 ::ffff:8.8.8.8 2606:4700:4700::1111 2a00:1450:4001::1".split()
)


@pytest.mark.parametrize("address", CLOSED)
def test_special_addresses_are_not_the_open_internet(address: str) -> None:
    assert not is_open_internet(parse_address(address))


@pytest.mark.parametrize("address", OPEN)
def test_ordinary_addresses_are(address: str) -> None:
    assert is_open_internet(parse_address(address))


@given(st.ip_addresses())
def test_nothing_is_open_that_the_standard_library_calls_private(address: object) -> None:
    parsed = parse_address(str(address))
    mapped = getattr(parsed, "ipv4_mapped", None)
    if (mapped or parsed).is_private:
        assert not is_open_internet(parsed)


def test_a_network_admits_its_addresses_and_their_mapped_form() -> None:
    allow = Allowlist.of(["10.1.0.0/16", " "])
    assert allow.admits("wiki.example", parse_address("10.1.2.3"))
    assert allow.admits("wiki.example", parse_address("::ffff:10.1.2.3"))
    assert not allow.admits("wiki.example", parse_address("10.2.2.3"))
    assert not allow.admits("wiki.example", parse_address("fd00::1"))


def test_a_host_is_admitted_wherever_it_leads_and_a_domain_with_everything_under_it() -> None:
    allow = Allowlist.of(["Wiki.example", ".corp.example"])
    assert allow.admits("wiki.EXAMPLE.", parse_address("10.0.0.1"))
    assert allow.admits("a.b.corp.example", parse_address("10.0.0.1"))
    assert not allow.admits("evilcorp.example", parse_address("10.0.0.1"))


def test_an_entry_that_is_neither_host_nor_network_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"10\.0\.0\.0/99"):
        Allowlist.of(["10.0.0.0/99"])
