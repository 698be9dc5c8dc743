from typing import Any

from django.db import migrations, models
from django.db.models import Count


def count_keys(apps: Any, _schema_editor: Any) -> None:
    claim, claim_key = apps.get_model("claims", "Claim"), apps.get_model("claims", "ClaimKey")
    frequency = apps.get_model("claims", "KeyFrequency")
    context = models.Q(key__startswith="c:") | models.Q(key__startswith="s:")  # claims are never found by these
    counted = claim_key.objects.exclude(context).order_by().values_list("key").annotate(claims=Count("pk"))
    rows = (frequency(key=key, claims=claims) for key, claims in counted.iterator())
    frequency.objects.bulk_create(rows, batch_size=1000)
    frequency.objects.create(key="", claims=claim.objects.count())


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0010_feed_settings"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeyFrequency",
            fields=[
                ("key", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("claims", models.PositiveIntegerField(default=0)),
            ],
            options={"verbose_name_plural": "key frequencies"},
        ),
        migrations.RunPython(count_keys, migrations.RunPython.noop),
    ]
