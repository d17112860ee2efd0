"""The wizard: choose what happens, see what will move, confirm. Each step is a page of its own; no JavaScript."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.core import rights
from lantoa.organisations import forms, moving, queries
from lantoa.organisations.models import Unit
from lantoa.organisations.services import units
from lantoa.organisations.services.reorganisation import NewUnit
from lantoa.ui import feedback


@dataclass(frozen=True)
class Act:
    label: str
    explain: str
    form: type[forms.ActForm]
    run: Callable  # (unit, cleaned data, by) → Unit to show afterwards
    gone: Callable  # (unit, cleaned data) → units that end and hand over


def _law(data: dict) -> dict:
    return {"on": data["on"], "legal_document": data["legal_document"]}


def _rename(unit, data, by):
    return units.rename_unit(unit, name=data["name"], **_law(data), by=by)


def _upgrade(unit, data, by):
    return units.upgrade_unit(unit, kind=data["kind"], name=data["name"], code=data["code"], **_law(data), by=by)


def _move(unit, data, by):
    return units.move_unit(unit, parent=data["parent"], **_law(data), by=by)


def _merge(unit, data, by):
    into = data["into"] or NewUnit(data["name"], data["kind"] or unit.version_on(data["on"]).kind, data["code"], parent=data["parent"])
    return units.merge_units([unit, *data["others"]], into=into, **_law(data), by=by)


def _split(unit, data, by):
    version = unit.versions.order_by("-valid_from").first()
    parts = [NewUnit(name, version.kind, code, parent=version.parent) for name, code in data["parts"]]
    into = [unit, *parts] if data["goes_on"] else parts
    return units.split_unit(unit, into=into, **_law(data), by=by)[0]


def _abolish(unit, data, by):
    return units.abolish_unit(unit, heir=data["heir"], **_law(data), by=by)


ACTS = {
    "doi-ten": Act("Đổi tên", "Vẫn là đơn vị ấy, mang tên khác.", forms.RenameForm, _rename, lambda unit, data: []),
    "doi-loai": Act("Nâng cấp, đổi loại", "Xã thành phường, tỉnh thành thành phố…", forms.UpgradeForm, _upgrade, lambda unit, data: []),
    "chuyen": Act("Chuyển cấp trên", "Đơn vị và mọi đơn vị trực thuộc về cấp trên khác.", forms.MoveForm, _move, lambda unit, data: []),
    "sap-nhap": Act(
        "Sáp nhập", "Nhiều đơn vị thành một: một đơn vị mới, hoặc vào một đơn vị đang có.", forms.MergeForm, _merge,
        lambda unit, data: [u for u in dict.fromkeys([unit, *data["others"]]) if u != data["into"]],
    ),
    "chia-tach": Act(
        "Chia, tách", "Một đơn vị thành nhiều; hoặc tách ra một phần.", forms.SplitForm, _split,
        lambda unit, data: [] if data["goes_on"] else [unit],
    ),
    "giai-the": Act("Giải thể", "Đơn vị thôi hoạt động; có thể có nơi kế thừa.", forms.AbolishForm, _abolish, lambda unit, data: [unit]),
}  # fmt: skip


def choose(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "organisations/reorganise.html", {"unit": _unit(request, slug), "acts": ACTS})


def carry_out(request: HttpRequest, slug: str, act: str) -> HttpResponse:
    """First the form; sent, what will move; sent again with `confirm`, it happens."""
    unit = _unit(request, slug)
    if act not in ACTS:
        raise Http404
    chosen = ACTS[act]
    form = chosen.form(request.POST or None, user=request.user, initial=_initial(unit, act))
    context = {"form": form, "unit": unit, "act": chosen}
    if request.method == "POST" and form.is_valid():
        confirmed = "confirm" in request.POST and "back" not in request.POST
        with feedback.refusals_on(form):
            with transaction.atomic():
                # What is shown is what would happen: the act itself runs, and is taken back until confirmed.
                moves = _what_moves(chosen.gone(unit, form.cleaned_data), form.cleaned_data["on"])
                shown = chosen.run(unit, form.cleaned_data, request.user)
                name = str(shown)
                transaction.set_rollback(not confirmed)
            if confirmed:
                feedback.done(request, f"Đã ghi: {chosen.label.lower()} {name}.")
                return redirect("organisations:unit", shown.slug)
            if "back" not in request.POST:
                return render(request, "organisations/reorganise_confirm.html", {**context, "moves": moves, "heir": name})
    return render(request, "organisations/reorganise_act.html", context)


def _unit(request: HttpRequest, slug: str) -> Unit:
    unit = get_object_or_404(queries.visible_units(request.user), slug=slug)
    rights.require(request.user, "organisations.reorganise", unit)
    return unit


def _initial(unit: Unit, act: str) -> dict:
    latest = unit.versions.order_by("-valid_from").first()
    return {"kind": latest.kind} if act == "sap-nhap" else {"name": latest.name, "kind": latest.kind, "code": latest.code}


def _what_moves(gone: list[Unit], day: date) -> list[tuple[str, list[tuple[str, int]]]]:
    return [(str(unit), [("Đơn vị trực thuộc", len(queries.children_after(unit, day))), *moving.what_moves(unit, day)]) for unit in gone]
