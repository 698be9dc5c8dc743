from datetime import timedelta
from typing import Any

from django.db import migrations, models
from django.db.models import F


def look_a_week_before(apps: Any, _schema_editor: Any) -> None:
    """What waits for the end of its day waits for the beginning of that day's week; an early look is put off again."""
    waiting = apps.get_model("claims", "Deadline").objects.filter(passed_at=None, next_attempt_at__isnull=False)
    waiting.update(next_attempt_at=F("next_attempt_at") - timedelta(days=8))


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0025_revisions_in_work"),
    ]

    operations = [
        migrations.AddField(
            model_name="deadline",
            name="near_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(look_a_week_before, migrations.RunPython.noop),
    ]
