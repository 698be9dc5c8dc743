"""Whom a statement is attributed to: the mention resolved within the article, or openly left unresolved."""

from dataclasses import dataclass

from claims.extract.attribution import SourceKind, Speaker
from claims.extract.lexicon_files import entries, table
from claims.extract.names import HEADS_OF_FIRMS, Names, Person, bare_name, role_of
from claims.text import WORD, Span

PERSONAL = {"de": frozenset("er sie ihm ihr".split()), "en": frozenset("he she him her".split())}
PLURAL_OR_VAGUE = frozenset(
    "man es it they we wir ich i you who wer die der das alle viele this that these those some many others".split()
)
ANAPHORIC = frozenset("demnach danach wonach demzufolge demgemäß".split())
DEFINITE = frozenset("der die das dem den the".split())
ARTICLES = frozenset("der die das dem den des ein eine einem einen einer eines the a an von vom".split())


@dataclass
class SpeakerResolver:
    """Goes through the statements in the order of the text and remembers who spoke last."""

    text: str
    lang: str
    names: Names
    last: Speaker | None = None
    last_organisation: Speaker | None = None

    def resolve(self, source: Span | None, *, inherits: bool, why: str) -> Speaker:
        if source is None:
            return self._inherited("goes on from the statement before") if inherits else Speaker("", SourceKind.NONE)
        speaker = self._named(source, why) if not inherits else self._inherited("points back to the source before")
        if speaker.kind is not SourceKind.NONE and speaker.name:
            self.last = speaker
            if speaker.kind is SourceKind.NAMED and speaker.name not in self.names.people:
                self.last_organisation = speaker
        return speaker

    def _inherited(self, why: str) -> Speaker:
        if self.last is None:
            return Speaker("", SourceKind.NONE, inferred=True, why="no statement before it names a source")
        return Speaker(self.last.name, self.last.kind, self.last.mention, inferred=True, why=why)

    def _named(self, source: Span, why: str) -> Speaker:
        mention = source.of(self.text)
        found = WORD.findall(mention)
        lowered = [w.lower() for w in found]
        if len(found) == 1:
            lower = lowered[0]
            if lower in PERSONAL[self.lang]:
                return self._pronoun(source, mention)
            if lower in ANAPHORIC:
                return self._inherited(f"“{mention}” points back to the source before")
            if lower in PLURAL_OR_VAGUE:
                return Speaker("", SourceKind.NONE, source, why=f"“{mention}” is not resolved")
        person = self._person(found)
        if person is not None:
            full = person.name in mention
            reason = why or ("" if full else f"“{mention}” is short for {person.name}")
            return Speaker(
                person.name, SourceKind.NAMED, source if full else person.span, inferred=bool(why), why=reason
            )
        return self._unlisted(source, mention, found, lowered, why)

    def _person(self, found: list[str]) -> Person | None:
        for i, word in enumerate(found):
            person = self.names.by_last.get(bare_name(word))
            if person is not None and (
                i == 0 or found[i - 1] in person.name or not found[i - 1][:1].isupper() or self._is_role(found[i - 1])
            ):
                return person
        return None

    def _is_role(self, word: str) -> bool:
        return bool(role_of(word.lower(), entries(self.lang, "person_roles")))

    def _last_person(self) -> Speaker | None:
        """The speaker of the statement before, if that is a person with a name."""
        last = self.last
        return last if last and last.kind is SourceKind.NAMED and last.name in self.names.people else None

    def _pronoun(self, source: Span, mention: str) -> Speaker:
        speaker = self._last_person()
        if speaker is not None:
            return _again(speaker, f"“{mention}” is the speaker before")
        person = self.names.before(source.start)
        if person is not None:
            return Speaker(
                person.name,
                SourceKind.NAMED,
                person.span,
                inferred=True,
                why=f"“{mention}” is the person named before it",
            )
        return Speaker("", SourceKind.ROLE, source, why=f"“{mention}” is not resolved")

    def _unlisted(self, source: Span, mention: str, found: list[str], lowered: list[str], why: str) -> Speaker:
        head = self._head_of_firm(found)
        if head is not None:
            return Speaker(
                head.name,
                SourceKind.NAMED,
                head.span,
                inferred=True,
                why=f"the article names {head.name} as {'/'.join(sorted(head.roles))}, “{mention}” is that role",
            )
        if any(w in entries(self.lang, "anonymous_sources") for w in lowered):
            return Speaker(mention, SourceKind.ANONYMOUS, source, why=why or "nobody is named")
        if self._is_document(lowered):
            return Speaker(mention, SourceKind.DOCUMENT, source, why=why)
        if self.lang == "de" and table("de", "attribution_nouns").get(found[-1] if found else "") == "words":
            return Speaker("", SourceKind.NONE, source, why=f"“{mention}” names nobody")
        at = next((i for i, word in enumerate(lowered) if word in entries(self.lang, "organisation_roles")), None)
        if at is not None and (at < 2 or at + 1 == len(found) or found[at + 1][:1].isupper()):
            return self._organisation(source, mention, found, at)
        if any(self._is_role(w) for w in found):
            person = self._last_person()
            if len(found) == 2 and lowered[0] in DEFINITE and person is not None:
                return _again(person, f"“{mention}” is taken to be the person who spoke before")
            return Speaker(mention, SourceKind.ROLE, source, inferred=bool(why), why=why or "a role, nobody is named")
        if lowered and lowered[0] in ARTICLES and self.lang == "de" and not self._has_name(found):
            return Speaker(_without_article(mention), SourceKind.ROLE, source, inferred=bool(why), why=why)
        kind = SourceKind.NAMED if any(w[:1].isupper() for w in found) else SourceKind.ROLE
        return Speaker(_without_article(mention), kind, source, inferred=bool(why), why=why)

    def _has_name(self, found: list[str]) -> bool:
        """A word that is written like a name and not like a noun: NVIDIA, CloudMatrix."""
        return any(sum(c.isupper() for c in w) > 1 for w in found)

    def _is_document(self, lowered: list[str]) -> bool:
        documents = entries(self.lang, "document_sources")
        heads = lowered[:4]
        if self.lang == "de":
            return any(w in documents or w.endswith(tuple(d for d in documents if len(d) > 5)) for w in heads)
        return any(w in documents for w in lowered)

    def _head_of_firm(self, found: list[str]) -> Person | None:
        """ "der NVIDIA-Chef", "Nvidia's CEO": the person whom the article calls its head."""
        for i, word in enumerate(found):
            role = role_of(word.lower(), entries(self.lang, "person_roles"))
            if role not in HEADS_OF_FIRMS:
                continue
            organisation = word.rsplit("-", 1)[0] if "-" in word else found[i - 1] if i else ""
            if organisation and organisation[:1].isupper():
                return self.names.head_of(bare_name(organisation).lower())
        return None

    def _organisation(self, source: Span, mention: str, found: list[str], at: int) -> Speaker:
        """das Unternehmen: the one that spoke before; das Unternehmen Ostwerk, the chip maker Ostwerk: Ostwerk."""
        name = found[at + 1 :]
        if name and all(word[:1].isupper() for word in name):
            return Speaker(" ".join(name), SourceKind.NAMED, source)
        if found[0].lower() in DEFINITE and self.last_organisation is not None and len(found) == 2:
            return _again(self.last_organisation, f"“{mention}” is taken to be the organisation that spoke before")
        return Speaker(mention, SourceKind.ROLE, source, why="an organisation that is not named here")


def _again(speaker: Speaker, why: str) -> Speaker:
    return Speaker(speaker.name, SourceKind.NAMED, speaker.mention, inferred=True, why=why)


def _without_article(mention: str) -> str:
    first, _, rest = mention.partition(" ")
    return rest if rest and first.lower() in ARTICLES else mention
