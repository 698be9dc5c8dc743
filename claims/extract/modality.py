"""How what is said is meant: asserted, hedged, hearsay, conditional, predicted, demanded or asked.

The first line that holds decides; PRECEDENCE is that table.

    hedged        "is believed to", by nobody in particular
    predicted     "is expected to", by nobody in particular
    matcher       what the rule that found the statement knows by itself ("soll", "reportedly")
    asked         a verb of asking, an indirect question, a quotation that is one question
    demanded      a verb of demanding, "told X to"
    hearsay       "is said to", "es heißt, dass" without a source, "angeblich" in what is said
    conditional   a clause with "wenn", "falls", "if", "unless" at either end of what is said
    predicted     a verb of looking ahead, planning or promising
    demanded      "müsse", "solle", "should", "must" in the main clause
    conditional   "würde"; "would" in somebody's own words or beside a cue in the present
    predicted     a future in the main clause; "would" beside a cue in the past
    hedged        any other hedge
    asserted      nothing of all this

What is said in several sentences is judged by the first of them that has three words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import simplemma

from claims.extract.attribution import Kind, Modality
from claims.extract.frame import Frame
from claims.extract.lexicon_files import entries, table
from claims.text import Span

CLASS_MODALITY = {
    "demand": Modality.DEMANDED,
    "ask": Modality.ASKED,
    "commit": Modality.PREDICTED,
    "predict": Modality.PREDICTED,
}
TELLING_TO = frozenset("told tell tells telling".split())
HEARSAY_CUES = frozenset("said reported rumored rumoured alleged claimed heißt hieß hiess".split())
IT_SAYS = re.compile(r"\bes\b")  # "es heißt", "hieß es"; not "das heißt"
DEMANDING_NOUNS = frozenset(
    "willen wunsch vorstellung vorstellungen forderung forderungen".split()
)  # "nach dem Willen"
HEARSAY_MODALS = frozenset("soll sollen".split())  # "soll gesagt haben"
BELIEVED = frozenset("believed thought suspected estimated assumed".split())
EXPECTED = frozenset("expected projected forecast predicted slated".split())
WANTING = frozenset("want wants wanted wanting".split())  # "want to know why"
OPEN_QUESTIONS = frozenset("ob whether".split())
CONDITIONS = {
    "de": frozenset("wenn falls sofern".split()),
    "en": frozenset("if unless provided".split()),
}
VERB_FIRST = frozenset("sollte sollten wäre wären hätte hätten käme kämen".split())
# "even if" concedes, "checks if" asks, "als wenn" compares: none of them binds what is said.
NOT_BOUND_BEHIND = frozenset(
    "even as what not see know knew knows check checks checking determine tell asked ask asks wonder wonders decide"
    " doubt sure clear unclear matter matters mattered selbst auch als wie learn find out test tests include includes"
    " including".split()
)
SUBORDINATORS = {
    "de": frozenset(
        "weil nachdem bevor während obwohl da damit sodass indem sobald solange seit wobei wodurch".split()
    ),
    "en": frozenset(
        "which who that whose where because after before although though since when while until as".split()
    ),
}
RELATIVES = frozenset("der die das den dem dessen deren denen welche welcher welches wer was wo worin wofür".split())
RELATIVE_PREPOSITIONS = frozenset("in an auf mit von bei für durch aus zu nach über unter um".split())
FUTURE_TIMES = re.compile(
    r"\b(?:20[2-9]\d|künftig|zukünftig|demnächst|bald|nächste[nmrs]?|kommende[nmrs]?|morgen|später|spätestens|ab|bis)\b"
)
NO_FUTURE_BEFORE = frozenset("the a an free good his her their its this that own at strong".split())
WORD_OR_MARK = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,;:.!?–—]")
SENTENCE_END = re.compile(r"[.!?…][“”\"»«']?\s+(?=[„“\"»«]?[A-ZÄÖÜ])")
CLAUSE_MARK, CLAUSE_END = re.compile(r"[,;:–—]"), re.compile(r"[,;:–—.!?]")
WISHED = re.compile(r"\s+(?:like|rather|love|have|appear|seem)\b")  # behind "would"
SHORTEST_SENTENCE = 3  # words
REACH = 60  # characters before a cue
LONGEST_HEAD = 600  # characters
PAST_CUES = re.compile(r"\b(?:said|told|wrote|\w+ed|had|was|were|thought|felt|knew|made|put)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """One statement as the tests of the table see it."""

    frame: Frame
    text: str
    marks: frozenset[str]  # what its hedges mark
    lang: str

    @cached_property
    def cue(self) -> frozenset[str]:
        return frozenset(
            word.lower() for span in self.frame.cue for word in WORD_OR_MARK.findall(span.of(self.text)[:LONGEST_HEAD])
        )

    @cached_property
    def beside_cue(self) -> str:
        if not self.frame.cue:
            return ""
        return self.text[max(0, self.frame.cue[0].start - 4) : self.frame.cue[-1].end + 4].lower()

    @cached_property
    def head(self) -> str:
        return _first_sentence(self.text, self.frame.content)

    @cached_property
    def words(self) -> list[str]:
        return WORD_OR_MARK.findall(self.head.lower())

    @cached_property
    def main_marks(self) -> frozenset[str]:
        """What the words of the main clause mark."""
        if _marking_words(self.lang).isdisjoint(self.words) and "ll" not in self.head:
            return frozenset()
        found = [
            _meant(self, match)
            for match in _marking(self.lang).finditer(self.head)
            if not _is_subordinate(self.head, match, self.lang)
        ]
        return frozenset(filter(None, found))


def modality_of(frame: Frame, text: str, hedges: tuple[Span, ...], lang: str) -> Modality:
    known = table(lang, "hedges")
    marks = frozenset(known.get(" ".join(hedge.of(text).lower().split()), "hedged") for hedge in hedges)
    reading = Reading(frame, text, marks, lang)
    return next((modality for modality, holds in PRECEDENCE if holds(reading)), Modality.ASSERTED)


def _is_asked(reading: Reading) -> bool:
    frame = reading.frame
    if frame.verb_class == "ask" and frame.rule not in ("infinitive", "attitude"):
        return True
    if reading.words[:1] and reading.words[0] in OPEN_QUESTIONS:
        return True
    if frame.rule == "question" and (reading.words[:1] == ["if"] or _is_wanted(reading)):
        return True
    if frame.kind not in (Kind.DIRECT, Kind.MIXED) or len(frame.content) > 1:
        return False
    shown = frame.content[0].of(reading.text).rstrip(" “”\"»«'‘’")
    return shown.endswith("?") and not SENTENCE_END.search(shown)


def _is_wanted(reading: Reading) -> bool:
    start = reading.frame.cue[0].start if reading.frame.cue else 0
    return bool(WANTING & {*reading.text[max(0, start - 12) : start].lower().split(), *reading.cue})


def _is_demanded_by_verb(reading: Reading) -> bool:
    frame = reading.frame
    if frame.rule == "infinitive" and (frame.verb_class == "ask" or reading.cue & TELLING_TO):
        return True
    return frame.verb_class == "demand" or (frame.rule == "according" and bool(reading.cue & DEMANDING_NOUNS))


def _is_hearsay(reading: Reading) -> bool:
    if reading.lang == "de" and _is_said_to_have_said(reading):
        return True
    if "hearsay" in reading.marks:
        return True
    frame = reading.frame
    if frame.source is not None or frame.inherits or frame.kind is Kind.DIRECT or not reading.cue & HEARSAY_CUES:
        return False
    return reading.lang == "en" or bool(IT_SAYS.search(reading.beside_cue))


def _is_said_to_have_said(reading: Reading) -> bool:
    """Terwiel soll intern gesagt haben, ..."""
    if reading.cue & HEARSAY_MODALS:
        return True
    source, cue = reading.frame.source, reading.frame.cue
    if not cue or not reading.cue & {"haben"}:
        return False
    start = source.end if source is not None and source.end <= cue[0].start else cue[0].start - REACH
    between = reading.text[max(0, start, cue[0].start - REACH) : cue[0].start].lower()
    return bool(HEARSAY_MODALS & set(between.split()))


def _is_believed(reading: Reading) -> bool:
    """The chip is believed to ...: nobody says by whom."""
    return _is_passive(reading) and bool(reading.cue & BELIEVED)


def _is_expected(reading: Reading) -> bool:
    return _is_passive(reading) and bool(reading.cue & EXPECTED)


def _is_passive(reading: Reading) -> bool:
    return reading.frame.source is None and reading.frame.rule.startswith("passive")


def _is_bound(reading: Reading) -> bool:
    """A condition at either end of what is said."""
    words, conditions = reading.words, CONDITIONS[reading.lang]
    if not any(word in conditions for word in words):
        return reading.lang == "de" and bool(words) and words[0] in VERB_FIRST and "," in words
    opening = words[1:] if words[:1] and words[0] in ("dass", "daß", "that") else words
    if opening and opening[0] in conditions:
        return reading.frame.rule != "question"
    for i, word in enumerate(words):
        if word not in conditions or i < 2 or words[i - 1] in NOT_BOUND_BEHIND:
            continue
        if (reading.lang == "en" or words[i - 1] == ",") and _is_last_clause(words, i):
            return True
    return False


def _is_last_clause(words: list[str], i: int) -> bool:
    """No other clause follows that the condition could belong to instead."""
    return sum(word == "," for word in words[i:]) <= 1 and len(words) - i >= SHORTEST_SENTENCE


def _is_predicted_by_verb(reading: Reading) -> bool:
    return CLASS_MODALITY.get(reading.frame.verb_class) is Modality.PREDICTED or bool(
        reading.cue & entries(reading.lang, "predicting_cues")
    )


def _in_main_clause(mark: str) -> Callable[[Reading], bool]:
    return lambda reading: mark in reading.main_marks


def _said_by_matcher(modality: Modality) -> Callable[[Reading], bool]:
    return lambda reading: reading.frame.modality is modality


PRECEDENCE: tuple[tuple[Modality, Callable[[Reading], bool]], ...] = (
    (Modality.HEDGED, _is_believed),
    (Modality.PREDICTED, _is_expected),
    *((modality, _said_by_matcher(modality)) for modality in Modality if modality is not Modality.ASSERTED),
    (Modality.ASKED, _is_asked),
    (Modality.DEMANDED, _is_demanded_by_verb),
    (Modality.HEARSAY, _is_hearsay),
    (Modality.CONDITIONAL, _is_bound),
    (Modality.PREDICTED, _is_predicted_by_verb),
    (Modality.DEMANDED, _in_main_clause("demanded")),
    (Modality.CONDITIONAL, _in_main_clause("conditional")),
    (Modality.PREDICTED, _in_main_clause("predicted")),
    (Modality.HEDGED, lambda reading: bool(reading.marks)),
)


def _first_sentence(text: str, content: tuple[Span, ...]) -> str:
    shown = " ".join(span.of(text)[:LONGEST_HEAD] for span in content[:2]).strip(" „“”\"»«'‘’")[:LONGEST_HEAD]
    for match in SENTENCE_END.finditer(shown):
        if shown.count(" ", 0, match.start()) >= SHORTEST_SENTENCE - 1:
            return shown[: match.start() + 1]
    return shown


@cache
def _marking(lang: str) -> re.Pattern[str]:
    known = "|".join(re.escape(words) for words in sorted(table(lang, "modality_words"), key=len, reverse=True))
    short = r"|(?<=\w)['’]ll\b" if lang == "en" else ""
    return re.compile(rf"\b(?:{known})\b(?!-){short}")


@cache
def _marking_words(lang: str) -> frozenset[str]:
    return frozenset(words.split()[0] for words in table(lang, "modality_words"))


def _meant(reading: Reading, match: re.Match[str]) -> str:
    word = match.group()
    mark = table(reading.lang, "modality_words").get(word, "predicted")
    before = reading.head[: match.start()].split()
    previous = before[-1].lower() if before else ""
    behind = reading.head[match.end() :]
    if word.startswith("sollte") and "möglich" in behind:
        return ""
    if word.startswith("plan") and (previous in NO_FUTURE_BEFORE or previous.endswith(("'s", "’s", "'", "’"))):
        return ""  # "the founders' plans to ..."
    if word == "will" and reading.lang == "en" and previous in NO_FUTURE_BEFORE:
        return ""
    if word.startswith("would"):
        return _would(reading, behind)
    if word in ("wird", "werden", "werde"):
        return mark if _is_future(match, reading.head) else ""
    return mark


def _would(reading: Reading, behind: str) -> str:
    if WISHED.match(behind):
        return "conditional" if behind.lstrip().startswith("have") else ""
    cue = " ".join(span.of(reading.text) for span in reading.frame.cue)
    if reading.frame.rule == "noun":
        return "predicted"
    told = f"{cue} {reading.head[: len(reading.head) - len(behind)]}"
    backshifted = reading.frame.kind in (Kind.INDIRECT, Kind.REPORTED) and PAST_CUES.search(told) is not None
    return "predicted" if backshifted else "conditional"


def _is_future(match: re.Match[str], head: str) -> bool:
    """wird ... erscheinen, erscheinen wird; wird 2027 gefertigt; not: wird gefertigt, gefertigt wird."""
    before = CLAUSE_MARK.split(head[: match.start()])[-1].split()
    behind = CLAUSE_END.split(head[match.end() :], maxsplit=1)[0].split()
    if behind:
        return is_infinitive(behind[-1].strip(' „“”"»«').lower()) or FUTURE_TIMES.search(" ".join(behind)) is not None
    if before and is_infinitive(before[-1].lower()):
        return True
    return FUTURE_TIMES.search(" ".join(before)) is not None


@lru_cache(maxsize=65_536)
def is_infinitive(word: str) -> bool:
    if not word.endswith("n") or not 3 <= len(word) <= 30 or not word.isalpha():
        return False
    return word.endswith(("en", "ern", "eln", "sein", "tun")) and simplemma.lemmatize(word, lang="de") == word


def _is_subordinate(head: str, match: re.Match[str], lang: str) -> bool:
    """In a relative clause or a clause of time or reason, which is not what is said itself."""
    start = max(head.rfind(mark, 0, match.start()) for mark in ",;:–—")
    segment = head[start + 1 : match.start()].lower().split()
    if lang == "en":
        opening = 2 if start < 0 else 0
        return any(word in SUBORDINATORS["en"] for word in segment[opening:]) and not (
            start < 0 and segment[:1] == ["that"] and not any(w in SUBORDINATORS["en"] for w in segment[1:])
        )
    if start < 0 or not segment:
        return False
    behind = CLAUSE_END.split(head[match.end() :], maxsplit=1)[0].split()
    if len(segment) > 2 and segment[0] in RELATIVE_PREPOSITIONS:
        segment = segment[1:]
    return segment[0] in SUBORDINATORS["de"] or (segment[0] in RELATIVES and len(behind) <= 1 and len(segment) > 1)
