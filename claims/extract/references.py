"""Sources that are words for somebody named elsewhere: "der NVIDIA-Chef", "das Unternehmen", "die Kalifornier"."""

import re
from itertools import islice

from claims.extract.antecedents import JUST_SPOKE, Found, Heard, Turn, chief_of, just_before
from claims.extract.attribution import SourceKind, Speaker
from claims.extract.dictionary import function_words
from claims.extract.mentions import AGED, INDEFINITE, Mention
from claims.extract.organisations import FIRM, Organisation, place_key
from claims.extract.people import Person, bare_forms, bare_name
from claims.extract.places import is_place_word, lies_in, origin_of, people_of, place_named
from claims.extract.pronouns import again, person
from claims.extract.roles import Role
from claims.extract.roles import organisation_role as role_of_organisation
from claims.extract.tokens import Shape, Token
from claims.text import Span

OF = frozenset("of at for from von bei vom beim der des the".split())
ARTICLES = INDEFINITE | frozenset(
    "der die das dem den des the sein seine seinem seinen seiner seines ihr ihre ihrem ihren ihrer ihres its his"
    " her".split()
)
MOST_PEOPLE = 200  # of an article that are looked through for one with a role
MOST_TURNS = 20  # looked back for a role without a name
ANY_FIRM = frozenset({"unternehmen", "firma", "company", "firm"})  # words that every firm may be called
OF_ANYBODY = frozenset({"expert", "researcher", "developer"})  # what a speaker with another role may be too
BEHIND_A_COMMA = re.compile(r", ([A-Z]\w+(?: [A-Z]\w+)*)$")
WITHOUT_NAME = {
    "de": re.compile(r"\b(?:anonym|nicht (?:namentlich )?genannt)\b"),
    "en": re.compile(r"\b(?:not to be (?:named|identified)|anonymity|declined to be (?:named|identified))\b"),
}
POSSESSORS = {"sei": "m", "ihr": "f"}  # seiner Meinung nach, ihren Angaben zufolge
NEVER_NAMED = frozenset({"person", "employee", "insider", "investor"})  # roles that stand for nobody known


def person_role(heard: Heard, mention: Mention, sentence: int) -> Turn:
    """der NVIDIA-Chef, Nvidia's CEO, die Forscherin; a new or plural role stays one."""
    role = mention.role
    if role is None:
        return other(heard, mention, sentence)
    named = _apposition(heard, mention)
    if named is not None:
        return Turn(Speaker(named.name, SourceKind.NAMED, named.span), named, sentence)
    before = _put_behind(heard, mention, sentence)
    if before is not None:
        return before
    owners = _owners(heard, mention)
    if role.several or mention.determiner in INDEFINITE or not (mention.is_definite or owners):
        return _role_only(mention, sentence, "a role, nobody is named")
    if role.kind in NEVER_NAMED:
        return _spoken_before(heard, mention, sentence, role) or _role_only(
            mention, sentence, "a role, nobody is named"
        )
    found = _holder(heard, mention, sentence, role, owners)
    earlier = _spoken_before(heard, mention, sentence, role)
    if isinstance(found.who, Person):
        return again(found.who, sentence, f"the article gives {found.who.name} a role that “{mention.text}” fits")
    if earlier is not None and not found.rivals:
        return earlier
    rivals = f": {' and '.join(found.rivals[:3])} fit equally" if found.rivals else ", the article names nobody so"
    return _role_only(mention, sentence, f"“{mention.text}” is not resolved{rivals}")


def _apposition(heard: Heard, mention: Mention) -> Person | Organisation | None:
    """the company's chief executive, Jensen Huang; the name may stand behind the source"""
    last = next(heard.names.before(mention.span.end), None)
    if last is not None and last.start > mention.span.start and last.end == mention.span.end and not last.is_oblique:
        if heard.text[last.start - 2 : last.start].startswith(","):
            return last.who
        return last.who if isinstance(last.who, Person) and last.end - last.start >= len(last.who.name) else None
    behind = heard.names.first_from(mention.span.end + 1)
    is_beside = behind is not None and behind.start - mention.span.end <= len(", ")
    if (
        behind is not None
        and is_beside
        and isinstance(behind.who, Person)
        and behind.end - behind.start >= len(behind.who.name)
    ):
        return behind.who
    comma = next((i for i, token in enumerate(mention.tokens) if i >= mention.stop and token.text == ","), -1)
    if comma < 0:
        return None
    words: list[str] = []
    for token in mention.tokens[comma + 1 :]:
        if token.shape is not Shape.WORD or not (token.text[0].isupper() or words):
            break
        words.append(bare_name(token.text))
    return heard.names.people.get(" ".join(words))


