"""Asking for units as at a day."""

from datetime import date

from django.db import models
from django.db.models import F, FilteredRelation, Q

from lantoa.core import clock


class UnitQuerySet(models.QuerySet):
    def open_on(self, day: date):
        """Units that exist on the day."""
        return self.filter(opened_on__lte=day, closed_on__gt=day)

    def open_in(self, start: date, end: date):
        """Units that exist on at least one day of [start, end]."""
        return self.filter(opened_on__lte=end, closed_on__gt=start)

    def named_at(self, day: date | None = None):
        """Adds `name`, `short_name`, `name_key`, `kind`, `code`, `parent_id` as at the day (today when not said), by one join.

        A unit not open that day keeps its row with empty values; combine with `open_on` to leave it out.
        """
        day = day or clock.today()
        return self.annotate(
            version=FilteredRelation("versions", condition=Q(versions__valid_from__lte=day, versions__valid_to__gt=day)),
            name=F("version__name"),
            short_name=F("version__short_name"),
            name_key=F("version__name_key"),
            kind=F("version__kind"),
            code=F("version__code"),
            parent_id=F("version__parent_id"),
        )

    def below(self, ancestor, day: date | None = None, *, include_self: bool = True):
        """Units under `ancestor` (a unit, its id, or several) as at the day: one query through the dated ancestry."""
        day = day or clock.today()
        many = isinstance(ancestor, (list, tuple, set, models.QuerySet))
        links = {"ancestor_links__ancestor__in" if many else "ancestor_links__ancestor": ancestor}
        found = self.filter(
            **links, ancestor_links__valid_from__lte=day, ancestor_links__valid_to__gt=day,
            **({} if include_self else {"ancestor_links__depth__gt": 0}),
        )  # fmt: skip
        return found.distinct() if many else found

    def of_kind(self, *kinds: str, day: date | None = None):
        """Units of one of the kinds as at the day."""
        day = day or clock.today()
        return self.filter(versions__kind__in=kinds, versions__valid_from__lte=day, versions__valid_to__gt=day)
