"""The people whom an article names: full names, the roles it gives them, and their gender where a word tells it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from claims.extract.dictionary import function_words, is_common, is_german_noun
from claims.extract.document import Document, Sentence
from claims.extract.lexicon_files import entries, table
from claims.extract.places import is_place_word, place_named
from claims.extract.roles import Role, organisation_role, person_role
from claims.extract.tokens import WORDS_KEPT, Shape, Token
from claims.text import Span

LONGEST_RUN = 8  # words; more of them in a row are a headline
PARTICLES = frozenset("von van de der den del di da dos du la le al bin bint ben ter ten zu el".split())
PARTICLES_AFTER_ANOTHER = frozenset("der den dem zu".split())  # "van der", never a name's first particle
COPULAS = frozenset("ist war wird wurde is was became".split())
OF = frozenset("of at for with from von bei vom beim der des".split())
DETERMINERS = frozenset("the der die das dem den des ein eine einen einem einer".split())
NEVER_A_LAST_NAME = frozenset(
    "university universität college institute institut foundation street center centre award prize building airport"
    " news media valley city county report times post show day edition series pro max ultra"
    " superchip superchips gpu gpus platform".split()
)


@dataclass(slots=True, eq=False)
class Person:
    name: str
    span: Span  # the first place where the full name stands
    gender: str = ""
    roles: set[str] = field(default_factory=set)  # kinds of role
    organisations: set[str] = field(default_factory=set)  # in lower case
    is_sure: bool = False  # a given name, a role, a form of address: not only two words with capitals
    goes_by_last: bool = False

    @property
    def last(self) -> str:
        return self.name.split()[-1]


Runs = Sequence[tuple[Sentence, int, int]]


def find_people(runs: Runs, lang: str, sources: Collection[str]) -> dict[str, Person]:
    """By full name. `sources` are the words that statements are attributed to: who speaks may be a person."""
    people: dict[str, Person] = {}
    for sentence, start, end in runs:
        _read_run(people, sentence, start, end, lang)
    _join_short_names(people)
    speaking = {source.split()[-1] for source in sources if source}
    return {name: p for name, p in people.items() if p.is_sure or p.last in speaking}


def _join_short_names(people: dict[str, Person]) -> None:
    """ "Frau Lind" is Mara Lind where the article names one Lind in full."""
    for short in [person for person in people.values() if " " not in person.name]:
        full = [person for person in people.values() if person is not short and person.last == short.name]
        if len(full) == 1:
            full[0].gender = full[0].gender.strip("x") or short.gender
            full[0].roles |= short.roles
            full[0].organisations |= short.organisations
            full[0].is_sure = full[0].is_sure or short.is_sure
            del people[short.name]


def runs_of(document: Document) -> Runs:
    """Words with capitals in a row, initials and the particles of names included; no headlines."""
    return [
        (sentence, start, end)
        for sentence in document.sentences
        for start, end in _runs(sentence.tokens)
        if end - start <= LONGEST_RUN
    ]


def _runs(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    stop = 0
    for start, token in enumerate(tokens):
        if token.shape is not Shape.WORD or start < stop or not token.text[0].isupper():
            continue
        i = start
        while i < len(tokens):
            if _is_capital(tokens[i]):
                i += 2 if _is_initial(tokens, i) or _is_title(tokens, i) else 1
            elif tokens[i].lower in PARTICLES and _is_particle(tokens, i, start):
                i += 1
            else:
                break
        stop = min(i, len(tokens))
        yield start, stop


def _is_capital(token: Token) -> bool:
    return token.shape is Shape.WORD and token.text[0].isupper()


def _is_initial(tokens: list[Token], i: int) -> bool:
    """ "J" and "." as two tokens"""
    return len(tokens[i].text) == 1 and i + 1 < len(tokens) and tokens[i + 1].text == "."


def _is_title(tokens: list[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].text == "." and bool(title_of(tokens[i].text))


@lru_cache(maxsize=WORDS_KEPT)
def title_of(word: str) -> str:
    """m, f or - of a form of address, with or without its full stop; "" for no such word."""
    bare = word.rstrip(".")
    return table("en", "titles").get(bare) or table("de", "titles").get(bare, "")


def _is_particle(tokens: list[Token], i: int, start: int) -> bool:
    """Inside a name only: "Ursula von Halm" is one, "Bericht von Nikkei" is none."""
    if i + 1 >= len(tokens):
        return False
    after = tokens[i + 1]
    if not (_is_capital(after) or after.lower in PARTICLES_AFTER_ANOTHER):
        return False
    before = tokens[i - 1]
    if tokens[i].lower in PARTICLES_AFTER_ANOTHER:
        return before.lower in PARTICLES and i - 1 > start
    return bool(given_gender(before.text)) or (before.text == "." and i - 2 >= start and _is_title(tokens, i - 2))


@lru_cache(maxsize=WORDS_KEPT)
def given_gender(word: str) -> str:
    """m, f, x (either), "" where the word is no given name that is known."""
    names = table("any", "given_names")
    return names.get(word) or (names.get(word.split("-", 1)[0], "") if "-" in word else "")


def _read_run(people: dict[str, Person], sentence: Sentence, start: int, end: int, lang: str) -> None:
    tokens = sentence.tokens
    if end - start == 1 and not (start and person_role(tokens[start - 1].lower, lang)):
        return  # a single word is somebody's name only behind a role
    title = ""
    begin = next(
        (i for i in range(start, end - 1) if given_gender(tokens[i].text) and _may_begin(tokens, i, start)), -1
    )
    if begin < 0:
        begin = start
        for i in range(start, end):
            if address := title_of(tokens[i].text):
                title, begin = address, i + (2 if _is_title(tokens, i) else 1)
            elif person_role(tokens[i].lower, lang) and i + 1 < end:
                begin = i + 1
        while begin < end and tokens[begin].lower in function_words(lang):
            begin += 1
    stop = _name_end(tokens, begin, end, lang)
    if begin >= stop:
        return
    role_at = _role_before(tokens, begin, lang)
    role = person_role(tokens[role_at].lower, lang) if role_at >= 0 else None
    full = stop - begin >= 2
    given = full and bool(given_gender(tokens[begin].text))
    if not full and not title and not (role_at == begin - 1 and role and _can_be_single(tokens[begin], lang)):
        return
    name = _text(tokens, begin, stop)
    person = people.get(name)
    ahead = _role_ahead(tokens, stop, lang)
    if person is None:
        named_so = bool(role or title or (full and ahead and tokens[stop].text == ","))
        if not _looks_like_person(tokens, begin, stop, lang, given=given, named_so=named_so):
            return
        person = people[name] = Person(name, sentence.span(begin, stop), _gender(tokens, begin, title))
    person.is_sure = person.is_sure or given or bool(role or title or ahead)
    _give_role(person, tokens, role_at, role, lang)
    if ahead is not None:
        person.roles |= ahead[1]
        person.gender = person.gender.strip("x") or ahead[0].gender
        person.organisations |= ahead[2]


def _may_begin(tokens: list[Token], i: int, start: int) -> bool:
    """Not in the middle of another name: "Nvidia's Grace Blackwell" is a thing, "Camp David" a place."""
    if i == start:
        return True
    before = tokens[i - 1].lower
    if before.endswith(("'s", "’s")) or before in ("camp", "saint", "st", "san", "santa", "port", "fort", "lake"):
        return False
    return not any(c.isdigit() for c in before)


def _name_end(tokens: list[Token], begin: int, end: int, lang: str) -> int:
    """Given names, initials and particles, then one last name, or two."""
    stop = begin
    last_names = 0
    while stop < end and last_names < 2:
        token = tokens[stop]
        if token.shape is Shape.PUNCT or len(token.text.rstrip(".")) == 1 or token.lower in PARTICLES:
            stop += 1
            continue
        if stop > begin and _ends_name(token, lang, has_last=last_names > 0):
            break
        if stop > begin and not (given_gender(token.text) and last_names == 0 and stop + 1 < end):
            last_names += 1
        stop += 1
        if token.lower.endswith(("'s", "’s")):
            break
    while stop > begin and (tokens[stop - 1].lower in PARTICLES or tokens[stop - 1].text == "."):
        if tokens[stop - 1].text == "." and stop >= 2 and len(tokens[stop - 2].text) == 1:
            break
        stop -= 1
    return stop


def _ends_name(token: Token, lang: str, *, has_last: bool) -> bool:
    lower = token.lower
    if lower in function_words(lang) or lower in entries("any", "legal_forms"):
        return True
    if not has_last:
        return False
    return (
        bool(person_role(lower, lang) or organisation_role(lower, lang) or token.text in entries(lang, "time_nouns"))
        or (lang == "de" and is_german_noun(token.text))
        or is_place_word(token.text, lang)
    )


def _can_be_single(token: Token, lang: str) -> bool:
    if len(token.text) < 3 or token.text.isupper() or "-" in token.text or is_place_word(token.text, lang):
        return False
    if any(c.isdigit() for c in token.text) or organisation_role(token.lower, lang):
        return False
    return not is_common(token.text, lang)


def _looks_like_person(tokens: list[Token], begin: int, stop: int, lang: str, *, given: bool, named_so: bool) -> bool:
    words = [t for t in tokens[begin:stop] if t.shape is not Shape.PUNCT and len(t.text) > 1]
    if not words or any(c.isdigit() for t in words for c in t.text):
        return False
    last = words[-1]
    if last.lower.removesuffix("'s") in NEVER_A_LAST_NAME or organisation_role(last.lower, lang):
        return False
    if stop < len(tokens) and tokens[stop].shape is Shape.NUMBER and tokens[stop].start - tokens[stop - 1].end == 1:
        return named_so  # Grace Blackwell 200
    if named_so:
        return True
    before = tokens[begin - 1] if begin else None
    if before is not None and (before.lower in DETERMINERS or before.lower.endswith(("'s", "’s"))):
        return False
    if given:
        return not (len(words) == 2 and place_named(" ".join(t.text for t in words), lang))
    plain = all(t.text[1:].islower() or "-" in t.text for t in words)
    everyday = any(is_german_noun(t.text) if lang == "de" else is_common(t.text, "en") for t in words)
    return plain and len(words) >= 2 and not everyday and not any(is_place_word(t.text, lang) for t in words)


def _gender(tokens: list[Token], begin: int, title: str) -> str:
    if title in ("m", "f"):
        return title
    return given_gender(tokens[begin].text)


def _role_before(tokens: list[Token], begin: int, lang: str) -> int:
    """CEO Jensen Huang; Nvidia's chief executive, Jensen Huang; Dr. Lind has none."""
    i = begin - 1
    while i >= 0 and (title_of(tokens[i].text) or tokens[i].text == "."):
        if tokens[i].text == "." and (i == 0 or not title_of(tokens[i - 1].text)):
            return -1
        i -= 1
    if i > 0 and tokens[i].text == ",":
        i -= 1
        return i if person_role(tokens[i].lower, lang) and lang == "en" else -1
    return i if i >= 0 and tokens[i].shape is Shape.WORD and person_role(tokens[i].lower, lang) else -1