def _put_behind(heard: Heard, mention: Mention, sentence: int) -> Turn | None:
    """Vantrel, a maker of tools, said: the source is the name that the role stands behind."""
    if mention.determiner not in INDEFINITE and mention.determiner:
        return None
    who = just_before(heard.names, mention.span.start, heard.text)
    if who is None or "," not in heard.text[mention.span.start - 2 : mention.span.start]:
        return None
    return again(who, sentence, f"“{mention.text}” says who {who.name} is")


def _owners(heard: Heard, mention: Mention) -> set[str]:
    """Whose role it is, in lower case: nvidia of "NVIDIA-Chef", "Nvidia's CEO", "CEO of Nvidia"."""
    head = mention.tokens[mention.head]
    found: set[str] = set()
    if "-" in head.text and head.text[0].isupper():
        found |= {head.text.rsplit("-", 1)[0].lower()}
    before = [t for t in mention.before_head if t.shape is Shape.WORD and t.text[0].isupper()]
    if before and before[0].lower not in function_words(heard.lang):
        found |= bare_forms(before[0].text, heard.lang)
    behind = mention.behind
    if len(behind) > 1 and behind[0].lower in OF:
        after = next((t for t in behind[1:4] if t.shape is Shape.WORD and t.text[0].isupper()), None)
        if after is not None and not role_of_organisation(after.lower, heard.lang):
            found |= bare_forms(after.text, heard.lang)
    elif behind and heard.lang == "de" and behind[0].text[:1].isupper():
        found |= bare_forms(behind[0].text, "de")
    return found


def _holder(heard: Heard, mention: Mention, sentence: int, role: Role, owners: set[str]) -> Found:
    """The person whom the article gives the role, of the organisation if one is named, named last before."""

    def fits(who: Person | Organisation) -> bool:
        return isinstance(who, Person) and _has_role(who, role)

    people = list(islice(heard.names.people.values(), MOST_PEOPLE))
    everybody = [p for p in people if fits(p)]
    in_the_role = [p for p in people if role.kind in p.roles]
    if not everybody and owners and len(in_the_role) == 1 and role.gender == "m":
        everybody = in_the_role  # "der Kestrel-Chef" may be a woman
    if owners:
        own = [p for p in everybody if p.organisations & owners]
        unbound = [p for p in everybody if not p.organisations]
        if len(own) == 1 or (not own and len(everybody) == len(unbound) == 1):
            return Found((own or unbound)[0])
        if not own:
            return Found(None)
        everybody = own
    found = heard.nearest(mention.span.start, sentence, lambda who: who in everybody)
    spoke = heard.turn.who if heard.turn and sentence - heard.turn.sentence <= JUST_SPOKE else None
    may_be_the_speaker = isinstance(spoke, Person) and (not spoke.roles or role.kind in OF_ANYBODY) and not owners
    if found.who and isinstance(spoke, Person) and spoke is not found.who and may_be_the_speaker:
        return Found(None, (found.who.name, spoke.name))
    if found.who is None and not found.rivals and len(everybody) == 1 and everybody[0].span.start < mention.span.start:
        return Found(everybody[0])
    return found


def _has_role(who: Person, role: Role) -> bool:
    gender = role.gender if role.gender in ("m", "f") else ""
    return role.fits(who.roles) and (not gender or who.gender in (gender, "", "x"))


