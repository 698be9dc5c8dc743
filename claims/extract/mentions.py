"""How a source is worded: a name, a pronoun, a role, a company by its trade, a document, people without a name."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from claims.extract.dictionary import NOUN_ENDINGS, function_words, is_common, is_german_name, is_german_noun
from claims.extract.lexicon_files import entries, table
from claims.extract.people import bare_name, given_gender, title_of
from claims.extract.places import is_place_word, people_of
from claims.extract.roles import Role, is_document, is_listed, organisation_role, person_role
from claims.extract.tokens import Shape, Token, tokenize
from claims.text import Span

LONGEST_SOURCE = 40  # tokens that are read of a source
LEADING = frozenset("von laut nach bei durch seitens vom gemäß by from per to zufolge".split())
DEFINITE = frozenset("der die das dem den des the dieser diese dieses diesem diesen this that these those".split())
INDEFINITE = frozenset("ein eine einem einen einer eines a an another one".split())
GERMAN_PARTICIPLE = re.compile(r"\w{3,}(?:t|d|en)e[nrsm]?$")
ENGLISH_BOUNDARIES = frozenset(
    "of from by with at in for to on who that which whose about into within inside outside near against over under"
    " after before during familiar close briefed published released conducted written filed seen obtained reviewed made"
    " posted sent signed dated led owned titled called named involved speaking citing when while because"
    " found discovered compiled as via told shared and but".split()
)
AGED = re.compile(r"\d-(?:[Jj]ährige[nr]?|year-old)$")
HANDLE = re.compile(r"@\w+")


class Wording(Enum):
    NAME = auto()
    PRONOUN = auto()
    PERSON_ROLE = auto()
    ORGANISATION_ROLE = auto()
    PEOPLE_OF_A_PLACE = auto()
    DOCUMENT = auto()
    ANONYMOUS = auto()
    WORDS = auto()  # "eigenen Angaben": what was said, nobody who said it
    OTHER = auto()


# One of them, six of the engineers, einer von ihnen: of a group that was named, nobody in particular.
_SOME = "one|two|three|four|five|six|seven|eight|nine|ten|some|several|many|most|both|all|none|neither|few|a few|half"
_EINIGE = "einer|eine|eines|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|einige|mehrere|manche|viele|beide|keiner"
PARTITIVE = {
    "en": re.compile(rf"(?:{_SOME}) of (?:them|the|these|those|whom|its|their|his|her)\b", re.IGNORECASE),
    "de": re.compile(rf"(?:{_EINIGE}) (?:von ihnen|von denen|davon)\b", re.IGNORECASE),
}


@dataclass(slots=True)
class Mention:
    span: Span
    text: str
    tokens: list[Token]
    wording: Wording = Wording.OTHER
    determiner: str = ""  # in lower case
    begin: int = 0  # of the noun phrase without preposition and determiner
    head: int = 0  # the noun that says what it is; of a name its first word
    stop: int = 0  # behind the last word of the name, or behind the head
    role: Role | None = None

    @property
    def is_definite(self) -> bool:
        return self.determiner in DEFINITE

    @property
    def words(self) -> list[str]:
        """Of the name, without marks."""
        return [bare_name(t.text) for t in self.tokens[self.head : self.stop] if t.shape is not Shape.PUNCT]

    def shown(self, begin: int, stop: int) -> Span:
        return Span(self.tokens[begin].start, self.tokens[stop - 1].end)

    @property
    def before_head(self) -> list[Token]:
        return self.tokens[self.begin : self.head]

    @property
    def behind(self) -> list[Token]:
        return self.tokens[self.stop :]


def read_mention(text: str, span: Span, lang: str) -> Mention:
    tokens = tokenize(text, span.start, min(span.end, span.start + 600))[:LONGEST_SOURCE]
    mention = Mention(span, span.of(text), tokens, stop=len(tokens))
    if not any(t.shape is Shape.WORD for t in tokens):
        return mention
    dash = next((i for i in range(len(tokens) - 1, 0, -1) if _is_dash(tokens, i)), -1)
    mention.begin = dash + 1 if dash + 1 < len(tokens) else 0  # BERLIN (dpa) - Ostwerk
    while (
        mention.begin + 1 < len(tokens)
        and tokens[mention.begin].shape is Shape.PUNCT
        and tokens[mention.begin].text != "@"
    ):
        mention.begin += 1
    while mention.begin + 1 < len(tokens) and tokens[mention.begin].lower in LEADING:
        mention.determiner = "dem" if tokens[mention.begin].lower == "vom" else ""
        mention.begin += 1
    if len(tokens) - mention.begin == 1 and tokens[mention.begin].lower in entries(lang, "source_pronouns"):
        mention.wording = Wording.PRONOUN
        return mention
    if PARTITIVE[lang].match(mention.text) and not any(t.is_capitalised for t in tokens[mention.begin + 1 :]):
        mention.wording = Wording.ANONYMOUS
        return mention
    if _opens_phrase(tokens, mention.begin, lang):
        mention.determiner = tokens[mention.begin].lower
        mention.begin += 1
        if len(tokens) - mention.begin == 1 and tokens[mention.begin].lower in ("latter", "former"):
            mention.wording = Wording.PRONOUN
            return mention
    if AGED.search(mention.text):
        return mention
    _read_german(mention) if lang == "de" else _read_english(mention)
    return mention


def _is_dash(tokens: list[Token], i: int) -> bool:
    """Between words, not inside one."""
    return tokens[i].text in "-–—" and tokens[i].shape is Shape.PUNCT and tokens[i - 1].end < tokens[i].start


def _opens_phrase(tokens: list[Token], i: int, lang: str) -> bool:
    """A determiner; in "one of them" it is the noun."""
    if i + 1 >= len(tokens) or (lang == "en" and tokens[i + 1].lower in ENGLISH_BOUNDARIES):
        return False
    token = tokens[i]
    return token.lower in entries(lang, "determiners") or token.lower == "the"


def _read_english(mention: Mention) -> None:
    """The head is the last word before what follows with a comma, a preposition or a relative clause."""
    tokens = mention.tokens
    stop = mention.begin + 1
    while stop < len(tokens) and not _ends_english(tokens[stop], tokens[stop - 1]):
        stop += 1
    while stop - 1 > mention.begin and tokens[stop - 1].shape is Shape.PUNCT and tokens[stop - 1].text != ".":
        stop -= 1
    mention.stop = stop
    mention.head = stop - 1
    last = tokens[stop - 1]
    role = person_role(last.lower, "en")
    if last.text[:1].isupper() and not (role and not _is_part_of_a_name(mention, role)):
        begin = stop - 1
        while begin > mention.begin and _continues_name(tokens[begin - 1]):
            begin -= 1
        begin = max((i + 1 for i in range(begin, stop - 1) if _ends_what_precedes(tokens[i])), default=begin)
        while begin < stop - 1 and _goes_before_a_name(tokens[begin]):
            begin += 1
        if not (begin == mention.begin and stop - begin == 1 and _is_plain_noun(last, mention)):
            mention.wording, mention.head = Wording.NAME, begin
            return
    _classify_english(mention, last, role)


def _goes_before_a_name(token: Token) -> bool:
    """Dr. Lena Aurich, But Lena Aurich"""
    return token.lower in function_words("en") or bool(title_of(token.text)) or token.shape is Shape.PUNCT


def _ends_english(token: Token, before: Token) -> bool:
    if token.shape is Shape.PUNCT:
        return not (token.text in ".&@-–'’_+" or before.text == "@")
    if token.lower == "and":
        return False
    return token.lower in ENGLISH_BOUNDARIES


def _continues_name(token: Token) -> bool:
    if token.shape is Shape.WORD and token.text[0].isupper():
        return True
    return token.text in (".", "&", "-") or token.lower in ("of", "von", "van", "de", "der", "al")


def _ends_what_precedes(token: Token) -> bool:
    """Nvidia's Huang, CEO Jensen Huang"""
    return token.lower.endswith(("'s", "’s")) or person_role(token.lower, "en") is not None


