"""What stands between a feed's bytes and an XML parser: a document that declares entities does not get through.

Feed parsers fall back to lenient parsers that expand entities without limit; a hundred kilobytes can become a hundred
megabytes. Only a document type can declare entities, and only before the first element, so an article that quotes
such a declaration is no reason to refuse the feed.
"""

import re

ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
DOCTYPE = re.compile(rb"<!\s*DOCTYPE", re.IGNORECASE)
ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)")


def declares_entities(xml: bytes) -> bool:
    """Of a document in an ASCII-compatible encoding."""
    if not ENTITY.search(xml):
        return False
    root = root_position(xml)
    if root is None:
        return True
    prolog = xml[:root]
    return bool(DOCTYPE.search(prolog) or ENTITY.search(prolog))


def root_position(xml: bytes) -> int | None:
    """Where the first element starts, or a document type if that comes first; None if neither is found.

    Comments and processing instructions are stepped over as a whole: what they hold is no markup.
    """
    at = xml.find(b"<")
    while at >= 0:
        if ROOT.match(xml, at):
            return at
        if DOCTYPE.match(xml, at):
            return None
        end = _end_of(xml, at)
        at = xml.find(b"<", end) if end is not None else -1
    return None


def _end_of(xml: bytes, at: int) -> int | None:
    """The end of the comment or instruction at `at`; None if it has none."""
    for opening, closing in ((b"<!--", b"-->"), (b"<?", b"?>")):
        if xml.startswith(opening, at):
            end = xml.find(closing, at + len(opening))
            return end + len(closing) if end >= 0 else None
    return at + 1


def root_name(xml: bytes) -> str:
    """The name of the first element, in lower case and without its prefix; "" if there is none."""
    without_doctype = DOCTYPE.sub(b"", xml, count=1)
    at = root_position(without_doctype)
    found = ROOT.match(without_doctype, at) if at is not None else None
    return found[1].decode().lower().rpartition(":")[2] if found else ""
