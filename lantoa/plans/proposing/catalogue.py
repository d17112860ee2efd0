"""The known duties of plans that publicise emulation movements, and how each recognises its clauses by what they say."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from lantoa.core.text import fold
from lantoa.plans.enums import TargetKind
from lantoa.plans.proposing.model import ProposedRecurrence

# The appeal of 11/6/1948: its anniversary names the duty of the year.
_ANNIVERSARY = re.compile(r"(\d{1,3})\s*năm")
_QUOTED = re.compile(r"[“\"«][^”\"»]{6,}[”\"»]")


@dataclass(frozen=True)
class KnownDuty:
    """`owner` is a TargetKind value: the members, or the standing agency."""

    code: str
    title: str
    text: str
    verb: str
    minutes: int
    owner: str
    phrases: tuple[tuple[str, ...], ...]
    when: tuple[ProposedRecurrence, ...]
    proof: tuple[str, ...]
    done_rule: str
    done_params: dict
    points: Decimal | None

    def recognises(self, folded_clause: str) -> bool:
        return any(all(phrase in folded_clause for phrase in group) for group in self.phrases)

    def filled(self, clause_texts: list[str]) -> tuple[str, str, dict]:
        """(title, text, done_params) with the numbers that the clauses themselves give."""
        joined = " ".join(clause_texts)
        year = _ANNIVERSARY.search(joined)
        values = {"anniversary": year[1] if year else "", "quoted": str(len(_QUOTED.findall(joined)) or "Các")}
        params = {k: _number(v.format(**values)) if isinstance(v, str) else v for k, v in self.done_params.items()}
        title = self.title.format(**values).strip()
        return title[:1].upper() + title[1:], re.sub(r"\s+", " ", self.text.format(**values)), params


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 1


@cache
def catalogue() -> tuple[KnownDuty, ...]:
    data = tomllib.loads(files("lantoa.plans").joinpath("data/duty_catalogue.toml").read_text(encoding="utf-8"))
    return tuple(_known(entry) for entry in data["duty"])


def _known(entry: dict) -> KnownDuty:
    done = dict(entry["done"])
    return KnownDuty(
        code=entry["code"], title=entry["title"], text=entry["text"], verb=entry["verb"], minutes=entry.get("minutes", 5),
        owner=TargetKind(entry.get("owner", TargetKind.MEMBERS)),
        phrases=tuple(tuple(fold(p) for p in group) for group in entry["phrases"]),
        when=tuple(ProposedRecurrence(**rule) for rule in entry["when"]),
        proof=tuple(entry["proof"]), done_rule=done.pop("rule"), done_params=done,
        points=Decimal(str(entry["points"])) if "points" in entry else None,
    )  # fmt: skip
