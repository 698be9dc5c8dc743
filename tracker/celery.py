"""Celery, for production: the rows hold all state, so a message is a doorbell and a lost one costs a delay."""

import os

from celery import Celery

# Before the app is made, or Celery does not see Django (no tasks after commit).
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("tracker")
app.config_from_object("tracker.celery_settings")
app.autodiscover_tasks(["claims"])
