"""The reasons that a curator chooses in review. They are stored as they stand here."""

from claims.models import Link

YES_TO_LINK = {
    Link.Relation.ASSERTS.value: "it says the same",
    Link.Relation.DENIES.value: "it says that it is not so",
    Link.Relation.QUALIFIES.value: "another number, date or condition",
    Link.Relation.REPEATS.value: "it passes on what another said",
    Link.Relation.MENTIONS.value: "it only speaks of it",
}
YES_TO_STATEMENT = "as the text says"
NO_TO_STATEMENT = ("nobody says it", "no claim in it", "not part of the article")
NO_TO_LINK = ("about something else", "of another time")
CORRECTIONS = {
    "words": "other words",
    "source": "another source",
    "claim": "another claim",
    "split": "two statements in one",
    "merge": "one statement in two",
}
REASONS = {
    "yes_to_statement": YES_TO_STATEMENT,
    "no_to_statement": NO_TO_STATEMENT,
    "yes_to_link": YES_TO_LINK,
    "no_to_link": NO_TO_LINK,
    "corrections": CORRECTIONS,
}
ALL = (YES_TO_STATEMENT, *NO_TO_STATEMENT, *YES_TO_LINK.values(), *NO_TO_LINK, *CORRECTIONS.values())
# Between what was chosen and what was typed beside it.
SEPARATOR = ": "
