"""A tree the size of the nation, for measuring: 34 provinces and 3,321 communes as of 1/7/2025 (package vietnam-provinces)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from vietnam_provinces import Province, VietNamDivisionType, Ward

from lantoa.core import rights, trail
from lantoa.core.dated import FOREVER
from lantoa.organisations.enums import UnitKind
from lantoa.organisations.models import Unit, UnitAncestry, UnitVersion

SINCE = date(2025, 7, 1)  # the first day of two levels
_LAW = "Luật Tổ chức chính quyền địa phương số 72/2025/QH15"
_SOURCE = "gói vietnam-provinces 2025.10.1"
_BATCH = 1_000
_KINDS = {
    VietNamDivisionType.TINH: UnitKind.PROVINCE,
    VietNamDivisionType.THANH_PHO_TRUNG_UONG: UnitKind.CENTRAL_CITY,
    VietNamDivisionType.PHUONG: UnitKind.WARD,
    VietNamDivisionType.XA: UnitKind.COMMUNE,
    VietNamDivisionType.DAC_KHU: UnitKind.SPECIAL_ZONE,
}


@transaction.atomic
def load_nation(*, communes: int = 3_321, by: Any) -> Unit:
    """Found the nation, its provinces and the first `communes` communes, spread over the provinces; returns the nation.

    Written in bulk (three inserts a level, not one act a unit), which is sound only because nothing stands below yet: the tops of the
    tree are new. Raises ValidationError when provinces are there already.
    """
    rights.require(by, "organisations.found_unit", None)
    if UnitVersion.objects.filter(kind=UnitKind.NATION, valid_to=FOREVER).exists():
        raise ValidationError("Đã có cây đơn vị từ Trung ương; chỉ nạp cả nước vào cơ sở dữ liệu chưa có.", code="loaded")
    (nation,) = _level([("trung-uong", "Trung ương", UnitKind.NATION, "", ())])
    provinces = list(Province.iter_all())
    units = _level([(f"tinh-{p.code}", p.name, _KINDS[p.division_type], f"{p.code:02}", (nation,)) for p in provinces])
    by_code = {province.code: unit for province, unit in zip(provinces, units, strict=True)}
    wards = sorted(Ward.iter_all(), key=lambda w: (w.code, w.province_code))
    _level(
        [(f"xa-{w.code:05}", w.name, _KINDS[w.division_type], f"{w.code:05}", (by_code[w.province_code], nation)) for w in wards[:communes]]
    )
    trail.record("found", nation, by=by, after={"provinces": len(provinces), "communes": min(communes, len(wards))})
    return nation


def _level(rows: list[tuple[str, str, str, str, tuple[Unit, ...]]]) -> list[Unit]:
    """Units of one level; the last of a row is what stands above it, the nearest first."""
    units = Unit.objects.bulk_create([Unit(slug=slug, opened_on=SINCE) for slug, *_ in rows], batch_size=_BATCH)
    versions, links = [], []
    for unit, (_, name, kind, code, above) in zip(units, rows, strict=True):
        parent = above[0] if above else None
        version = UnitVersion(
            unit=unit, name=name, kind=kind, code=code, parent=parent, valid_from=SINCE, legal_document=_LAW, source=_SOURCE
        )
        version.make_keys()
        versions.append(version)
        links += [
            UnitAncestry(ancestor=ancestor, descendant=unit, depth=depth, valid_from=SINCE)
            for depth, ancestor in enumerate((unit, *above))
        ]  # fmt: skip
    UnitVersion.objects.bulk_create(versions, batch_size=_BATCH)
    UnitAncestry.objects.bulk_create(links, batch_size=_BATCH)
    return units
