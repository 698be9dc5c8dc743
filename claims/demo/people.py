"""One user for each role, so that a newcomer can sign in at once; for local use only."""

import secrets
from pathlib import Path

from django.contrib.auth.models import Group, User
from django.db import transaction

from claims.roles import ROLES


@transaction.atomic
def make_local_users(path: Path) -> None:
    """Make the users that are missing, each with a random password, and write those to a file only its owner reads."""
    lines = []
    for role in ROLES:
        if User.objects.filter(username=role).exists():
            continue
        password = secrets.token_urlsafe(12)
        user = User.objects.create_user(role, password=password, is_staff=role == "administrator")
        user.groups.add(Group.objects.get(name=role))
        lines.append(f"{role:14} {password}\n")
    if lines:
        # Before the users are committed: nobody could sign in as one whose password was never written.
        path.touch(mode=0o600)
        with path.open("a", encoding="utf-8") as handle:
            handle.writelines(lines)