def _give_role(person: Person, tokens: list[Token], at: int, role: Role | None, lang: str) -> None:
    if role is None or role.several:
        return
    person.roles |= _kinds(tokens, at, role)
    if lang == "de":
        person.gender = person.gender.strip("x") or role.gender
    else:
        person.gender = person.gender or role.gender
    word = tokens[at].text
    if "-" in word:
        person.organisations.add(word.rsplit("-", 1)[0].lower())
        return
    for i in range(at - 1, max(-1, at - 5), -1):  # Nvidia's founder and chief executive
        token = tokens[i]
        if _is_capital(token) and not person_role(token.lower, lang):
            if token.lower not in function_words(lang):
                person.organisations.update(bare_forms(token.text, lang))
            return
        known = person_role(token.lower, lang) or token.lower in ("and", "und", "chief", "executive", "vice", "senior")
        if not known:
            return


def _role_ahead(tokens: list[Token], stop: int, lang: str) -> tuple[Role, set[str], set[str]] | None:
    """Jensen Huang, chief executive of Nvidia; Mara Lind, Sprecherin bei Ostwerk; Mara Lind ist Sprecherin."""
    if stop + 1 >= len(tokens) or not (tokens[stop].text == "," or tokens[stop].lower in COPULAS):
        return None
    kinds: set[str] = set()
    last = stop
    for i in range(stop + 1, min(stop + 10, len(tokens))):
        token = tokens[i]
        if token.shape is Shape.PUNCT or token.lower in ("who", "said", "sagte", "wie", "während"):
            break
        role = person_role(token.lower, lang)
        if organisation_role(token.lower, lang) and role is None:
            return None  # Halden Research, an analyst firm
        if role is not None and not role.several:
            kinds |= _kinds(tokens, i, role)
            last = i
            continue
        if kinds and token.lower not in ("and", "und", "chief", "vice"):
            break
    if not kinds:
        return None
    role = person_role(tokens[last].lower, lang)
    return (role, kinds, _organisations_of(tokens, stop + 1, last, lang)) if role is not None else None


