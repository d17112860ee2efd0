"""The database itself refuses to change or remove a line of the log.

SQLite makes a table anew to alter it and forgets its triggers then: a later migration that alters audit_entry installs them again.
"""

from django.db import migrations

from lantoa.audit import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
