"""Entities never reach a parser; an article that quotes one is no reason to refuse a feed."""

import pytest

from claims.ingest.xml_gate import declares_entities, root_name

REFUSED = [
    b'<!DOCTYPE rss [<!ENTITY a "b">]><rss/>',
    b'<?xml version="1.0"?>\n<!DOCTYPE rss SYSTEM "x" [\n<!ENTITY % a "b">]><rss/>',
    b'<!-- <rss> --><!DOCTYPE rss [<!ENTITY a "b">]><rss/>',
    b'<?x <!-- ?><!DOCTYPE rss [<!ENTITY a "b">]><rss/><?y --> ?>',
    b'<!DOCTYPE rss SYSTEM "<rss" [<!ENTITY a "b">]><rss/>',
    b'<!doctype rss [<!entity a "b">]><rss/>',
    b'<! DOCTYPE rss [<! ENTITY a "b">]><rss/>',
    b'<!-- unclosed <!DOCTYPE rss [<!ENTITY a "b">]>',
    b'<!ENTITY a "b"><rss/>',
    b'<!ENTITY a "b">',
]
LET_THROUGH = [
    b"<rss/>",
    b'<!DOCTYPE rss PUBLIC "-//Example//DTD RSS 0.91//EN" "http://example.com/rss.dtd"><rss/>',
    b'<rss><description><![CDATA[An attack: <!DOCTYPE x [<!ENTITY a "b">]>]]></description></rss>',
    b'<?xml version="1.0"?><!-- made by hand --><rss><!-- <!ENTITY --></rss>',
]


@pytest.mark.parametrize("xml", REFUSED)
def test_a_document_that_declares_entities_is_refused(xml: bytes) -> None:
    assert declares_entities(xml)


@pytest.mark.parametrize("xml", LET_THROUGH)
def test_a_document_that_declares_none_is_let_through(xml: bytes) -> None:
    assert not declares_entities(xml)


def test_the_root_is_named_behind_declarations_and_comments() -> None:
    assert root_name(b'<?xml version="1.0"?><!-- <a> --><!DOCTYPE html><HTML lang="de">') == "html"
    assert root_name(b"<rdf:RDF>") == "rdf"
    assert root_name(b"no markup at all") == ""
    assert root_name(b"") == ""