def _spoken_before(heard: Heard, mention: Mention, sentence: int, role: Role) -> Turn | None:
    """Eine Sprecherin von Ostwerk ... Die Sprecherin: the same, still without a name."""
    if mention.behind or mention.before_head:
        return None
    for turn in heard.roles[: -MOST_TURNS - 1 : -1]:
        words = [w.lower() for w in re.findall(r"\w[\w-]*", turn.speaker.name)]
        if turn.speaker.name != _without_article(mention) and any(w.endswith(role.word) for w in words):
            why = f"“{mention.text}” is taken to be the one who spoke before"
            speaker = Speaker(turn.speaker.name, turn.speaker.kind, turn.speaker.mention, inferred=True, why=why)
            return Turn(speaker, None, sentence, gender=turn.gender)
    return None


def _role_only(mention: Mention, sentence: int, why: str) -> Turn:
    role = mention.role
    several = bool(role and role.several)
    gender = role.gender if role and not several else ""
    speaker = Speaker(_without_article(mention), SourceKind.ROLE, mention.span, why=why)
    return Turn(speaker, None, sentence, several, gender)


def _without_article(mention: Mention) -> str:
    if mention.determiner in ARTICLES:
        return mention.text[mention.tokens[mention.begin].start - mention.span.start :]
    return mention.text


def organisation_role(heard: Heard, mention: Mention, sentence: int) -> Turn:
    """das Unternehmen, the South Korean chipmaker"""
    role = mention.role
    if role is None:
        return other(heard, mention, sentence)
    before = _put_behind(heard, mention, sentence)
    if before is not None:
        return before
    place, plain = _place_in(mention, heard.lang)
    by_itself = role.kind == "state"  # the police, die Regierung: no name stands behind it
    if by_itself or role.several or mention.determiner in INDEFINITE or not mention.is_definite or not plain:
        return _role_only(mention, sentence, "an organisation that is not named here")
    found = _organisation(heard, mention, sentence, role, place)
    if isinstance(found.who, Organisation):
        turn = again(found.who, sentence, f"“{mention.text}” is taken to be {found.who.name}, named before it")
        return Turn(turn.speaker, found.who, sentence, gender=role.gender)
    rivals = f": {' and '.join(found.rivals[:3])} fit equally" if found.rivals else ", nobody named before it fits"
    return _role_only(mention, sentence, f"“{mention.text}” is not resolved{rivals}")


def _place_in(mention: Mention, lang: str) -> tuple[str, bool]:
    """The place that the words name, and whether they name nothing else ("Musk's company" does)."""
    place, plain = "", True
    tokens = mention.before_head
    for i, token in enumerate(tokens):
        two = f"{tokens[i - 1].text} {token.text}" if i else ""
        here = origin_of(two, lang) or origin_of(token.text, lang)
        if token.lower.endswith("-based"):
            city = token.text[: -len("-based")]
            here = place_named(f"{tokens[i - 1].text} {city}" if i else "", lang) or place_key(city, lang)
        place = here or place
        in_place = i + 1 < len(tokens) and is_place_word(f"{token.text} {tokens[i + 1].text.split('-')[0]}", lang)
        plain = plain and (bool(here) or in_place or is_place_word(token.text, lang) or not token.text[:1].isupper())
    if not place and lang == "en" and tokens:
        place = place_named(" ".join(t.text for t in tokens), lang) or place_named(tokens[-1].text, lang)
    behind = mention.behind
    if behind and behind[0].text != ",":
        place = place or _place_behind(behind, lang)
        plain = plain and bool(place)
    return place, plain


def _place_behind(behind: list[Token], lang: str) -> str:
    if behind[0].lower not in ("aus", "from", "in", "based", "mit") or len(behind) < 2:
        return ""
    words = [t.text for t in behind[1:] if t.text[:1].isupper() and t.text != "Sitz"]
    return place_named(" ".join(words[:2]), lang) or (place_key(words[0], lang) if words else "")


