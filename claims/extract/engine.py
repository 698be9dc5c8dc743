"""From text to statements, step by step.

text -> paragraphs, tokens, quotations folded -> sentences -> matchers propose frames -> arbitration keeps the best
-> what goes on without a cue of its own -> speakers, chain and the rest of each statement, in the order of the text.
"""

from dataclasses import replace
from datetime import date

from claims.extract.about import about_in
from claims.extract.arbitration import arbitrate
from claims.extract.attribution import (
    Attribution,
    ChainHop,
    Confidence,
    Extraction,
    Polarity,
    Relation,
    SourceKind,
    Speaker,
)
from claims.extract.chain import ChainMemory, hops_in
from claims.extract.detail import hedges_in, kind_of, modality_of
from claims.extract.document import Document, read_document
from claims.extract.frame import Frame
from claims.extract.languages import LANGUAGES
from claims.extract.lexicon_files import rows
from claims.extract.names import collect_names
from claims.extract.passages import part_languages
from claims.extract.quantities import quantities_in
from claims.extract.speakers import SpeakerResolver
from claims.text import Span, detect_language


def extract(text: str, lang: str | None = None, *, published: date | None = None) -> Extraction:
    """All bands are returned; `lang` is what the page or feed declares, the text itself may overrule it.

    `published` is the article's own date, which "next year" and "am Dienstag" are read by.
    """
    guess = detect_language(text, lang)
    if guess.lang not in LANGUAGES:
        return Extraction("", guess.why, ())
    parts = part_languages(text, guess.lang)
    found = [statement for part, shown in parts.items() for statement in _read(shown, part)]
    if len(parts) > 1:
        found.sort(key=lambda a: (a.content[0].start, -a.content[-1].end))
        guess = replace(guess, why=f"{guess.why}; some paragraphs are in the other language")
    return Extraction(guess.lang, guess.why, tuple(found))


def _read(text: str, lang: str) -> list[Attribution]:
    language = LANGUAGES[lang]
    document = read_document(text, language.splits_after)
    frames = arbitrate(language.find_frames(document), language.rule_order, language.nesting_rules)
    frames += language.continue_statements(document, frames)
    frames.sort(key=lambda f: (f.start, -f.content[-1].end))
    return _statements(document, frames, lang)


def _statements(document: Document, frames: list[Frame], lang: str) -> list[Attribution]:
    text = document.text
    resolver = SpeakerResolver(text, lang, collect_names(document, lang))
    chain = ChainMemory()
    found: list[Attribution] = []
    outer: list[tuple[Frame, Speaker]] = []
    last_source: Span | None = None
    for frame in frames:
        source = frame.source
        if source is None and frame.inherits:
            source = last_source
        speaker = resolver.resolve(frame.source, inherits=frame.inherits, why=frame.source_why)
        if source is not None:
            last_source = source
        outer = [(f, s) for f, s in outer if f.sentence == frame.sentence]
        hops = _hops(document, frame, speaker, outer, lang)
        outer.append((frame, speaker))
        found.append(_statement(text, frame, source, speaker, chain.complete(hops, speaker), lang))
    return found


def _hops(
    document: Document, frame: Frame, speaker: Speaker, outer: list[tuple[Frame, Speaker]], lang: str
) -> tuple[ChainHop, ...]:
    sentence = document.sentences[frame.sentence]
    hops = hops_in(document.text, Span(sentence.start, sentence.end), lang) if frame.cue else ()
    for other, told_by in outer:
        nested = any(span.covers(cue) for cue in frame.cue for span in other.content) and not frame.fragment
        if nested and told_by.name and told_by.name != speaker.name:
            hops += (
                ChainHop(
                    told_by.name, Relation.REPORTED_BY, span=told_by.mention, why="stands in what this source says"
                ),
            )
    return tuple(hop for hop in hops if hop.agent != speaker.name or hop.relation is not Relation.SAID_TO)


def _statement(
    text: str, frame: Frame, source: Span | None, speaker: Speaker, hops: tuple[ChainHop, ...], lang: str
) -> Attribution:
    hedges = hedges_in(text, frame.content, lang)
    quantities = tuple(q for span in frame.content for q in quantities_in(text, span, lang))
    taken = [q.span for q in quantities] + ([source] if source is not None else [])
    band, explanation = _rule(frame.rule, lang)
    return Attribution(
        source=(source,) if source is not None else (),
        cue=frame.cue,
        content=frame.content,
        kind=kind_of(frame, speaker),
        speaker=speaker,
        about=about_in(text, frame.content, speaker, taken, lang),
        via=hops,
        polarity=Polarity.DENIED if frame.denies else Polarity.AFFIRMED,
        modality=modality_of(frame, text, hedges, lang),
        hedges=hedges,
        quantities=quantities,
        confidence=_confidence(band, frame, speaker, lang),
        rule=frame.rule,
        why="; ".join(filter(None, (explanation, speaker.why, "the verb is negated" if frame.negated else ""))),
    )


def _confidence(band: Confidence, frame: Frame, speaker: Speaker, lang: str) -> Confidence:
    if frame.negated and not frame.denies:
        return Confidence.LOW
    if frame.inside and LANGUAGES[lang].nested_band is not Confidence.HIGH:
        return LANGUAGES[lang].nested_band
    nobody = speaker.kind is SourceKind.NONE and speaker.mention is None
    return Confidence.MEDIUM if nobody and band is Confidence.HIGH else band


def _rule(rule: str, lang: str) -> tuple[Confidence, str]:
    for name, band, explanation in rows(lang, "rules"):
        if name == rule:
            return Confidence(band), explanation
    raise LookupError(f"rule {rule!r} is not in lexicon/{lang}/rules.tsv")
