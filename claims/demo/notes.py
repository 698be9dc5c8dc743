"""What the demo's desk said to each other about its claims."""

from claims import curation
from claims.demo.verdicts import find_claim, moment, person
from claims.demo.web import read_json


def discuss() -> None:
    for entry in read_json("notes.json"):
        curation.add_note(person(entry["by"]), find_claim(**entry["claim"]), text=entry["text"], now=moment(entry))
