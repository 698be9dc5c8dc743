"""A row that something must still be done for: the queue is the rows themselves."""

from django.db import models


class Work(models.Model):
    """`next_attempt_at` is when the row's stage is due; None means that nothing is to be done.

    Whoever takes the row moves `next_attempt_at` a little into the future, and on while the work goes on. That is its
    lease: if the worker dies, the row comes due again by itself, and a worker that outlived its lease finds the value
    changed and stores nothing. `attempts` counts the tries at this stage, so a row that kills its workers is seen too.
    """

    next_attempt_at = models.DateTimeField(null=True, blank=True, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    error_kind = models.CharField(max_length=40, blank=True)  # "consent wall", "timeout"; "" where it has no name

    class Meta:
        abstract = True