def _organisation(heard: Heard, mention: Mention, sentence: int, role: Role, place: str) -> Found:
    called = heard.names.called.get(role.word, set()) if role.word not in ANY_FIRM else set()
    spoke = heard.turn.who if heard.turn else None

    def fits(who: Person | Organisation) -> bool:
        if not isinstance(who, Organisation) or (who.is_outlet and role.kind != "media"):
            return False
        if place and not any(lies_in(own, place) for own in who.places):
            return False
        if called:
            return who.name in called
        if role.kind == FIRM:
            return not who.kinds or FIRM in who.kinds or "research" in who.kinds
        return role.kind in who.kinds or (who is spoke and who.name.isupper())

    if place and not any(fits(o) for o in islice(heard.names.organisations.values(), MOST_PEOPLE)):
        chief = chief_of(_fitting_kind(heard, role)) if role.kind == FIRM else None
        return Found(chief)
    found = heard.nearest(mention.span.start, sentence, lambda who: fits(who) and is_sure(who))
    return found if found.who or found.rivals else heard.nearest(mention.span.start, sentence, fits)


def is_sure(who: Person | Organisation) -> bool:
    return who.is_sure


def _fitting_kind(heard: Heard, role: Role) -> list[Organisation]:
    return [o for o in heard.names.firms()[:MOST_PEOPLE] if not o.places and (not o.kinds or role.kind in o.kinds)]


def people_of_a_place(heard: Heard, mention: Mention, sentence: int) -> Turn:
    """die Kalifornier: the one organisation that the article ties to the place, or the one it is about."""
    place = people_of(mention.tokens[mention.head].text, heard.lang)
    firms = heard.names.firms()[:MOST_PEOPLE]
    tied = [o for o in firms if any(lies_in(own, place) for own in o.places)]
    if len(tied) == 1:
        why = f"the article places {tied[0].name} where “{mention.text}” are"
        return again(tied[0], sentence, why)
    chief = chief_of([o for o in firms if not o.places]) if not tied else None
    if chief is not None and chief.span.start < mention.span.start:
        return again(chief, sentence, f"“{mention.text}” is taken to be {chief.name}, whom the article is about")
    speaker = Speaker(_without_article(mention), SourceKind.ROLE, mention.span, why=f"“{mention.text}” is not resolved")
    return Turn(speaker, None, sentence, several=True)


def own_words(heard: Heard, mention: Mention, sentence: int) -> Turn:
    """nach eigenen Angaben: those of whom the sentence speaks, if it names one."""
    whose = next((p.who for p in heard.names.before(mention.span.end) if p.start >= mention.span.start), None)
    if whose is not None:
        return Turn(Speaker(whose.name, SourceKind.NAMED, mention.span), whose, sentence)  # nach Brandts Angaben
    here = [p for p in heard.names.in_sentence(sentence) if not p.is_oblique and p.who.is_sure]
    who = {id(p.who): p.who for p in here}
    if any(t.lower in ("eigenen", "eigener") for t in mention.tokens) and len(who) == 1:
        only = next(iter(who.values()))
        return again(only, sentence, f"“{mention.text}” are those of {only.name}, of whom the sentence speaks")
    possessor = next((POSSESSORS[t.lower[:3]] for t in mention.tokens if t.lower[:3] in POSSESSORS), "")
    if possessor:
        return person(heard, mention, sentence, possessor)
    return Turn(Speaker("", SourceKind.NONE, mention.span, why=f"“{mention.text}” names nobody"), None, sentence)


def other(heard: Heard, mention: Mention, sentence: int) -> Turn:
    """der 62-Jährige; a noun that is no list's: as written."""
    if AGED.search(mention.text) and mention.is_definite:
        gender = {"der": "m", "dem": "m", "den": "m", "die": "f"}.get(mention.determiner, "")
        if gender:
            return person(heard, mention, sentence, gender)
    named = _apposition(heard, mention)
    if named is not None:
        return Turn(Speaker(named.name, SourceKind.NAMED, named.span), named, sentence)
    behind = BEHIND_A_COMMA.search(mention.text)  # the plaintiff, Sandholm
    if behind is not None and heard.lang == "en":
        span = Span(mention.span.start + behind.start(1), mention.span.end)
        return Turn(Speaker(behind.group(1), SourceKind.NAMED, span), None, sentence)
    anonymous = WITHOUT_NAME[heard.lang].search(heard.text, mention.span.start, mention.span.end + 80)
    if anonymous is not None:
        speaker = Speaker(_without_article(mention), SourceKind.ANONYMOUS, mention.span, why="nobody is named")
        return Turn(speaker, None, sentence)
    return _role_only(mention, sentence, "")
