"""Through whom a statement came: the interview it was given in, the outlet that reported it, what that outlet cites."""

import re
from dataclasses import dataclass, field, replace

from claims.extract.attribution import ChainHop, Channel, Relation, Speaker
from claims.extract.lexicon_files import entries, table
from claims.text import Span

NAME = (
    r"(?P<agent>[„“\"]?[A-ZÄÖÜ][\w.&’'\-]{0,40}"
    r"(?:\s+(?:of\s+)?[A-ZÄÖÜ0-9][\w.&’'\-]{0,40}){0,3}[“”\"]?)"
)
DE_OUTLET = (
    r"(?:(?:der|dem|den|die|das|des)\s+)?(?:[a-zäöüß]{3,20}\s+)?"
    r"(?:(?:Nachrichtenagentur|Magazin|Zeitung|Tageszeitung|Portal|Nachrichtenseite|Sender)\s+)?" + NAME
)
EN_OUTLET = r"(?:the\s+)?(?:[a-z]{3,20}\s+(?:agency|outlet|site|newspaper|magazine)\s+)?" + NAME
DE_CHANNEL = (
    r"(?P<channel>Pressemitteilung|Mitteilung|Presseaussendung|Pflichtmitteilung|Keynote|Telefonkonferenz"
    r"|Pressekonferenz|Blogbeitrag|Blogpost|Tweet|Quartalsbericht|Geschäftsbericht)\b"
)
EN_CHANNEL = (
    r"(?P<channel>press release|news release|statement|press conference|news conference|keynote|blog post|tweet"
    r"|earnings call|conference call|investor call|regulatory filing|court filing|filing|post)\b"
)

_DE = (
    (r"\b(?:[Ii]n (?:einem|seinem|ihrem)|[Ii]m) (?:[a-zäöü]{3,20} )?(?P<channel>Interview|Gespräch) mit " + DE_OUTLET,
     Relation.SAID_TO),
    (r"\bgegenüber " + DE_OUTLET, Relation.SAID_TO),
    (r"\bunter Berufung auf " + DE_OUTLET, Relation.CITING),
    (r"\b(?P<channel>[A-Z]?[a-z]{0,20}[Bb]ericht|Meldung|Artikel) (?:von|des|der|bei|in) " + DE_OUTLET,
     Relation.REPORTED_BY),
    (r"\b(?:[Ii]n|[Pp]er|[Ll]aut) (?:(?:einer|der|seiner|ihrer|dem|einem|seinem|ihrem) )?" + DE_CHANNEL, Relation.VIA),
    (r"\b(?P<agent>Bloomberg|Reuters) zufolge\b", Relation.REPORTED_BY),
)  # fmt: skip
_EN = (
    (r"\b[Ii]n an? (?:[a-z\-]{3,20} )?(?P<channel>interview|conversation) with " + EN_OUTLET, Relation.SAID_TO),
    (r"\b(?:told|tells|telling) " + EN_OUTLET, Relation.SAID_TO),
    (r"\b(?P<channel>report|story|article) (?:by|from|in) " + EN_OUTLET, Relation.REPORTED_BY),
    (r"\bciting (?P<agent>[^,.;:“”\n]{2,60}?)(?=[,.;:“”\n]| who | that | which |$)", Relation.CITING),
    (r"\b(?:[Ii]n|[Dd]uring|[Oo]n|[Aa]t|[Vv]ia) (?:an?|the|its|his|her|their) (?:[a-z\-]{3,20} )?" + EN_CHANNEL,
     Relation.VIA),
)  # fmt: skip
PATTERNS = {
    lang: tuple((re.compile(pattern), relation) for pattern, relation in table_)
    for lang, table_ in (("de", _DE), ("en", _EN))
}
INTERVIEW_WORDS = {"gespräch": Channel.INTERVIEW, "conversation": Channel.INTERVIEW, "artikel": Channel.REPORT}
LASTING = frozenset({Channel.INTERVIEW, Channel.KEYNOTE, Channel.EARNINGS_CALL})


def hops_in(text: str, span: Span, lang: str) -> tuple[ChainHop, ...]:
    """The hops that the words of one sentence name."""
    found: list[ChainHop] = []
    for pattern, relation in PATTERNS[lang]:
        for match in pattern.finditer(text, span.start, span.end):
            groups = match.groupdict()
            channel = _channel(groups.get("channel") or "", lang)
            agent = (groups.get("agent") or "").strip("„“”\"' .,")
            if relation is Relation.SAID_TO and not channel and not _is_outlet(agent, lang):
                continue
            place = match.span("agent") if agent else match.span("channel")
            found.append(ChainHop(agent, relation, channel, Span(*place), why=f"“{match.group()[:80]}”"))
    found.sort(key=lambda hop: hop.span or Span(0, 1))
    return tuple(found)


def _channel(word: str, lang: str) -> Channel:
    lower = word.lower()
    if lower in INTERVIEW_WORDS:
        return INTERVIEW_WORDS[lower]
    channels = table(lang, "channels")
    if lower in channels:
        return Channel(channels[lower])
    return next((Channel(name) for known, name in channels.items() if lower and lower.endswith(known)), Channel.UNKNOWN)


def _is_outlet(agent: str, lang: str) -> bool:
    return any(agent.startswith(outlet) for outlet in entries(lang, "outlets"))


@dataclass
class ChainMemory:
    """An interview named once holds for the later statements of its speaker."""

    lasting: dict[str, ChainHop] = field(default_factory=dict)

    def complete(self, hops: tuple[ChainHop, ...], speaker: Speaker) -> tuple[ChainHop, ...]:
        if not speaker.name:
            return hops
        for hop in hops:
            if hop.channel in LASTING:
                self.lasting[speaker.name] = hop
        if hops or speaker.name not in self.lasting:
            return hops
        earlier = self.lasting[speaker.name]
        return (replace(earlier, inferred=True, why="set up earlier in the article for this speaker"),)
