"""manage.py load_demo: the invented outlets and their stories, and a local user for each role."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from claims.demo.load import is_empty, load_demo
from claims.demo.people import make_local_users
from claims.roles import sync_roles


class Command(BaseCommand):
    help = "Loads the demo into an empty tracker and makes a user for each role (var/sign-in.txt). Not for production."

    def handle(self, *_args: Any, **_options: Any) -> None:
        sync_roles()
        make_local_users(settings.DATA_DIR / "sign-in.txt")
        if not is_empty():
            self.stdout.write("There are articles or feeds already, so the demo is not loaded.")
            return
        load_demo(self.show)
        self.stdout.write("")

    def show(self, progress: str) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r{progress}", ending="")
            self.stdout.flush()
        elif progress.split()[0].endswith("0"):
            self.stdout.write(progress)
