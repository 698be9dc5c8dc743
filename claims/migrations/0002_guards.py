from django.db import migrations

from claims.migrations._guards import create_guards, drop_guards


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_tables")]

    operations = [migrations.RunPython(create_guards, drop_guards)]
