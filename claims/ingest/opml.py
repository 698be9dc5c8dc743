"""Lists of feeds as other readers keep them: OPML in and out, folders kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from itertools import groupby

from lxml import etree

from claims.ingest.characters import one_line
from claims.ingest.feed_entry import FeedError
from claims.ingest.feeds import ENTITIES_REFUSED, as_utf8, escape_bare_ampersands
from claims.ingest.xml_gate import declares_entities, root_name

FOLDER_SEPARATOR = " / "
DEEPEST = 20  # folders in folders; what is deeper stays in the deepest


@dataclass(frozen=True)
class Subscription:
    """One feed of a list. `url` is as written, `folder` the names of the folders it lies in."""

    url: str
    title: str = ""
    folder: str = ""
    site_url: str = ""


def read_opml(body: bytes) -> list[Subscription]:
    """The list's feeds in its order; a slip in its XML is stepped over, what is no OPML is refused with FeedError."""
    xml = as_utf8(body, "")
    if declares_entities(xml):
        raise FeedError(ENTITIES_REFUSED)
    name = root_name(xml[:100_000])
    if name != "opml":
        what = f"it starts with <{name}>" if name else "it holds no XML"
        raise FeedError(f"This is no OPML list of feeds: {what}. Export the list from your reader as OPML.")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True)
    root = etree.fromstring(escape_bare_ampersands(xml), parser)
    return list(_subscriptions(root, ())) if root is not None else []


def _subscriptions(parent: etree._Element, folders: tuple[str, ...]) -> Iterator[Subscription]:
    """An outline with an address is a feed, one without is a folder; depth is bounded by the parser."""
    for element in parent:
        if not isinstance(element.tag, str):
            continue
        if etree.QName(element).localname.lower() != "outline":
            yield from _subscriptions(element, folders)
            continue
        attributes = {str(name).lower(): one_line(str(value)) for name, value in element.attrib.items()}
        title = attributes.get("title") or attributes.get("text", "")
        url = attributes.get("xmlurl", "")
        if url:
            yield Subscription(url, title, FOLDER_SEPARATOR.join(folders), attributes.get("htmlurl", ""))
        inner = (*folders, title) if title and not url and len(folders) < DEEPEST else folders
        yield from _subscriptions(element, inner)


def write_opml(title: str, subscriptions: Iterable[Subscription], now: datetime) -> bytes:
    """OPML 2.0, folders and feeds in alphabetical order."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = title
    etree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = etree.SubElement(root, "body")
    ordered = sorted(subscriptions, key=lambda each: (each.folder.casefold(), each.title.casefold(), each.url))
    for folder, feeds in groupby(ordered, key=lambda each: each.folder):
        parent = _folder(body, folder)
        for feed in feeds:
            outline = etree.SubElement(parent, "outline", type="rss", text=feed.title or feed.url, xmlUrl=feed.url)
            if feed.site_url:
                outline.set("htmlUrl", feed.site_url)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _folder(body: etree._Element, path: str) -> etree._Element:
    """The outline for a folder, inside those of the folders above it."""
    parent = body
    for name in path.split(FOLDER_SEPARATOR) if path else ():
        found = next((each for each in parent if each.get("text") == name and not each.get("xmlUrl")), None)
        parent = etree.SubElement(parent, "outline", text=name) if found is None else found
    return parent
