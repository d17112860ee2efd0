"""The proposed indicators, there in every installation, and the proposed forms, which an authority adopts."""

import tomllib
from datetime import date
from importlib.resources import files

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.periods import PeriodKind
from lantoa.core.rights import require
from lantoa.core.workflow import move
from lantoa.organisations.models import Unit
from lantoa.reporting import sums
from lantoa.reporting.enums import AddsUp, FormState, ItemKind
from lantoa.reporting.models import Check, Form, Indicator, Item, Section


def _read(name: str) -> dict:
    return tomllib.loads(files("lantoa.reporting").joinpath(f"data/{name}").read_text(encoding="utf-8"))


@transaction.atomic
def load_indicators(*, by: User) -> int:
    """Add the indicators of data/indicators.toml not there yet; those there are left alone. Runs after each migration; returns how many."""
    require(by, "reporting.seed")
    data = _read("indicators.toml")
    known = {i.key: i for i in Indicator.objects.filter(key__in=[row["key"] for row in data["indicator"]]).order_by("-valid_from")}
    added = 0
    for order, row in enumerate(data["indicator"]):
        if row["key"] in known:
            continue
        numerator, denominator = (known[key] for key in row["of"]) if "of" in row else (None, None)
        source = f"{data['source']}; {row['clause']}" if "clause" in row else data["source"]
        known[row["key"]] = Indicator.objects.create(
            key=row["key"], name=row["name"], unit_of_measure=row["unit"], adds_up=row.get("up", AddsUp.SUM), figure=row.get("figure", ""),
            numerator=numerator, denominator=denominator, breakdowns=row.get("breakdowns", []), source=source, order=order,
            valid_from=data["valid_from"],
        )  # fmt: skip
        added += 1
    return added


@transaction.atomic
def adopt_forms(authority: Unit, *, agency: Unit, since: date | None = None, by: User) -> list[Form]:
    """Take over the proposed forms for an authority that has none, in use from `since` (today). Effects, form by form: the form with
    its sections, items and checks; its state; the trail."""
    require(by, "reporting.adopt_forms", authority)
    Unit.objects.select_for_update().get(pk=authority.pk)
    if Form.objects.filter(authority=authority).exclude(state=FormState.RETIRED).exists():
        raise ValidationError("Nơi này đã có mẫu báo cáo. Mở mẫu để sửa hoặc lập bản mới.", code="has_forms")
    data, since = _read("forms.toml"), since or clock.today()
    indicators = {i.key: i for i in Indicator.objects.at(since).select_related("numerator", "denominator")}
    by_key = {row["key"]: row for row in data["form"]}
    made = []
    for row in data["form"]:
        form = Form.objects.create(
            authority=authority, agency=agency, key=row["key"], name=row["name"], period_kind=PeriodKind(row["kind"]),
            audience=row.get("audience", "members"), cut_days=row.get("cut_days", 0), due_days=row["due_days"],
            source=row.get("source", data["source"]), valid_from=since, created_by=by,
        )  # fmt: skip
        asked = _fill(form, by_key[row.get("like", row["key"])]["section"], indicators)
        Check.objects.bulk_create(
            Check(form=form, order=n, **rule) for n, rule in enumerate(data["check"]) if sums.keys_of(rule["left"], rule["right"]) <= asked
        )
        move(form, FormState.ACTIVE, by=by)
        made.append(form)
    trail.record("adopt_forms", authority, by=by, after={"forms": [form.name for form in made]})
    return made


def _fill(form: Form, sections: list[dict], indicators: dict[str, Indicator]) -> set[str]:
    """Sections and items of the form; returns the keys of the indicators it asks for."""
    asked: set[str] = set()
    for number, row in enumerate(sections):
        section = Section.objects.create(form=form, order=number, title=row["title"])
        items = [
            Item(
                form=form,
                section=section,
                order=n,
                kind=ItemKind.FIGURE,
                indicator=indicators[word.rstrip("?")],
                asks_nil_reason="?" in word,
            )
            for n, word in enumerate(row.get("items", []))
        ]
        items += [
            Item(form=form, section=section, order=n, kind=ItemKind.TEXT, title=part["title"], draft=part.get("draft", ""),
                 help=part.get("help", ""), required=not part.get("optional", False))
            for n, part in enumerate(row.get("text", []), len(items))
        ]  # fmt: skip
        Item.objects.bulk_create(items)
        asked |= {item.indicator.key for item in items if item.indicator}
    return asked
