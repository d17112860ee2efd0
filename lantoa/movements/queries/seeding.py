"""What may be set up at once: movements named in a plan, and the days of the package's calendar. Never writes."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from lantoa.core.text import fold
from lantoa.movements import proposing
from lantoa.movements.enums import Level, MovementState
from lantoa.movements.models import Movement
from lantoa.organisations.enums import UnitKind
from lantoa.organisations.models import Unit
from lantoa.plans.models import Clause, Plan

_LEVELS = {
    UnitKind.NATION: Level.CENTRAL, UnitKind.PROVINCE: Level.PROVINCE, UnitKind.CENTRAL_CITY: Level.PROVINCE,
    UnitKind.PROVINCIAL_CITY: Level.CITY, UnitKind.TOWN: Level.CITY, UnitKind.DISTRICT: Level.CITY,
}  # fmt: skip


@dataclass(frozen=True)
class Proposal:
    """A movement a sentence of the plan names, with what else is known of it; `existing` once it has a record."""

    key: str
    clause: Clause
    fields: dict[str, Any]  # for services.movements.create_movement
    parent: dict[str, Any] = field(default_factory=dict)  # the wider movement it answers, where one is known
    existing: Movement | None = None

    @property
    def name(self) -> str:
        return self.fields["name"]


def propose_from_plan(plan: Plan) -> list[Proposal]:
    """The movements the plan names, in its order. Three queries."""
    clauses = list(plan.clauses.order_by("order"))
    level = level_of(plan.issuer)
    had = Movement.objects.filter(authority=plan.issuer).exclude(state=MovementState.DISCARDED).order_by("-level", "pk")
    existing: dict[str, list[Movement]] = {}
    for movement in had:
        existing.setdefault(fold(movement.name), []).append(movement)
    found: dict[str, Proposal] = {}
    for clause in clauses:
        for named in proposing.named_in([clause.corrected_text or clause.text]):
            if named.key not in found:
                found[named.key] = _proposal(plan, clause, named, level, existing.get(named.key, []))
    return list(found.values())


def _proposal(plan: Plan, clause: Clause, named: proposing.NamedMovement, level: Level, existing: list[Movement]) -> Proposal:
    fact = proposing.known().get(named.key, {})
    quoted = f"{clause.label}, {plan.citation}"
    fields = {
        "kind": named.kind, "name": named.name, "level": fact.get("level", level), "icon": named.icon,
        "starts_on": named.starts_on, "ends_on": named.ends_on, "clause": clause, "legal_basis": plan.citation,
        **{key: fact[key] for key in ("short_name", "launched_by", "regime", "colour", "icon", "aim") if key in fact},
        "source": f"{quoted}. {fact['source']}" if "source" in fact else f"{quoted}.",
    }  # fmt: skip
    mine = next((m for m in existing if m.level == fields["level"]), existing[0] if existing else None)
    return Proposal(named.key, clause, fields, fact.get("parent", {}), mine)


def level_of(authority: Unit) -> Level:
    """How wide a movement called by the authority is."""
    version = authority.versions.order_by("-valid_from").first()
    return _LEVELS.get(UnitKind(version.kind), Level.UNIT) if version else Level.UNIT


@cache
def calendar() -> list[dict[str, Any]]:
    """The days of data/anniversaries.toml."""
    return tomllib.loads(files("lantoa.movements").joinpath("data/anniversaries.toml").read_text(encoding="utf-8"))["day"]
