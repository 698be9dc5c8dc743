"""The catalogues of texts: taken from the templates and the code, translated by people in claims/locale."""

import itertools
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from claims.web.labels import VOCABULARIES

ROOT: Path = settings.BASE_DIR
LOCALE = ROOT / "claims" / "locale"
IN_CONTEXT = ((1, "c"), 2)
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), IN_CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (*IN_CONTEXT, 3)),
}

# Of Django's admin, what its own German leaves out.
OF_THE_ADMIN = (
    "After you’ve created a user, you’ll be able to edit more user options.",
    "Conflicting form data submitted. Please try again.",
    "Disable password-based authentication",
    "Disabled",
    "Enable password-based authentication",
    "Enable password-based authentication for this user by setting a password.",
    "Enabled",
    "Password-based authentication",
    "Password-based authentication was disabled.",
    "Raw passwords are not stored, so there is no way to see the user’s password.",
    "Reset password",
    "Set password",
    "Set password: %s",
    "This action will <strong>enable</strong> password-based authentication for this user.",
    "Whether the user will be able to authenticate using a password or not. If disabled, they may still be able to "
    "authenticate using other backends, such as Single Sign-On or LDAP.",
)
# Django's own German says "1 Tage, 3 Stunden her"; our catalogues come before Django's.
MENDED = ("%(delta)s ago", "%(delta)s from now")
MENDED_UNITS = ("year", "month", "day")
MENDED_CONTEXTS = ("naturaltime-past", "naturaltime-future")


def collect() -> Catalog:
    """Every text that people may read: of the templates, the code, the stored values, and a few of Django."""
    catalog = Catalog()
    for source in _sources():
        for _line, text, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
            catalog.add(text, context=context)
    for vocabulary, words in VOCABULARIES.items():
        for word in words:
            catalog.add(word, context=vocabulary)
    for text in (*MENDED, *OF_THE_ADMIN):
        catalog.add(text)
    for context, unit in itertools.product(MENDED_CONTEXTS, MENDED_UNITS):
        catalog.add((f"%(num)d {unit}", f"%(num)d {unit}s"), context=context)
    return catalog


def _sources() -> Iterator[str]:
    """As Python: of a template, its texts as calls of gettext, and letters in place of everything else."""
    for path in sorted(each for each in (ROOT / "templates").rglob("*") if each.is_file()):
        calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        yield "\n".join(line.strip() for line in calls.splitlines())
    for path in sorted((ROOT / "claims").rglob("*.py")):
        yield path.read_text(encoding="utf-8")


def po_files() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def bring_up_to_date(path: Path, collected: Catalog) -> Catalog:
    """Adds what is new and drops what is gone; sorted and without line numbers, so that a change shows alone."""
    catalog = read(path)
    catalog.update(collected, no_fuzzy_matching=True, update_creation_date=False)
    with path.open("wb") as file:
        write_po(file, catalog, width=120, no_location=True, sort_output=True, ignore_obsolete=True)
    return catalog


def untranslated(catalog: Catalog) -> list[Message]:
    return [each for each in catalog if each.id and not all(forms(each.string))]


def forms(texts: str | Sequence[str] | None) -> tuple[str, ...]:
    """One text, or one for each number."""
    return (texts or "",) if texts is None or isinstance(texts, str) else tuple(texts)
