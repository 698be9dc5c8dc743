"""German noun phrases and the places of a clause where its subject stands."""

import re
from functools import lru_cache

from claims.extract.lexicon_files import entries, table
from claims.extract.tokens import Shape, Token

DETERMINERS = table("de", "determiners")
PRONOUNS = entries("de", "pronouns")
PERSONAL = frozenset("er sie es man ich wir".split())  # stand alone: "man von einem Fehler" is no phrase
GENITIVE = frozenset(
    "des der eines einer dieses dieser seiner ihrer seines ihres"
    " vieler mehrerer einiger aller beider zahlreicher".split()
)
NOUN_PREPOSITIONS = frozenset("von vom für aus der des".split())
PREPOSITIONS = frozenset(
    "in im ins an am auf aus bei beim mit nach seit von vom zu zum zur durch für gegen ohne um unter über vor hinter"
    " neben zwischen während wegen trotz laut gemäß angesichts aufgrund bis ab per statt entgegen gegenüber anlässlich"
    " infolge mithilfe dank binnen innerhalb außerhalb bezüglich hinsichtlich seitens".split()
)
SUBORDINATORS = frozenset(
    "dass daß ob weil da wenn als nachdem bevor ehe während obwohl obgleich indem sodass damit falls sofern solange"
    " sobald seit seitdem bis um wie wo wohin woher warum weshalb wieso wobei wodurch womit wofür worauf worin wovon"
    " woran wonach wogegen wozu was wer wem wen wann zumal soweit soviel".split()
)
RELATIVES = frozenset("der die das dem den dessen deren denen welcher welche welches welchem welchen".split())
COMPLEMENTISERS = frozenset(
    "dass daß ob wie was warum weshalb wieso wer wen wem wo wann welche welcher welches".split()
)
CONJUNCTIONS = frozenset("und oder aber doch denn sondern sowie jedoch".split())
# Words before the subject that do not belong to it.
FOCUS = CONJUNCTIONS | frozenset("auch selbst sogar nur bereits allerdings zudem ebenso eben gerade so nun".split())
ADVERBS = entries("de", "adverbs")
NOT_NOUNS = ADVERBS | PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | frozenset(DETERMINERS)
SEPARATORS = ",;:–—-"
# Of family names; "von" and "zu" are prepositions as well.
NAME_PARTICLES = frozenset("de del della di dos du la le ten ter van bin ibn al el".split())
SITE = re.compile(r"[\w-]+\.(?:de|com|net|org|at|ch|eu|info|tv|io)|[a-zäöü]+-[A-ZÄÖÜ]\w+")
LONGEST_NAME_QUOTE = 4
LOWER_CASE_NAMES = frozenset(name.split()[0] for name in entries("de", "outlets") if name[0].islower())  # heise, dpa


def is_name_quote(token: Token) -> bool:
    """A short quotation in capitals is a name („Der Spiegel“), not words that somebody said („Der Chip ist da“)."""
    if token.shape is not Shape.QUOTE or token.size > LONGEST_NAME_QUOTE:
        return False
    inner = token.text.strip("„“”\"»«‚‘›‹'` ")
    if not inner[:1].isupper() or inner[-1:] in ".!?,":
        return False
    return all(word[0].isupper() or word in NOT_NOUNS or not word[0].isalpha() for word in inner.split())


@lru_cache(maxsize=65_536)
def is_site(word: str) -> bool:
    """heise.de, golem-Redaktion"""
    return SITE.fullmatch(word) is not None


def is_noun(token: Token) -> bool:
    if token.is_capitalised:
        return token.lower not in NOT_NOUNS
    if token.text in LOWER_CASE_NAMES:
        return True
    if token.shape is Shape.WORD:
        return is_site(token.text)
    return is_name_quote(token) or (token.shape is Shape.NUMBER and token.text[-1:].isalpha())


def is_adjective(token: Token) -> bool:
    return (
        token.shape is Shape.WORD
        and not token.is_capitalised
        and token.lower.endswith(("e", "en", "er", "es", "em"))
        and token.lower not in PREPOSITIONS
        and token.lower not in SUBORDINATORS
        and token.lower not in DETERMINERS
        and len(token.lower) > 3
        and token.text not in LOWER_CASE_NAMES
        and not is_site(token.text)
    )