def _is_part_of_a_name(mention: Mention, role: Role) -> bool:
    """The Hollywood Reporter, Business Insider"""
    i = mention.head
    token, before = mention.tokens[i], mention.tokens[i - 1] if i > mention.begin else None
    if before is None or token.text.isupper() or not before.text[:1].isupper():
        return False
    return role.kind in ("journalist", "insider", "researcher", "author", "employee") and not role.several


def _is_plain_noun(token: Token, mention: Mention) -> bool:
    """ "Researchers" at the start of a sentence; after an article a capital is a name's."""
    lower = token.lower
    known = person_role(lower, "en") or organisation_role(lower, "en")
    listed = lower in entries("en", "anonymous_sources") or lower in entries("en", "document_sources")
    return mention.begin == 0 and bool(known or listed) and not token.text.isupper()


def _classify_english(mention: Mention, last: Token, role: Role | None) -> None:
    lower = last.lower.removesuffix("'s").removesuffix("’s")
    everything = {t.lower for t in mention.tokens}
    if lower in entries("en", "anonymous_sources") or "familiar" in everything or lower in ("people", "person"):
        mention.wording = Wording.ANONYMOUS
    elif role is not None:
        mention.wording, mention.role = Wording.PERSON_ROLE, role
    elif lower in entries("en", "document_sources"):
        mention.wording = Wording.DOCUMENT
    elif (organisation := organisation_role(lower, "en")) is not None:
        mention.wording, mention.role = Wording.ORGANISATION_ROLE, organisation
    elif people_of(last.text, "en") and mention.determiner == "the":
        mention.wording = Wording.PEOPLE_OF_A_PLACE


