"""Package data this room needs in every installation."""

import tomllib
from decimal import Decimal
from importlib.resources import files

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core.rights import require
from lantoa.selection.models import AwardForm, BaseSalary


@transaction.atomic
def load_awards(*, by: User) -> int:
    """Add the forms of praise and base salaries of data/awards.toml not there yet; those there are left alone. Runs after each migration;
    returns how many."""
    require(by, "selection.seed")
    data = tomllib.loads(files("lantoa.selection").joinpath("data/awards.toml").read_text(encoding="utf-8"))
    known = set(AwardForm.objects.values_list("key", "valid_from"))
    forms = [AwardForm(**_exact(row)) for row in data["form"] if (row["key"], row["valid_from"]) not in known]
    days = set(BaseSalary.objects.values_list("valid_from", flat=True))
    salaries = [BaseSalary(**row) for row in data["salary"] if row["valid_from"] not in days]
    AwardForm.objects.bulk_create(forms)
    BaseSalary.objects.bulk_create(salaries)
    return len(forms) + len(salaries)


def _exact(row: dict) -> dict:
    return row | {name: Decimal(str(row[name])) for name in ("individual", "collective", "household") if name in row}
