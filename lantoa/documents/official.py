"""The official document: what an administrative document says, whatever file it came in.

One model for both directions: the reader fills it, the writer prints it. Every text is NFC, on one line, without
mark-up, spelled as printed. The JSON form (`to_json`) is the contract that other tools read; its keys never change
their meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any


@dataclass(slots=True)
class LegalBasis:
    """A document this one rests on: 'Kế hoạch số 38/KH-UBND ngày 28/02/2022 của …'. A law has no number."""

    text: str
    number: str | None = None
    date: date | None = None


@dataclass(slots=True)
class Section:
    """A part with a heading. `num` as printed without its dot or bracket: 'I', '1', 'a', '2.1', 'Điều 3'."""

    num: str
    heading: str
    children: list[Section] = field(default_factory=list)

    def walk(self) -> Iterator[Section]:
        """This section, then all below it in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class Clause:
    """A smallest item of the text.

    `id` is unique in the document and says where it stands: 'II.2-3' is section II, item 2, third bullet.
    `path` holds the numbers of the sections above it; `kind` is one of CLAUSE_KINDS.
    """

    id: str
    path: list[str]
    text: str
    kind: str = "other"


CLAUSE_KINDS = ("purpose", "requirement", "content", "form", "organisation", "other")


@dataclass(slots=True)
class Task:
    """Something a body must do. `deadline` only where day, month and year are all given; `deadline_text` as printed."""

    text: str
    deadline_text: str | None = None
    deadline: date | None = None


@dataclass(slots=True)
class Assignment:
    """What one body (or several named together) must do.

    `num` is where it stands ('III.2'); `unit` as printed; `unit_parts` when several bodies share the duty;
    `request` when the document asks ('Đề nghị …') a body it may not command.
    """

    num: str
    unit: str
    tasks: list[Task] = field(default_factory=list)
    unit_parts: list[str] = field(default_factory=list)
    request: bool = False


@dataclass(slots=True)
class Signer:
    """`authority` such as 'KT. CHỦ TỊCH' or, on two lines, 'TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH'."""

    authority: str | None = None
    position: str | None = None
    name: str | None = None


@dataclass(slots=True)
class Warning:
    """Something the reader was unsure of (`message`, Vietnamese) and where in the text (`place`)."""

    message: str
    place: str


@dataclass(slots=True)
class OfficialDocument:
    number: str | None = None
    number_only: str | None = None
    symbol: str | None = None
    place: str | None = None
    date: date | None = None
    issuer: str | None = None
    parent_issuer: str | None = None
    kind: str | None = None
    title: str | None = None
    legal_bases: list[LegalBasis] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signer: Signer = field(default_factory=Signer)
    warnings: list[Warning] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The contract's JSON object, ready for `json.dumps`: days become ISO text, nothing else changes."""
        return _plain(asdict(self))

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> OfficialDocument:
        """The document that `to_json` came from. Raises KeyError, TypeError or ValueError when it is none."""
        return cls(
            **{key: data[key] for key in _SIMPLE},
            date=_day(data["date"]),
            legal_bases=[LegalBasis(b["text"], b["number"], _day(b["date"])) for b in data["legal_bases"]],
            sections=[_section(s) for s in data["sections"]],
            clauses=[Clause(**c) for c in data["clauses"]],
            assignments=[
                Assignment(**{**a, "tasks": [Task(t["text"], t["deadline_text"], _day(t["deadline"])) for t in a["tasks"]]})
                for a in data["assignments"]
            ],
            recipients=list(data["recipients"]),
            signer=Signer(**data["signer"]),
            warnings=[Warning(**w) for w in data["warnings"]],
        )


_SIMPLE = ("number", "number_only", "symbol", "place", "issuer", "parent_issuer", "kind", "title")


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _section(data: dict[str, Any]) -> Section:
    return Section(data["num"], data["heading"], [_section(child) for child in data["children"]])
