"""Reading an answered page in a test."""

from typing import Protocol

from bs4 import BeautifulSoup, Tag
from django.test import Client


class Answer(Protocol):
    """What the test client and a plain view both answer with."""

    status_code: int
    content: bytes


def load(client: Client, address: str, status: int = 200) -> Tag:
    """The page at the address, which must answer with the status."""
    return parse(client.get(address), status)


def parse(response: Answer, status: int = 200) -> Tag:
    assert response.status_code == status
    return BeautifulSoup(response.content.decode(), "html.parser")


def text_of(page: Tag, selector: str) -> str:
    """The words of the first match, with single spaces."""
    found = page.select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text(" ", strip=True).split())


def texts_of(page: Tag, selector: str) -> list[str]:
    return [" ".join(found.get_text(" ", strip=True).split()) for found in page.select(selector)]
