"""Whom a printed body means: "UBND các phường, xã" are the localities, "Phòng Nội vụ" is one unit.

A name is matched folded, with its usual abbreviations opened; what is not recognised stays a target without a unit, for the officer to choose.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from lantoa.core.text import fold
from lantoa.organisations.enums import UnitKind
from lantoa.plans.enums import TargetKind
from lantoa.plans.proposing.model import KnownUnit, ProposedTarget

_ABBREVIATIONS = [
    (r"\b(?:uy ban |ub )?mttq\b|\bubmt(?:tq)?\b", "uy ban mat tran to quoc"), (r"\bubnd\b", "uy ban nhan dan"), (r"\bhdnd\b", "hoi dong nhan dan"),
    (r"\btp\b", "thanh pho"), (r"\bgd dt\b|\bgddt\b", "giao duc va dao tao"), (r"\blhpn\b", "lien hiep phu nu"), (r"\bccb\b", "cuu chien binh"),
    (r"\bldld\b", "lien doan lao dong"), (r"\btx\b", "thi xa"), (r"\bvh tt\b|\bvhtt\b", "van hoa va thong tin"),
]  # fmt: skip
_STANDING = re.compile(r"\bco quan thuong truc\b|\bthuong truc hoi dong thi dua\b")
_LOCALITIES = re.compile(
    r"\b(?:cac|tung) (?:phuong|xa|dia phuong)\b|\buy ban nhan dan (?:cac )?(?:xa|phuong)(?: (?:xa|phuong|thi tran|dac khu))*$|\bcap xa\b|\bphuong xa$"
)
_MEMBERS = re.compile(
    r"\b(?:so ban nganh|cac (?:co quan|don vi(?! (?:kinh doanh|cung cap|san xuat|vien thong))|ban nganh|so|phong|cum|khoi|doan the|nganh|thanh vien))\b"
    r"|\bthu truong\b|\bcac dong chi\b"
)
_DISTRICTS = re.compile(r"\bcac (?:quan )?(?:huyen|thi xa|thanh pho)\b")
_DISTRICT_KINDS = (UnitKind.DISTRICT, UnitKind.TOWN, UnitKind.PROVINCIAL_CITY)
_SCHOOLS = re.compile(r"\bcac (?:truong|co so giao duc)\b")
_MASS = re.compile(r"\bcac (?:hoi )?(?:doan the|to chuc chinh tri)(?: xa hoi)?\b")


def resolve(printed: str, known: Sequence[KnownUnit]) -> list[ProposedTarget]:
    """The targets a printed body (or several in one phrase) stands for. Never empty: an unknown body gives a UNIT target without a unit."""
    name = opened(printed)
    if _STANDING.search(name):
        return [ProposedTarget(TargetKind.STANDING_AGENCY, printed)]
    if unit := _one(name, known):
        return [ProposedTarget(TargetKind.UNIT, printed, unit_id=unit.pk)]
    if _SCHOOLS.search(name):
        return [ProposedTarget(TargetKind.KIND, printed, unit_kind=UnitKind.SCHOOL)]
    members, localities = _MEMBERS.search(name), _LOCALITIES.search(name)
    if members and not (localities and localities.start() < members.start() and "co quan" not in name):
        if _MASS.search(name) and members.end() >= len(name) - 12:
            return [ProposedTarget(TargetKind.KIND, printed, unit_kind=UnitKind.MASS_ORGANISATION)]
        return [ProposedTarget(TargetKind.MEMBERS, printed)]
    if _MASS.search(name):
        return [ProposedTarget(TargetKind.KIND, printed, unit_kind=UnitKind.MASS_ORGANISATION)]
    if _DISTRICTS.search(name):
        return [ProposedTarget(TargetKind.KIND, printed, unit_kind=kind) for kind in _DISTRICT_KINDS]
    if localities:
        return [ProposedTarget(TargetKind.LOCALITIES, printed)]
    return [ProposedTarget(TargetKind.UNIT, printed)]


def is_resolved(target: ProposedTarget) -> bool:
    return target.kind != TargetKind.UNIT or target.unit_id is not None


@lru_cache(maxsize=20_000)  # a nation's units are compared with each printed body in turn
def opened(text: str) -> str:
    """Folded, with the usual abbreviations opened and the word of asking ("Đề nghị …") left off."""
    name = fold(text)
    for pattern, full in _ABBREVIATIONS:
        name = re.sub(pattern, full, name)
    return (
        re.sub(r"\b(?:de nghi|giao|yeu cau|moi)\s+", "", name, count=1)
        if name.startswith(("de nghi", "giao ", "yeu cau", "moi "))
        else name
    )


def _one(name: str, known: Sequence[KnownUnit]) -> KnownUnit | None:
    """The unit of exactly that name; failing that, the one unit whose name the phrase begins with, or that begins with the phrase.

    "UBND phường Xuân An" is the ward.
    """
    name = name.removeprefix("uy ban nhan dan ")
    names = [(unit, form) for unit in known for form in {opened(unit.name), opened(unit.short_name)} if form]
    if exact := {unit.pk: unit for unit, form in names if form == name}:
        return next(iter(exact.values())) if len(exact) == 1 else None
    near = {
        unit.pk: unit
        for unit, form in names
        if len(form) > 8 and (name.startswith(form + " ") or (len(name) > 8 and form.startswith(name + " ")))
    }
    return next(iter(near.values())) if len(near) == 1 else None
