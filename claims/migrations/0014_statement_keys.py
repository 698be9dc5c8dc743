from typing import Any

from django.db import migrations, models

from claims.migrations._guards import create_guards, drop_guards


def keep_words_of_claims(apps: Any, _schema_editor: Any) -> None:
    """A claim is compared by what its statements say; what its first one says was kept with the claim until now."""
    keys: dict[int, list[str]] = {}
    for claim_id, key in (
        apps.get_model("claims", "ClaimKey").objects.order_by("claim", "key").values_list("claim", "key")
    ):
        keys.setdefault(claim_id, []).append(key)
    statement = apps.get_model("claims", "Statement")
    for link in apps.get_model("claims", "Link").objects.order_by("-pk").only("claim", "statement").iterator():
        statement.objects.filter(pk=link.statement_id, keys=[]).update(keys=keys.get(link.claim_id, []))


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0013_verdicts_and_due_dates"),
    ]

    operations = [
        migrations.RunPython(drop_guards, create_guards),
        migrations.AddField(
            model_name="statement",
            name="keys",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.RunPython(create_guards, drop_guards),
        migrations.RunPython(keep_words_of_claims, migrations.RunPython.noop),
    ]