def _kinds(tokens: list[Token], at: int, role: Role) -> set[str]:
    """A chief executive is a head as well."""
    before = {t.lower for t in tokens[max(0, at - 2) : at]}
    is_head = "chief" in before and (role.word == "executive" or "executive" in before)
    return {role.kind, "head"} if is_head else {role.kind}


def _organisations_of(tokens: list[Token], first: int, at: int, lang: str) -> set[str]:
    found: set[str] = set()
    word = tokens[at].text
    if "-" in word:
        found.add(word.rsplit("-", 1)[0].lower())
    if at > first and _is_capital(tokens[first]) and not person_role(tokens[first].lower, lang):
        found.update(bare_forms(tokens[first].text, lang))
    for i in range(at + 1, min(at + 5, len(tokens) - 1)):
        if tokens[i].lower in OF:
            after = next((t for t in tokens[i + 1 : i + 4] if _is_capital(t)), None)
            if after is not None:
                found.update(bare_forms(after.text, lang))
            break
    return found


def bare_forms(word: str, lang: str) -> set[str]:
    """In lower case, with and without the ending of a genitive."""
    plain = bare_name(word).lower()
    return {plain, plain[:-1]} if lang == "de" and plain.endswith("s") and len(plain) > 4 else {plain}


def bare_name(word: str) -> str:
    """Without the possessive: "Huang’s", "Linds’"; "Huangs" stays."""
    if word.isalnum():
        return word
    for ending in ("'s", "’s", "'", "’"):
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


def _text(tokens: list[Token], begin: int, stop: int) -> str:
    words: list[str] = []
    for token in tokens[begin:stop]:
        if token.shape is Shape.PUNCT and words:
            words[-1] += token.text
        else:
            words.append(bare_name(token.text))
    return " ".join(words)
