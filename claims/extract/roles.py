"""Which words call somebody by a role, and which kind of role it is: "NVIDIA-Chef", "spokeswoman", "Chipfertiger"."""

from dataclasses import dataclass
from functools import cache, lru_cache

from claims.extract.lexicon_files import entries, rows

SHORTEST_TAIL = 6  # letters of a role that a compound may end in; "chef" and "bank" are the exceptions
SHORT_TAILS = ("chef", "bank", "riese")

# Whom a definite role may mean besides those of its own kind: "der Manager" may be the chief executive.
ALSO_FITS = {
    "executive": frozenset({"head", "founder"}),
    "expert": frozenset({"researcher", "analyst"}),
    "founder": frozenset({"head"}),
    "researcher": frozenset({"author", "expert"}),
    "author": frozenset({"researcher", "journalist"}),
    "official": frozenset({"head"}),
    "analyst": frozenset({"expert"}),
    "developer": frozenset({"founder"}),
}


@dataclass(frozen=True, slots=True)
class Role:
    word: str  # the entry of the word list that the word is or ends in
    gender: str  # m, f, n, "" where the word does not tell
    kind: str
    several: bool = False

    def fits(self, kinds: set[str]) -> bool:
        return bool(kinds & ({self.kind} | ALSO_FITS.get(self.kind, frozenset())))


@lru_cache(maxsize=65_536)
def person_role(word: str, lang: str) -> Role | None:
    """`word` in lower case."""
    return _role(word, lang, "person_roles")


@lru_cache(maxsize=65_536)
def organisation_role(word: str, lang: str) -> Role | None:
    return _role(word, lang, "organisation_roles")


def _role(word: str, lang: str, name: str) -> Role | None:
    if lang == "en":
        return _english(word, name)
    if word in entries("de", "not_roles") or not word[:1].isalpha():
        return None
    for form, several in _german_forms(word):
        role = _ending(form, name)
        if role is not None:
            return Role(role.word, role.gender, role.kind, role.several or several)
    return None


def _english(word: str, name: str) -> Role | None:
    table = _table("en", name)
    tail = word.rsplit("-", 1)[-1]
    for form in (word, tail):
        if form in table:
            return table[form]
        singular = form[:-3] + "y" if form.endswith("ies") else form[:-1]
        if form.endswith("s") and singular in table:
            role = table[singular]
            return Role(role.word, role.gender, role.kind, several=True)
        if form.endswith("men") and form[:-3] + "man" in table:
            return Role(form[:-3] + "man", "", table[form[:-3] + "man"].kind, several=True)
    return None


def _german_forms(word: str) -> list[tuple[str, bool]]:
    """The word without the endings that cases and numbers give it, and whether that makes it several."""
    forms = [(word, False)]
    if word.endswith("innen"):
        forms.append((word[:-3], True))
    if word.endswith(("es", "s")):
        forms += [(word[:-1], word.endswith(("ups", "chefs"))), (word.removesuffix("es"), False)]
    if word.endswith("n"):
        forms += [(word[:-1], True), (word.removesuffix("en"), True)]
    if word.endswith("e"):
        forms.append((word[:-1], True))
    return forms


def _ending(word: str, name: str) -> Role | None:
    table = _table("de", name)
    if word in table:
        return table[word]
    tail = word.rsplit("-", 1)[-1]
    if tail in table:
        return table[tail]
    for start in range(1, len(word) - 3):
        role = table.get(word[start:])
        if role is not None and (len(role.word) >= SHORTEST_TAIL or role.word in SHORT_TAILS):
            return role
    return None


@cache
def _table(lang: str, name: str) -> dict[str, Role]:
    return {word: Role(word, gender.strip("p"), kind, gender == "p") for word, gender, kind in rows(lang, name)}


def is_listed(word: str, lang: str) -> bool:
    """A source by a common noun: a role, a company by its trade, a document, people without a name."""
    return bool(
        person_role(word, lang)
        or organisation_role(word, lang)
        or is_document(word, lang)
        or word in entries(lang, "anonymous_sources")
        or (lang == "de" and word.capitalize() in entries("de", "attribution_nouns"))
    )


def is_document(word: str, lang: str) -> bool:
    """In German compounds too: Klageschriftentwurf."""
    return word in entries(lang, "document_sources") or (lang == "de" and word.endswith(_long_documents()))


@cache
def _long_documents() -> tuple[str, ...]:
    words = [w for w in entries("de", "document_sources") if len(w) > 5]
    return (*words, *(w + "s" for w in words), *(w + "n" for w in words))
