"""Celery, for production: the rows hold all state, so a message is a doorbell and a lost one costs a delay."""

import os
from typing import Any

from celery import Celery
from celery.signals import task_prerun
from django.db import close_old_connections

# Before the app is made, or Celery does not see Django (no tasks after commit).
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("tracker")
app.config_from_object("tracker.celery_settings")
app.autodiscover_tasks(["claims"])


@task_prerun.connect
def keep_connection(**_: Any) -> None:
    """As Django does for a request: a connection is used again, unless it is too old or the server has closed it."""
    close_old_connections()