def _read_german(mention: Mention) -> None:
    """The head is the first noun; names follow it, genitives and prepositions too."""
    tokens = mention.tokens
    head = _german_head(mention)
    if head < 0:
        mention.stop = len(tokens)
        mention.head = mention.begin
        return
    stop = head + 1
    while stop < len(tokens) and _goes_on_german(tokens, stop):
        stop += 1
    mention.head, mention.stop = head, stop
    for i in range(head, stop):
        if _classify_german(mention, i):
            return
    if _is_german_name_phrase(mention):
        mention.wording = Wording.NAME
        _without_everyday_words(mention)


def _german_head(mention: Mention) -> int:
    tokens = mention.tokens
    i = mention.begin
    extended = i < len(tokens) and tokens[i].lower in ("mit", "in", "auf", "von", "aus", "bei", "an", "zur", "im", "am")
    while i < len(tokens):
        token = tokens[i]
        capital = token.shape is Shape.WORD and (any(c.isupper() for c in token.text) or "." in token.text)
        if token.text == "@":
            return i
        if capital and not extended and not (i == 0 and _is_sentence_word(token, tokens)):
            return i
        if extended and GERMAN_PARTICIPLE.match(token.text) and token.text.islower():
            extended = i + 1 < len(tokens) and not tokens[i + 1].text[:1].isupper()
        i += 1
    return next((k for k in range(mention.begin, len(tokens)) if tokens[k].text[:1].isupper()), -1)


def _is_sentence_word(token: Token, tokens: list[Token]) -> bool:
    """A numeral or an adjective with the capital of a sentence's start before a noun: "Interne Quellen"."""
    if len(tokens) < 2 or not tokens[1].text[:1].isupper():
        return False
    lower = token.lower
    if lower in function_words("de"):
        return True
    if not lower.endswith(("e", "en", "er", "es", "em")) or is_listed(lower, "de") or given_gender(token.text):
        return False
    return is_common(lower, "de") and not is_german_name(token.text)


def _goes_on_german(tokens: list[Token], i: int) -> bool:
    token, before = tokens[i], tokens[i - 1]
    if token.shape is Shape.WORD:
        if token.text[0].isupper() or before.text in "@&":
            return True
        return token.lower in ("von", "van", "de", "del", "di", "der", "den") and (
            before.lower in ("von", "van") or (bool(given_gender(before.text)) and i + 1 < len(tokens))
        )
    if token.shape is Shape.NUMBER:
        return True
    return token.text in "@&_" or (token.text == "." and len(before.text) <= 4 and i + 1 < len(tokens))


