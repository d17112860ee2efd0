"""What was drafted and signed before: the words on the paper, the golden book, what an award is in law."""

from django.db import migrations

NATURES = {"citation": ("praise", "any"), "thu_khen": ("praise", "any"), "giay_khen": ("commendation", "commune")}


def fill(apps, schema_editor) -> None:
    AwardForm, Honour = apps.get_model("selection", "AwardForm"), apps.get_model("selection", "Honour")
    for key, (nature, decider) in NATURES.items():
        AwardForm.objects.filter(key=key).update(nature=nature, decider=decider)
    for honour in Honour.objects.select_related("decision", "nomination"):
        honour.recipient = honour.nomination.name
        honour.details = ", ".join(filter(None, (honour.nomination.occupation, honour.nomination.hamlet)))
        if honour.golden_book is not None:
            honour.issuer_id, honour.golden_year = honour.decision.unit_id, honour.decision.issued_year
            honour.public_from = honour.decision.issued_on
        honour.save()


class Migration(migrations.Migration):
    dependencies = [("selection", "0004_award_rules")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
