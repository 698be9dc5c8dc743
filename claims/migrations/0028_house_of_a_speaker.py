import django.db.models.deletion
from django.db import migrations, models

from claims.migrations._guards import create_guards, drop_guards


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0027_stopped_webhooks"),
    ]

    operations = [
        migrations.RunPython(drop_guards, create_guards),
        migrations.AddField(
            model_name="statement",
            name="house",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.entity",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="house_name",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="unlinkedname",
            name="place",
            field=models.CharField(
                choices=[("speaker", "Speaker"), ("house", "House"), ("about", "About")], max_length=10
            ),
        ),
        migrations.RunPython(create_guards, drop_guards),
    ]