def skip_modifiers(tokens: list[Token], i: int, end: int) -> int:
    """Past numbers, adjectives and hyphen remnants that stand before a noun."""
    at = i
    while at < end and (
        tokens[at].shape is Shape.NUMBER
        or _is_ordinal_point(tokens, at, end)
        or is_adjective(tokens[at])
        or tokens[at].lower in ("als", "sehr", "so", "rund", "etwa", "mehr", "früher", "genannten", "nicht", "noch")
    ):
        at += 1
    return at


def _is_ordinal_point(tokens: list[Token], at: int, end: int) -> bool:
    """The point of "am 15. Mai": it touches its number and something follows it in the phrase."""
    return tokens[at].text == "." and 0 < at < end - 1 and tokens[at - 1].shape is Shape.NUMBER


def noun_phrase_end(tokens: list[Token], i: int, end: int) -> int:
    """Where the noun phrase that begins at token i ends; i itself where none begins there."""
    at = _core_end(tokens, i, end)
    if at == i or (at == i + 1 and tokens[i].lower in PERSONAL):
        return at
    while at < end:
        extended = _extension_end(tokens, at, end)
        if extended == at:
            break
        at = extended
    return at


def _core_end(tokens: list[Token], i: int, end: int) -> int:
    at = i
    if at >= end:
        return i
    lower = tokens[at].lower
    determined = lower in DETERMINERS
    if determined:
        at += 1
        if at < end and tokens[at].lower in DETERMINERS:
            at += 1
    at = skip_modifiers(tokens, at, end)
    head = at
    while at < end and (
        is_noun(tokens[at]) or (at > head and tokens[at].shape is Shape.PAREN) or _is_name_particle(tokens, at, end)
    ):
        at += 1
    if at > head:
        if at + 1 < end and tokens[at].is_mark("&/") and is_noun(tokens[at + 1]):
            return _core_end(tokens, at + 1, end)
        return at
    if lower in PRONOUNS:
        return i + 1
    return i


def _is_name_particle(tokens: list[Token], at: int, end: int) -> bool:
    return tokens[at].text in NAME_PARTICLES and at + 1 < end and is_noun(tokens[at + 1])


def _is_weak_nominative(token: Token) -> bool:
    return is_adjective(token) and token.lower.endswith("e")


def _extension_end(tokens: list[Token], at: int, end: int) -> int:
    lower = tokens[at].lower
    if lower == "der" and at + 1 < end and _is_weak_nominative(tokens[at + 1]):
        return at  # "der NASA der überwiegende Teil": the second one is a subject of its own
    if lower in GENITIVE or lower in NOUN_PREPOSITIONS:
        inner = _core_end(tokens, at if lower in GENITIVE else at + 1, end)
        return inner if inner > at + 1 else at
    if lower in ("und", "sowie", "oder") and at + 1 < end:
        inner = _core_end(tokens, at + 1, end)
        return inner if inner > at + 1 and tokens[at + 1].lower not in PRONOUNS - DETERMINERS.keys() else at
    if tokens[at].shape is Shape.PAREN:
        return at + 1
    return at


def behind_list_number(tokens: list[Token]) -> int:
    """Behind "1." at the start of a sentence, 0 where there is none."""
    numbered = len(tokens) > 2 and tokens[0].shape is Shape.NUMBER and tokens[1].text == "."
    return 2 if numbered else 0


def first_subject(tokens: list[Token], start: int, end: int) -> tuple[int, int] | None:
    """The first noun phrase that can be a nominative and stands behind no preposition."""
    i = start
    while i < end:
        token = tokens[i]
        if token.lower in PREPOSITIONS:
            i = max(noun_phrase_end(tokens, i + 1, end), i + 1)
            continue
        blocked = token.lower in NOT_NOUNS - DETERMINERS.keys() or token.lower in ("das", "dies", "es", "dieses", "wer")
        if not blocked and may_be_nominative(tokens, i):
            stop = noun_phrase_end(tokens, i, end)
            if stop > i:
                return i, stop
        if token.lower in DETERMINERS:
            i = max(noun_phrase_end(tokens, i, end), i + 1)
            continue
        i += 1
    return None


def may_be_nominative(tokens: list[Token], i: int) -> bool:
    lower = tokens[i].lower
    if lower in ("einer", "eines") and i + 1 < len(tokens) and tokens[i + 1].lower in ("der", "seiner", "ihrer", "von"):
        return True
    if lower in DETERMINERS:
        return DETERMINERS[lower] == "c"
    return is_noun(tokens[i]) or is_adjective(tokens[i]) or tokens[i].shape is Shape.NUMBER or lower in PRONOUNS
