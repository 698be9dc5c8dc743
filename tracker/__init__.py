"""Wiring only. The Celery app is loaded with Django, so that tasks find their broker from the web process too."""

from tracker.celery import app

__all__ = ["app"]
