"""What is remembered about the servers that are asked, so that all workers together are polite to each."""

from django.db import models


class HostSlot(models.Model):
    """One registered domain: one request at a time, with a gap between them.

    `free_at` is when it may be asked next; while a request is under way that is when it is given up for lost. Whoever
    comes too early is given a time of its own behind `last_ticket_at`, so that a backlog comes one by one.
    """

    domain = models.CharField(max_length=253, unique=True)
    free_at = models.DateTimeField()
    last_ticket_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.domain


class RobotsFile(models.Model):
    """What an origin ("https://example.org") let robots read at `fetched_at`; empty where it says nothing."""

    origin = models.CharField(max_length=300, unique=True)
    text = models.TextField(blank=True)
    fetched_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.origin}/robots.txt"