def _classify_german(mention: Mention, i: int) -> bool:
    """By the i-th word of the run; what stands behind it there is the name."""
    token = mention.tokens[i]
    lower = token.lower
    rest = mention.stop - i - 1
    role = person_role(lower, "de")
    if role is not None:
        if rest:
            return False  # what follows is the name, or another role
        mention.wording, mention.role = Wording.PERSON_ROLE, _number(role, mention)
        mention.stop, mention.head = i + 1, i
        if lower in entries("de", "anonymous_sources") and (role.several or not mention.determiner):
            mention.wording = Wording.ANONYMOUS
        return True
    if lower in entries("de", "anonymous_sources") and not rest:
        mention.wording = Wording.ANONYMOUS
    elif is_document(lower, "de"):
        mention.wording = Wording.DOCUMENT
    elif table("de", "attribution_nouns").get(token.text) == "words":
        mention.wording = Wording.WORDS
    elif mention.is_definite and i == mention.head and people_of(token.text, "de") and not rest:
        mention.wording = Wording.PEOPLE_OF_A_PLACE
    elif (organisation := organisation_role(lower, "de")) is not None:
        return _organisation(mention, i, organisation)
    else:
        return False
    mention.head = i
    return True


def _organisation(mention: Mention, i: int, role: Role) -> bool:
    if i + 1 < mention.stop and not is_place_word(mention.tokens[i + 1].text, "de"):
        return False
    name_of_its_own = i == mention.head and role.kind == "authority" and mention.tokens[i].lower != role.word
    begins_a_name = i == mention.head or is_german_name(mention.tokens[mention.head].text) or _is_adjective(mention)
    if (i > mention.head or name_of_its_own or i + 1 < mention.stop) and begins_a_name:
        mention.wording = Wording.NAME  # das Bundeskartellamt, die Europäische Kommission, Landgericht München
        return True
    mention.wording, mention.role, mention.head, mention.stop = Wording.ORGANISATION_ROLE, role, i, i + 1
    return True


def _is_adjective(mention: Mention) -> bool:
    return mention.tokens[mention.head].lower.endswith(("e", "en", "er"))


def _number(role: Role, mention: Mention) -> Role:
    """die Forscher are several, der Forscher is one."""
    singular = mention.determiner in ("der", "dem", "des", "den", "ein", "einem", "einen", "eines", "einer", "dieser")
    several = not singular and (
        role.several or (mention.determiner != "eine" and role.gender == "m" and _plural(mention))
    )
    return Role(role.word, role.gender, role.kind, several)


def _plural(mention: Mention) -> bool:
    return mention.determiner in (
        "die",
        "diese",
        "mehrere",
        "viele",
        "einige",
        "zwei",
        "drei",
        "vier",
        "alle",
        "beide",
    ) or (not mention.determiner and mention.tokens[mention.head].lower.endswith(("er", "ern")))


def _is_german_name_phrase(mention: Mention) -> bool:
    words = [t for t in mention.tokens[mention.head : mention.stop] if t.shape is Shape.WORD]
    if not words:
        return False
    if (len(words) > 1 and (is_listed(words[0].lower, "de") or is_german_noun(words[0].text))) or _has_name(words):
        return True
    text = " ".join(t.text for t in words)
    if text in entries("de", "outlets") or is_place_word(text, "de"):
        return True
    bare = not mention.determiner and not mention.before_head
    plain = text.lower().endswith(NOUN_ENDINGS) or (text.endswith(("n", "er")) and is_common(text, "de"))
    return bare and len(words) <= 2 and not plain


def _has_name(words: list[Token]) -> bool:
    return any(is_german_name(t.text) or given_gender(t.text) for t in words)


def _without_everyday_words(mention: Mention) -> None:
    """Rechtsanwalt Till Jaeger -> Till Jaeger, die Nachrichtenagentur Reuters -> Reuters"""
    tokens = mention.tokens
    for i in range(mention.head, mention.stop - 1):
        lower = tokens[i].lower
        organisation = organisation_role(lower, "de") and not is_place_word(tokens[i + 1].text, "de")
        everyday = i == mention.head and mention.stop - i > 2 and is_german_noun(tokens[i].text)
        if (
            person_role(lower, "de")
            or bool(title_of(tokens[i].text))
            or organisation
            or (everyday and not given_gender(tokens[i].text))
            or lower in entries("de", "anonymous_sources")
        ):
            mention.head = i + 1
    while (
        mention.head < mention.stop - 1
        and tokens[mention.head].shape is Shape.PUNCT
        and tokens[mention.head].text != "@"
    ):
        mention.head += 1
