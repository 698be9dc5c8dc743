"""The hops that the words of one sentence name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.extract.attribution import ChainHop, Channel, Relation
from claims.extract.chain import words
from claims.extract.chain.agents import ARTICLES, Agent, agents_at
from claims.extract.chain.constructions import Match, matches_in
from claims.extract.document import Sentence
from claims.extract.lexicon_files import entries
from claims.extract.tokens import Shape, Token, tokenize
from claims.text import Span

LONGEST_REASON = 80  # characters
LONGEST_BRACKET = 80
BRACKET_OPENINGS = ("(via ", "(h/t ", "(source: ", "(quelle: ")
PLACING = frozenset("in im on during at via through auf per während bei beim über laut gemäß nach of".split())
# "im Bloomberg-Interview", "laut Reuters-Bericht": the outlet is part of the noun.
OF_AN_OUTLET = {
    Channel.INTERVIEW: Relation.SAID_TO,
    Channel.PODCAST: Relation.SAID_TO,
    Channel.REPORT: Relation.REPORTED_BY,
}
# These are set apart from the clause they stand in, even in the middle of what is said.
ASIDES = frozenset("wie as".split())
RELATIVES = frozenset("der die das who which".split())  # "..., der sich auf Zulieferer beruft, ..."


@dataclass(frozen=True, slots=True)
class NamedHop:
    """`relation` is None where the words point back to a report named before ("dem Bericht zufolge")."""

    relation: Relation | None
    agent: str
    channel: Channel
    span: Span  # the agent, or the words that name the channel
    phrase: Span  # the whole phrase, from its preposition on
    is_aside: bool
    is_placed: bool  # a preposition opens the phrase
    why: str

    def as_hop(self) -> ChainHop:
        return ChainHop(self.agent, self.relation or Relation.REPORTED_BY, self.channel, self.span, why=self.why)


def named_hops(text: str, sentence: Sentence, lang: str) -> tuple[NamedHop, ...]:
    found: list[tuple[Match, Span]] = []
    for match in sorted(matches_in(sentence.tokens, lang), key=_weight):
        if _says_little(match) or any(_repeats(match, other) for other, _ in found):
            continue
        found.append((match, _phrase(sentence.tokens, match, lang)))
    hops = [hop for match, phrase in found for hop in _hops(text, sentence.tokens, match, phrase)]
    hops.extend(_bracketed(text, sentence.tokens, lang))
    if not hops:
        return ()
    hops.sort(key=lambda hop: hop.span)
    asides = [hop.phrase for hop in hops if hop.is_aside]
    return tuple(
        replace(hop, is_aside=True) if any(aside.covers(hop.phrase) for aside in asides) else hop for hop in hops
    )


def _weight(match: Match) -> tuple[bool, bool, int]:
    """The one that names somebody first, then the one that says by which channel, then the longer one."""
    channel = match.construction.channel or match.caught.channel
    return (not match.caught.agents, not channel, match.start - match.end)


def _says_little(match: Match) -> bool:
    """ "in einem Bericht" without whose."""
    relation = match.construction.relation
    if match.caught.agents or relation is None or relation is Relation.TRANSLATED_FROM:
        return False
    channel = match.construction.channel or match.caught.channel
    return relation is Relation.SAID_TO or channel in (Channel.UNKNOWN, Channel.REPORT)


def _repeats(match: Match, better: Match) -> bool:
    """The same words read twice; one outlet counts as one hop in each relation."""
    if match.caught.channel_at and match.caught.channel_at == better.caught.channel_at:
        return True
    overlaps = match.start < better.end and better.start < match.end
    if not match.caught.agents:
        return overlaps
    if (
        match.construction.relation is Relation.TRANSLATED_FROM
        or better.construction.relation is Relation.TRANSLATED_FROM
    ):
        return False
    return bool({a.start for a in match.caught.agents} & {a.start for a in better.caught.agents})


def _phrase(tokens: Sequence[Token], match: Match, lang: str) -> Span:
    """Leftwards to the preposition that opens the phrase: "in an exclusive" before "interview with Bloomberg"."""
    start = match.start
    for at in range(match.start - 1, max(-1, match.start - words.LONGEST_ATTRIBUTE - 3), -1):
        if tokens[at].lower in PLACING:
            start = at
            break
        if tokens[at].lower not in entries(lang, "determiners") and not words.may_stand_before_noun(tokens[at], lang):
            break
    return Span(tokens[start].start, tokens[match.end - 1].end)


def _hops(text: str, tokens: Sequence[Token], match: Match, phrase: Span) -> list[NamedHop]:
    channel = match.construction.channel or match.caught.channel
    why = f"“{phrase.of(text)[:LONGEST_REASON]}”"
    relation = match.construction.relation
    placed = next(t for t in tokens if t.start == phrase.start).lower in PLACING
    before = tokens[match.start - 1].lower if match.start else ""
    aside = tokens[match.start].lower in ASIDES or (relation is Relation.CITING and before in RELATIVES)
    if match.caught.agents:
        if relation is None:
            relation = Relation.REPORTED_BY  # "dem Reuters-Bericht zufolge" names its outlet
        if relation is Relation.VIA and channel in OF_AN_OUTLET and match.caught.channel is channel:
            relation = OF_AN_OUTLET[channel]
        return [
            NamedHop(relation, agent.name, channel, Span(agent.start, agent.end), phrase, aside, placed, why)
            for agent in match.caught.agents
        ]
    first, behind = match.caught.channel_at or (match.start, match.end)
    place = Span(tokens[first].start, tokens[behind - 1].end)
    return [NamedHop(relation, "", channel, place, phrase, aside, placed, why)]


def _bracketed(text: str, tokens: Sequence[Token], lang: str) -> list[NamedHop]:
    """(via The Verge), (Quelle: Videocardz)"""
    found: list[NamedHop] = []
    for token in tokens:
        if token.shape is not Shape.PAREN or len(token.text) > LONGEST_BRACKET:
            continue
        opening = next(
            (o for o in BRACKET_OPENINGS if token.lower.startswith(o) or token.text.lower().startswith(o)), ""
        )
        if not opening:
            continue
        inside = tokenize(text, token.start + len(opening), token.end - 1)
        agents = agents_at(inside, 0, lang, any_name=True)
        found.extend(_via(agent, token) for agent in (agents[0] if agents else ()))
    return found


def _via(agent: Agent, bracket: Token) -> NamedHop:
    place, why = Span(agent.start, agent.end), f"“{bracket.text}”"
    return NamedHop(
        Relation.VIA, agent.name, Channel.UNKNOWN, place, bracket.span, is_aside=True, is_placed=False, why=why
    )


def addressee_start(text: str, hop: NamedHop, lang: str) -> int:
    """Where the phrase that names the one who is told begins: "der Nachrichtenagentur" before "Reuters"."""
    start = hop.span.start
    before = text[hop.phrase.start : start]
    for word in reversed(before.split()):
        place = text.rfind(word, hop.phrase.start, start)
        if word.lower() in ARTICLES[lang]:
            return place
        start = place
    return hop.span.start
