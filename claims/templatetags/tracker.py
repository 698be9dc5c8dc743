"""How the pages write things: quotation marks, times with their zone, and the words of the machine."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf.locale import LANG_INFO
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.template.defaultfilters import slugify
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info, pgettext

from claims.fulltext import Piece, Question, mark
from claims.web import labels, reading_page
from claims.web.wording import Wordings, compare_wordings

register = template.Library()

QUOTATION_MARKS = {"de": ("„", "“"), "en": ("“", "”")}
ANY_MARK = '„“”"»«'
OPENING = {"de": "„»", "en": "“"}
IN_A_SCRIPT = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&"}
# Stands between the spans of one statement; see pipeline.language.
LEFT_OUT = " … "


@register.filter
def quoted(words: str, lang: str) -> str:
    """The words in one pair of their language's quotation marks, without the ones they bring along."""
    lang = lang if lang in QUOTATION_MARKS else "en"
    opening, closing = QUOTATION_MARKS[lang]
    bare = LEFT_OUT.join(_without_marks(part, lang) for part in words.strip().split(LEFT_OUT))
    return f"{opening}{bare.removesuffix(',')}{closing}"


def _without_marks(words: str, lang: str) -> str:
    """Without the marks at both ends, if they are one pair: the first mark within them opens, it does not close."""
    inner = words[1:-1]
    if not inner or words[0] not in ANY_MARK or words[-1] not in ANY_MARK:
        return words
    first_within = next((letter for letter in inner if letter in ANY_MARK), None)
    return inner if first_within is None or first_within in OPENING[lang] else words


@register.simple_tag
def marked(words: str, lang: str, sought: Question | None) -> SafeString | str:
    """The words with what was looked for marked in them, in whatever form it stands there."""
    return pieces(mark(words, lang, sought)) if sought else words


@register.filter
def pieces(cut: Iterable[Piece]) -> SafeString:
    return format_html_join("", "{}{}{}", (_in_mark(piece) for piece in cut))


def _in_mark(piece: Piece) -> tuple[SafeString, str, SafeString]:
    opening, closing = ("<mark>", "</mark>") if piece.is_hit else ("", "")
    return SafeString(opening), piece.text, SafeString(closing)


@register.filter
def moment(at: datetime | None) -> SafeString | str:
    """A point in time, to the minute, with the zone it is shown in."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), _to_the_minute(local))


@register.filter
def day(at: datetime | date | None) -> SafeString | str:
    """A date alone; the exact time stands in its title where there is one."""
    if at is None:
        return ""
    if not isinstance(at, datetime):
        return format_html('<time datetime="{}">{}</time>', at.isoformat(), _to_the_day(at))
    local = timezone.localtime(at)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(timespec="minutes"),
        _to_the_minute(local),
        _to_the_day(local),
    )


@register.filter
def day_text(at: date) -> str:
    """For where no element may stand, as in the title of a mark."""
    return _to_the_day(at)


def _to_the_day(at: date) -> str:
    return date_format(at, pgettext("format of a date", "j M Y"))


def _to_the_minute(local: datetime) -> str:
    return f"{_to_the_day(local)}, {local:%H:%M} {local.tzname()}"


@register.simple_tag
def right_now() -> datetime:
    return timezone.now()


@register.filter
def first_day(at: date) -> SafeString | str:
    """Of something that began: what began on the first of a month or a year may be known to no more than that."""
    return _as_known(at, whole_month=at.day == 1, whole_year=(at.month, at.day) == (1, 1))


@register.filter
def last_day(at: date) -> SafeString | str:
    return _as_known(at, whole_month=(at + timedelta(days=1)).day == 1, whole_year=(at.month, at.day) == (12, 31))


def _as_known(at: date, *, whole_month: bool, whole_year: bool) -> SafeString | str:
    if whole_year:
        return format_html('<time datetime="{}">{}</time>', f"{at:%Y}", f"{at:%Y}")
    if whole_month:
        return format_html('<time datetime="{}">{}</time>', f"{at:%Y-%m}", date_format(at, "M Y"))
    return day(at)


@register.filter
def from_now(at: datetime | None) -> str:
    """ "in 5 minutes", "2 hours ago"."""
    return naturaltime(at) if at is not None else ""


@register.filter
def domain(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


@register.filter
def css_name(word: str) -> str:
    """ "single origin" as a class or an anchor."""
    return slugify(word)


@register.filter
def tint(speaker_number: int) -> int:
    return reading_page.tint(speaker_number)


@register.filter
def initials(name: str) -> str:
    return "".join(part[0] for part in name.replace(".", " ").replace("_", " ").split()[:3]).upper()


@register.filter
def compared(before: str, after: str) -> Wordings:
    return compare_wordings(before, after)


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """A block of linked data, which a browser does not run; escaped as Django's json_script does."""
    written = json.dumps(data, ensure_ascii=False).translate(IN_A_SCRIPT)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308


@register.filter
def percent(share: float) -> str:
    """ "62 %", with a space that does not break; a share never stands without its interval and its number of cases."""
    return f"{share:.0%}".replace("%", "\N{NO-BREAK SPACE}%")


@register.filter
def count_of(counts: Mapping[str, int], what: str) -> int:
    return counts.get(what, 0)


@register.filter
def language(code: str) -> str:
    """ "German"; the code itself where nobody reads it here."""
    return str(get_language_info(code)["name_translated"]) if code in LANG_INFO else code


@register.filter
def label(value: str, vocabulary: str) -> str:
    return labels.label(value, vocabulary)


@register.filter
def review_reason(stored: str) -> str:
    return labels.review_reason(stored)
