"""Addresses: one canonical form for each, and whose they are."""

import re
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from tld import get_tld

DEFAULT_PORTS = {"http": 80, "https": 443}
# Parameters that say how a reader came to a page, never which page it is.
TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "piwik_", "matomo_", "at_", "hsa_", "oly_", "vero_", "itm_")
TRACKING_PARAMETERS = frozenset(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh li_fat_id mc_cid mc_eid mkt_tok"
    " wt_mc wt_zmc wt.mc_id xtor ns_campaign ns_mchannel ns_source ns_linkname ns_fee cmpid _hsenc _hsmi _openstat"
    " ref_src ref_url guccounter guce_referrer guce_referrer_sig soc_src soc_trk ncid sr_share ftag _ga _gl".split()
)
LONGEST_URL = 2000  # characters; longer ones are junk, and no column holds them
UNSAFE = re.compile(r"[\x00-\x20\x7f]")


def normalise_url(url: str) -> str:
    """The form under which two addresses of one page are equal.

    Scheme and host in lower case, host in its IDNA form, no default port, no fragment, no user, dot segments resolved,
    tracking parameters gone; the other parameters keep their order, as some sites depend on it. ValueError says what is
    wrong with an address that has no such form.
    """
    parts = _split(url)
    netloc = _host(parts)
    if (port := _port(parts)) is not None and port != DEFAULT_PORTS[parts.scheme.lower()]:
        netloc += f":{port}"
    path = quote(_without_dot_segments(parts.path) or "/", safe="/%:@!$&'()*+,;=~-._")
    normalised = urlunsplit((parts.scheme.lower(), netloc, path, _without_tracking(parts.query), ""))
    if len(normalised) > LONGEST_URL:
        raise ValueError(f"The address {normalised[:80]}… is longer than {LONGEST_URL} characters.")
    return normalised


def host_of(url: str) -> str:
    """The host in lower case, without "www."."""
    return _host(_split(url)).removeprefix("www.")


def registered_domain(url: str) -> str:
    """What one registers at a registry: "heute.example.co.uk" to "example.co.uk"; the host itself if it is none."""
    host = _host(_split(url))
    found = get_tld(f"http://{host}/", as_object=True, fail_silently=True, search_private=False)
    fld = getattr(found, "fld", "")
    return fld or host


def site_of(url: str) -> str:
    """Whose page it is, as people say it: the registered domain, without "www."; "" for what is no web address."""
    return registered_domain(url).removeprefix("www.") if is_web_address(url) else ""


def sites_above(url: str) -> tuple[str, ...]:
    """The sites that a page belongs to, its own host first: "a.b.example.org", "b.example.org", "example.org"."""
    site = site_of(url)
    if not site:
        return ()
    below = host_of(url).removesuffix(site).rstrip(".").split(".")
    return (*(".".join([*below[at:], site]) for at in range(len(below)) if below[at]), site)


def is_web_address(url: str) -> bool:
    try:
        _split(url)
    except ValueError:
        return False
    return True


def absolute(link: str, base: str) -> str:
    """`link` resolved against the page it stands on; "" for what is no web address then ("mailto:…")."""
    if not link.strip():
        return ""
    try:
        resolved = urljoin(base, link.strip())
    except ValueError:
        return ""
    return resolved if is_web_address(resolved) else ""


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(UNSAFE.sub("", url.strip()) if "\n" in url or "\t" in url else url.strip())
        host = parts.hostname
    except ValueError as error:
        raise ValueError(f"{url!r} is not a web address: {error}") from error
    if parts.scheme.lower() not in DEFAULT_PORTS or not host:
        raise ValueError(f"{url!r} is not a web address: it must start with http:// or https://")
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError as error:
        raise ValueError(f"{parts.geturl()!r} is not a web address: {error}") from error


def _without_dot_segments(path: str) -> str:
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if path.endswith(("/.", "/..")):
        kept.append("")
    return "/".join(kept)


def _without_tracking(query: str) -> str:
    kept = [pair for pair in query.split("&") if pair and not is_tracking(pair.partition("=")[0])]
    return quote("&".join(kept), safe="/%:@!$&'()*+,;=~-._?")


def is_tracking(name: str) -> bool:
    name = name.lower()
    return name.startswith(TRACKING_PREFIXES) or name in TRACKING_PARAMETERS
