"""Foreign keys point down, and nothing with legal weight is swept away by deleting something else."""

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.rooms import HEIGHT

OURS = [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("lantoa.")]
# Cascades that are right, each with its reason beside the field: derived rows, and parts of a thing still being drawn up.
ALLOWED_CASCADES = {
    "exemplars.Draft.user",
    "exemplars.Draft.unit",
    "exemplars.DraftFile.draft",
    "exemplars.DraftFile.file",
    "exemplars.MatchFacts.nomination",
    "exemplars.MatchKey.nomination",
    "newsroom.PictureSize.picture",
    "reporting.Section.form",
    "reporting.Item.form",
    "reporting.Item.section",
    "reporting.Check.form",
    "selection.RoundCriterion.round",
    "organisations.UnitAncestry.ancestor",
    "organisations.UnitAncestry.descendant",
    "plans.DutyTarget.duty",
    "plans.Recurrence.duty",
    "plans.InspectionItem.inspection",
}


def relations(model):
    return [f for f in model._meta.get_fields() if isinstance(f, models.ForeignKey | models.ManyToManyField)]


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_foreign_keys_point_down(model):
    for field in relations(model):
        target = field.related_model
        if not target.__module__.startswith("lantoa."):
            continue
        assert HEIGHT[target._meta.app_label] <= HEIGHT[model._meta.app_label], f"{field} points up to {target}"


@pytest.mark.parametrize("model", [m for m in OURS if not m._meta.auto_created], ids=lambda m: m._meta.label)
def test_no_unexplained_cascade(model):
    cascades = {
        f"{model._meta.label}.{f.name}"
        for f in relations(model)
        if isinstance(f, models.ForeignKey) and f.remote_field.on_delete is models.CASCADE
    }
    assert cascades <= ALLOWED_CASCADES


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_constraint_names_fit_postgresql(model):
    for constraint in model._meta.constraints:
        assert len(constraint.name) <= 63
