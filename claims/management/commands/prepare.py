"""manage.py prepare: everything a start needs that is not an installation; running it again changes nothing."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from claims.link.starter import read_starter_entities
from claims.pipeline.entities import keep_entities
from claims.pipeline.searchable import make_words_anew
from claims.roles import sync_roles


class Command(BaseCommand):
    help = "Brings the database and its search up to date, collects static files, makes the roles and starter entities."

    def handle(self, *_args: Any, **_options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        sync_roles()
        made = keep_entities(read_starter_entities())
        found_anew = make_words_anew()
        self.stdout.write(
            f"The database is up to date; {made} new starter entities, {found_anew} claims and articles indexed."
        )
