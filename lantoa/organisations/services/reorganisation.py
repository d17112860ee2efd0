"""One legal act on one day, put together step by step and finished once.

The public services in `units.py` ask for the right, open a Reorganisation, say what closes, opens and changes, and call
`finish`, inside one transaction. Here is what is the same for all of them: the lock, the dates, the ancestry, the handing over.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils.text import slugify

from lantoa.core import trail
from lantoa.core.dated import FOREVER
from lantoa.core.text import strip_marks
from lantoa.organisations import ancestry, moving, queries
from lantoa.organisations.enums import SuccessionKind
from lantoa.organisations.models import Cluster, ClusterSeat, Unit, UnitAncestry, UnitSuccession, UnitVersion
from lantoa.organisations.services.clusters import end_seats
from lantoa.organisations.signals import Handover, units_reorganised
from lantoa.organisations.validators import check_code, check_parent
from lantoa.ui.words import day as written_day


@dataclass(frozen=True)
class NewUnit:
    """A unit about to be founded. `parent` None: a top of the tree, or, in a merger or split, the predecessor's parent."""

    name: str
    kind: str
    code: str = ""
    short_name: str = ""
    parent: Unit | None = None
    slug: str = ""


class Reorganisation:
    def __init__(self, kind: SuccessionKind | None, *, on: date, legal_document: str, by: Any, source: str = ""):
        """`kind` None is a founding out of nothing. Takes the lock of the tree; needs a transaction."""
        if kind is not None and not legal_document.strip():
            raise ValidationError("Hãy ghi số, ký hiệu văn bản làm căn cứ.", code="legal_document")
        self.kind, self.on, self.by = kind, on, by
        self.legal_document, self.source = legal_document, source
        self._touched: list[Unit] = []
        self._rebuild: set[int] = set()
        self._handovers: list[Handover] = []
        # Reorganisations are a few a year, so one lock does for the whole tree: the row of its oldest unit. Two moves that
        # together would make a circle cannot pass each other. no_key lets others go on referring to that unit meanwhile.
        list(Unit.objects.select_for_update(no_key=True).order_by("pk")[:1])

    def found(self, new: NewUnit) -> Unit:
        """Open a unit from the day on."""
        check_parent(new.kind, new.parent, self.on, FOREVER)
        check_code(new.code, new.kind, self.on, FOREVER)
        unit = Unit(slug=self._free_slug(new.slug or new.name), opened_on=self.on)
        unit.full_clean()
        unit.save()
        version = UnitVersion(unit=unit, name=new.name, short_name=new.short_name, kind=new.kind, code=new.code, parent=new.parent)
        self._open(version)
        self._touch(unit, moves_in_tree=True)
        return unit

    def revise(self, unit: Unit, **changes) -> UnitVersion:
        """From the day on the unit has the given name, short_name, kind, code or parent; the rest stays."""
        last = self._last_version(unit)
        facts = {"name": last.name, "short_name": last.short_name, "kind": last.kind, "code": last.code, "parent": last.parent, **changes}
        if all(getattr(last, field) == value for field, value in facts.items()):
            raise ValidationError("Chưa có gì thay đổi so với hiện nay.", code="nothing")
        check_code(facts["code"], facts["kind"], self.on, FOREVER, besides=unit)
        if facts["parent"] != last.parent or facts["kind"] != last.kind:
            if facts["parent"] == unit:
                raise ValidationError("Đơn vị không thể là cấp trên của chính nó.", code="cycle")
            check_parent(facts["kind"], facts["parent"], self.on, FOREVER)
        last.valid_to = self.on
        last.save(update_fields=["valid_to"])
        version = UnitVersion(unit=unit, **facts)
        self._open(version)
        if facts["kind"] != last.kind:
            for child in queries.children_after(unit, self.on):
                check_parent(child.version_on(self.on).kind, unit, self.on, child.closed_on)
        self._touch(unit, moves_in_tree=facts["parent"] != last.parent)
        return version

    def close(self, unit: Unit) -> None:
        """The unit no longer exists from the day on."""
        last = self._last_version(unit)
        last.valid_to = unit.closed_on = self.on
        last.save(update_fields=["valid_to"])
        unit.save(update_fields=["closed_on"])
        self._touch(unit, moves_in_tree=True)

    def move_children(self, unit: Unit, heir: Unit | None) -> None:
        """What stands under a unit that closes comes under its heir; without an heir there must be nothing left."""
        children = queries.children_after(unit, self.on)
        if children and heir is None:
            names = ", ".join(str(child) for child in children[:5]) + (f" và {len(children) - 5} đơn vị khác" if len(children) > 5 else "")
            raise ValidationError(f"{unit} còn đơn vị trực thuộc: {names}. Hãy chuyển hoặc giải thể các đơn vị ấy trước.", code="children")
        for child in children:
            self.revise(child, parent=heir)

    def succeed(self, predecessor: Unit, successor: Unit | None, *, is_heir: bool = True) -> None:
        """Write down who came after whom; an heir receives the open work when the act is finished."""
        UnitSuccession.objects.create(
            kind=self.kind, predecessor=predecessor, successor=successor, takes_effect_on=self.on, is_heir=is_heir,
            legal_document=self.legal_document, source=self.source,
        )  # fmt: skip
        if is_heir and predecessor != successor:
            self._handovers.append(Handover(predecessor, successor, self.on))

    def finish(self) -> None:
        """Effects, in order: the dated ancestry of what was touched; the registered moves; seats in clusters of an authority left behind;
        a line of the trail for each unit; the signal."""
        if self._rebuild:
            ancestry.rebuild(self._rebuild)
        for handover in self._handovers:
            moving.move_all(handover.predecessor, handover.heir, handover.day, self.by)
        self._leave_foreign_clusters()
        heirs = {h.predecessor.pk: str(h.heir or "") for h in self._handovers}
        for unit in self._touched:
            after = {"từ ngày": f"{written_day(self.on)}", "văn bản": self.legal_document, "đơn vị kế thừa": heirs.get(unit.pk, "")}
            if self.kind is None:
                trail.record("found", unit, by=self.by, after=after)
            else:
                trail.record("reorganise", unit, by=self.by, after={"việc": SuccessionKind(self.kind).label, **after})
        units_reorganised.send(sender=Unit, kind=self.kind, handovers=self._handovers, units=self._touched, by=self.by)

    def _leave_foreign_clusters(self) -> None:
        """Who no longer stands under the authority of a cluster leaves it."""
        moved = ancestry.affected_by(self._rebuild)
        covered = UnitAncestry.objects.at(self.on).filter(ancestor=OuterRef("cluster__authority"), descendant=OuterRef("unit"))
        seats = ClusterSeat.objects.filter(unit__in=moved, valid_to__gt=self.on).exclude(Exists(covered)).select_related("unit")
        for seat in seats:
            end_seats(seat.unit, on=self.on, clusters=Cluster.objects.filter(pk=seat.cluster_id), by=self.by)

    def _last_version(self, unit: Unit) -> UnitVersion:
        unit.refresh_from_db(fields=["opened_on", "closed_on"])  # as it is now that the lock is ours
        last = unit.versions.select_related("parent").order_by("-valid_from").first()
        if unit.closed_on != FOREVER:
            raise ValidationError(f"{last.name} thôi hoạt động từ {written_day(unit.closed_on)}, đã ghi trong hệ thống.", code="closed")
        if self.on <= last.valid_from:
            raise ValidationError(
                f"{last.name} đã có thay đổi ghi từ {written_day(last.valid_from)}; ngày hiệu lực phải sau ngày đó. "
                "Nếu thay đổi trước ghi sai, hãy dùng “Sửa giai đoạn”.",
                code="too_early",
            )
        return last

    def _open(self, version: UnitVersion) -> None:
        version.valid_from, version.legal_document, version.source = self.on, self.legal_document, self.source
        version.full_clean(exclude=["name_key"])
        version.save()

    def _touch(self, unit: Unit, *, moves_in_tree: bool) -> None:
        if unit not in self._touched:
            self._touched.append(unit)
        if moves_in_tree:
            self._rebuild.add(unit.pk)

    @staticmethod
    def _free_slug(name: str) -> str:
        base = slugify(strip_marks(name))[:70] or "don-vi"
        taken = set(Unit.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        return base if base not in taken else next(s for n in range(2, len(taken) + 3) if (s := f"{base}-{n}") not in taken)
