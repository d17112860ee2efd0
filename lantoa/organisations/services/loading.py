"""Loading units, their history and their clusters from a data file (`organisations/data/*.toml` shows the form)."""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.core import rights
from lantoa.core.dated import FOREVER
from lantoa.core.text import fold
from lantoa.organisations.enums import HeadPost
from lantoa.organisations.models import Cluster, Unit
from lantoa.organisations.services import clusters, units
from lantoa.organisations.services.reorganisation import NewUnit, Reorganisation
from lantoa.ui.words import day as written_day


@dataclass
class Loaded:
    """What came out: units and clusters by the keys and names of the file, and how many events took place."""

    units: dict[str, Unit] = field(default_factory=dict)
    clusters: dict[str, Cluster] = field(default_factory=dict)
    events: int = 0


@transaction.atomic
def load_units(data: dict, *, until: date = FOREVER, by: Any) -> Loaded:
    """Found the units of the file, let its events happen in their order, set up its clusters; all or nothing.

    What begins after `until` is left out: on a day of 2022 nobody has written down yet what becomes of the wards in 2025.
    Raises ValidationError, naming the entry, when the file contradicts itself or was loaded before.
    """
    rights.require(by, "organisations.found_unit", None)
    return _Loading(data, until, by).run()


class _Loading:
    def __init__(self, data: dict, until: date, by: Any):
        self.data, self.by, self.loaded = data, by, Loaded()
        self.rows, self.clusters, self.events = (
            [row for row in data.get(kind, []) if row["on"] <= until] for kind in ("units", "clusters", "events")
        )

    def run(self) -> Loaded:
        # What was founded on one day by one document is one act: the ancestry is worked out once for all of it.
        for (day, legal_document, source), same in groupby(
            self.rows, key=lambda r: (r["on"], r.get("legal_document", ""), r.get("source", ""))
        ):
            self._found(list(same), day, legal_document, source)
        # Clusters of a unit that an event ends must stand before the event does; so each event waits for what is older.
        waiting = sorted(self.clusters, key=lambda c: c["on"])
        for event in self.events:
            while waiting and waiting[0]["on"] < event["on"]:
                self._cluster(waiting.pop(0))
            self._event(event)
        for row in waiting:
            self._cluster(row)
        return self.loaded

    def _found(self, rows: list[dict], day: date, legal_document: str, source: str) -> None:
        act = Reorganisation(None, on=day, legal_document=legal_document, source=self._source(source), by=self.by)
        for row in rows:
            with _naming(f"đơn vị “{row['key']}”"):
                self._check_new_key(row["key"])
                self._keep(row["key"], act.found(self._new(row)))
        act.finish()

    def _event(self, row: dict) -> None:
        act = {"on": row["on"], "legal_document": row["legal_document"], "source": self._source(row.get("source", "")), "by": self.by}
        with _naming(f"sự việc {row['kind']} ngày {written_day(row['on'])}"):
            match row["kind"]:
                case "upgrade":
                    unit = self._unit(row["unit"])
                    units.upgrade_unit(unit, kind=row["to_kind"], name=row.get("name"), code=row.get("code"), **act)
                case "rename":
                    units.rename_unit(self._unit(row["unit"]), name=row["name"], **act)
                case "move":
                    for key in row["units"]:
                        units.move_unit(self._unit(key), parent=self._unit(row["to"]), **act)
                case "merge":
                    into = self._unit(row["into"]) if "into" in row else self._new(row["new"])
                    heir = units.merge_units([self._unit(key) for key in row["units"]], into=into, **act)
                    if "new" in row:
                        self._keep(row["new"]["key"], heir)
                case "split":
                    parts = units.split_unit(
                        self._unit(row["unit"]), into=[self._new(part) for part in row["new"]], heir=row["heir"], **act
                    )
                    for part, unit in zip(row["new"], parts, strict=True):
                        self._keep(part["key"], unit)
                case "abolish":
                    heir = self._unit(row["heir"]) if "heir" in row else None
                    for key in row["units"]:
                        units.abolish_unit(self._unit(key), heir=heir, **act)
                case other:
                    raise ValidationError(f"không có loại sự việc “{other}”.")
        self.loaded.events += 1

    def _cluster(self, row: dict) -> None:
        with _naming(f"cụm, khối “{row['name']}”"):
            cluster = clusters.create_cluster(
                self._unit(row["authority"]), kind=row["kind"], name=row["name"], opened_on=row["on"],
                order=len(self.loaded.clusters) + 1, is_proposal=row.get("is_proposal", False), by=self.by,
            )  # fmt: skip
            for order, key in enumerate(row["units"], start=1):
                clusters.seat_unit(cluster, self._unit(key), on=row["on"], order=order, by=self.by)
            for year, heads in row.get("heads", {}).items():
                for key, post in zip(heads, (HeadPost.HEAD, HeadPost.VICE), strict=False):
                    clusters.set_head(cluster, self._unit(key), year=int(year), post=post, by=self.by)
            self.loaded.clusters[row["name"]] = cluster

    def _new(self, row: dict) -> NewUnit:
        slug = row.get("slug") or fold(row["name"]).replace(" ", "-")[:70]
        if Unit.objects.filter(slug=slug).exists():
            raise ValidationError(f"đã có trong hệ thống ({slug}); tệp này có lẽ đã được nạp.", code="loaded")
        parent = self._unit(row["parent"]) if row.get("parent") else None
        return NewUnit(row["name"], row["kind"], row.get("code", ""), row.get("short_name", ""), parent, slug)

    def _unit(self, key: str) -> Unit:
        if key not in self.loaded.units:
            raise ValidationError(f"chưa có đơn vị “{key}” trước chỗ này trong tệp.", code="key")
        return self.loaded.units[key]

    def _keep(self, key: str, unit: Unit) -> None:
        self._check_new_key(key)
        self.loaded.units[key] = unit

    def _check_new_key(self, key: str) -> None:
        if key in self.loaded.units:
            raise ValidationError(f"khóa “{key}” ghi hai lần.", code="key")

    def _source(self, key: str) -> str:
        return self.data.get("sources", {}).get(key, key)


class _naming:  # noqa: N801 (reads as a verb in `with`)
    """Puts the entry of the file before what a service refused."""

    def __init__(self, entry: str):
        self.entry = entry

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind, error, trace) -> None:
        if isinstance(error, ValidationError):
            raise ValidationError(f"{self.entry}: {'; '.join(error.messages)}", code=getattr(error, "code", None)) from error
        if isinstance(error, KeyError):
            raise ValidationError(f"{self.entry}: thiếu mục {error}.", code="field") from error
