"""Finding rows by the words of a question."""

from django.db.models import Q

from claims import text


def containing(question: str, field: str = "search_text") -> Q:
    """Rows whose folded column has every word of the question, in any order."""
    condition = Q()
    for word in text.fold(question).split():
        condition &= Q(**{f"{field}__contains": word})
    return condition
