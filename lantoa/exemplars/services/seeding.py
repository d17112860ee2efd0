"""Package data this room needs in every installation."""

import tomllib
from pathlib import Path

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core.rights import require
from lantoa.exemplars.models import ConsentText

_DATA = Path(__file__).parents[1] / "data" / "consent_texts.toml"


@transaction.atomic
def load_consent_texts(*, by: User) -> int:
    """Add the versions of the consent texts not there yet; those there are left alone. Runs after each migration; returns how many."""
    require(by, "exemplars.seed")
    found = tomllib.loads(_DATA.read_text(encoding="utf-8"))["text"]
    known = set(ConsentText.objects.values_list("relation", "version"))
    fresh = [ConsentText(**row | {"body": row["body"].strip()}) for row in found if (row["relation"], row["version"]) not in known]
    ConsentText.objects.bulk_create(fresh)
    return len(fresh)
