"""Which outlet publishes at an address."""

from claims import ingest
from claims.models import Outlet, OutletDomain


def find_outlet(url: str) -> Outlet | None:
    """The outlet known for the URL's host, or for a domain above it ("www.heise.example" is heise.example's)."""
    host = ingest.host_of(url)
    labels = host.split(".")
    above = [".".join(labels[start:]) for start in range(len(labels) - 1)] or [host]
    known = {row.domain: row.outlet for row in OutletDomain.objects.filter(domain__in=above).select_related("outlet")}
    return next((known[domain] for domain in above if domain in known), None)


def find_or_make_outlet(url: str, name: str = "") -> Outlet:
    """The outlet of an address; a new one goes by the name given or, until somebody names it, by its domain.

    A name alone never joins an address to a known outlet: many feeds are called "News", and independence hangs on it.
    """
    known = find_outlet(url)
    if known:
        return known
    domain = ingest.host_of(url)
    wanted = name.strip()[:200]
    free = wanted if wanted and not Outlet.objects.filter(name=wanted).exists() else domain[:200]
    outlet, _ = Outlet.objects.get_or_create(name=free)
    OutletDomain.objects.get_or_create(domain=domain, defaults={"outlet": outlet})
    return outlet
