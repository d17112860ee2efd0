"""Loading the sample year; a nation-sized tree for measuring is in services.nation."""

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.demo.services.stage import Stage, set_stage
from lantoa.demo.services.year import play_year
from lantoa.plans.models import Plan


def load_sample_year(*, only_people: bool = False, by: User) -> tuple[Stage, Plan]:
    """The stage, then the half-year on it, all by services as in life; all or nothing. `only_people` as in `play_year`."""
    with transaction.atomic():
        stage = set_stage(by=by)
        return stage, play_year(stage, only_people=only_people, by=by)
