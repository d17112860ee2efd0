"""Numbers are once by kind and issuing body within the year, no longer by the letters of the whole symbol."""

import re

from django.db import migrations, models

from lantoa.core.text import fold


def fill(apps, schema_editor):
    """The series of each paper. Two that an older book took as two numbers ('05/KH-UBND', '5/KH-UBND') both stay: the later gets a row of its own."""
    Paper = apps.get_model("outgoing", "Paper")
    taken = set()
    for paper in Paper.objects.order_by("pk").iterator():
        symbol = re.sub(r"\s", "", paper.number).partition("/")[2].casefold()
        body = symbol.split("-")[0] if paper.kind == "CV" else symbol.removeprefix(f"{paper.kind.casefold()}-")
        series = fold(f"{paper.kind}-{body}")[:60]
        if (paper.unit_id, paper.issued_year, series, paper.order) in taken:
            series = f"{series[:40]} {paper.pk}"
        taken.add((paper.unit_id, paper.issued_year, series, paper.order))
        Paper.objects.filter(pk=paper.pk).update(series=series)


class Migration(migrations.Migration):
    dependencies = [("outgoing", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("paper", "outgoing_number_once"),
        migrations.AddField("paper", "series", models.CharField(default="", editable=False, max_length=60), preserve_default=False),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            "paper",
            models.UniqueConstraint(
                fields=["unit", "issued_year", "series", "order"], name="outgoing_number_once",
                violation_error_message="Số, ký hiệu này đã có trong sổ văn bản đi của năm. Kiểm tra lại với văn thư.",
            ),
        ),
    ]  # fmt: skip
