"""From text to statements, step by step.

text -> paragraphs, tokens, quotations folded -> sentences -> matchers propose frames -> arbitration keeps the best
-> what goes on without a cue of its own -> speakers, chain and the rest of each statement, in the order of the text.
"""

from dataclasses import replace
from datetime import date
from functools import cache

from claims.extract.about import AboutReader, about_reader
from claims.extract.arbitration import arbitrate
from claims.extract.attribution import (
    Attribution,
    ChainHop,
    Confidence,
    Extraction,
    Polarity,
    SourceKind,
    Speaker,
)
from claims.extract.chain import ArticleChains
from claims.extract.dates import Stated, StatedReader
from claims.extract.detail import kind_of
from claims.extract.document import Document, read_document
from claims.extract.frame import Frame
from claims.extract.hedges import hedges_in
from claims.extract.interviews import with_answers
from claims.extract.languages import LANGUAGES
from claims.extract.lexicon_files import rows
from claims.extract.modality import modality_of
from claims.extract.names import collect_names
from claims.extract.passages import part_languages
from claims.extract.polarity import settle_denials
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
    found = [statement for part, shown in parts.items() for statement in _read(shown, part, published)]
    if len(parts) > 1:
        found.sort(key=lambda a: (a.content[0].start, -a.content[-1].end))
        guess = replace(guess, why=f"{guess.why}; some paragraphs are in the other language")
    return Extraction(guess.lang, guess.why, tuple(found))


def _read(text: str, lang: str, published: date | None) -> list[Attribution]:
    language = LANGUAGES[lang]
    document = read_document(text, language.splits_after)
    proposed = settle_denials(document, language.find_frames(document), lang)
    frames = arbitrate(proposed, language.rule_order, language.nesting)
    frames += language.continue_statements(document, frames)
    frames.sort(key=lambda f: (f.start, -f.content[-1].end))
    return _statements(document, frames, lang, published)


def _statements(document: Document, frames: list[Frame], lang: str, published: date | None) -> list[Attribution]:
    text = document.text
    names = collect_names(document, lang, [frame.source for frame in frames if frame.source is not None])
    frames = with_answers(document, frames, names, lang)
    resolver = SpeakerResolver(document, lang, names)
    about = about_reader(document, names)
    chains = ArticleChains(document, frames, lang)
    stated = StatedReader(document, frames, lang, published)
    found: list[Attribution] = []
    last_source: Span | None = None
    for frame in frames:
        frame.source = source = chains.source_of(frame)
        if source is None and frame.inherits:
            source = last_source
        speaker = resolver.resolve(frame)
        if source is not None:
            last_source = source
        found.append(
            _statement(text, frame, source, speaker, chains.of(frame, speaker), stated.read(frame), about, lang)
        )
    return chains.complete(found)


def _statement(
    text: str,
    frame: Frame,
    source: Span | None,
    speaker: Speaker,
    hops: tuple[ChainHop, ...],
    stated: Stated,
    about: AboutReader,
    lang: str,
) -> Attribution:
    hedges = hedges_in(text, frame, [quantity.span for quantity in stated.quantities], lang)
    taken = [*stated.spans, *([source] if source is not None else [])]
    band, explanation = _rule(frame.rule, lang)
    return Attribution(
        source=tuple(span for span in (source, frame.relative) if span is not None),
        cue=frame.cue,
        content=frame.content,
        kind=kind_of(frame, speaker),
        speaker=speaker,
        about=about.read(frame, speaker, taken),
        via=hops,
        polarity=Polarity.DENIED if frame.denies else Polarity.AFFIRMED,
        modality=modality_of(frame, text, hedges, lang),
        hedges=hedges,
        quantities=stated.quantities,
        dates=stated.dates,
        said=stated.said,
        is_past=bool(stated.past),
        confidence=_confidence(band, frame, speaker, lang),
        rule=frame.rule,
        why="; ".join(
            filter(None, (explanation, speaker.why, "the verb is negated" if frame.negated else "", stated.why))
        ),
    )


def _confidence(band: Confidence, frame: Frame, speaker: Speaker, lang: str) -> Confidence:
    if frame.negated and not frame.denies:
        return Confidence.LOW
    if frame.around and LANGUAGES[lang].nested_band is not Confidence.HIGH:
        return Confidence.LOW
    if frame.inside and LANGUAGES[lang].nested_band is not Confidence.HIGH:
        return LANGUAGES[lang].nested_band
    nobody = speaker.kind is SourceKind.NONE and speaker.mention is None
    return Confidence.MEDIUM if nobody and band is Confidence.HIGH else band


@cache
def _rule(rule: str, lang: str) -> tuple[Confidence, str]:
    for name, band, explanation in rows(lang, "rules"):
        if name == rule:
            return Confidence(band), explanation
    raise LookupError(f"rule {rule!r} is not in lexicon/{lang}/rules.tsv")
