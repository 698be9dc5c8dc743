"""Bring claims/locale up to date with the texts in templates/ and claims/; then translate what is new."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.management import texts


class Command(BaseCommand):
    help = __doc__

    def handle(self, *_args: Any, **_options: Any) -> None:
        collected = texts.collect()
        for path in texts.po_files():
            catalog = texts.bring_up_to_date(path, collected)
            left = len(texts.untranslated(catalog))
            self.stdout.write(f"{path.relative_to(texts.ROOT)}: {len(catalog)} texts, {left} of them to translate")
