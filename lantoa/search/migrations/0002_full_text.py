"""The word table gives way to the database's own full text index. Derived rows are not carried over: they are made anew after migrating."""

from django.db import migrations, models

import lantoa.core.models
from lantoa.search import fulltext


def install(apps, schema_editor):
    fulltext.install(schema_editor.connection)


def remove(apps, schema_editor):
    fulltext.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [
        migrations.DeleteModel("SearchWord"),
        migrations.DeleteModel("SearchEntry"),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name="khóa theo ngày")),
                ("source", models.CharField(max_length=30)),
                ("object_id", models.PositiveBigIntegerField()),
                ("title", lantoa.core.models.NFCCharField(max_length=250)),
                ("subtitle", lantoa.core.models.NFCCharField(blank=True, max_length=300)),
                ("url", models.CharField(max_length=300)),
                ("unit", lantoa.core.models.NFCCharField(blank=True, max_length=250)),
                ("folded", models.TextField()),
                ("tokens", models.TextField()),
            ],
            options={
                "verbose_name": "mục tìm kiếm",
                "verbose_name_plural": "mục tìm kiếm",
                "ordering": ["-id"],
                "constraints": [models.UniqueConstraint(fields=("source", "object_id"), name="search_row_once")],
            },
        ),
        migrations.RunPython(install, remove),
    ]
