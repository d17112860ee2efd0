"""Loading a data file, what it refuses, and the tree of the nation."""

from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from lantoa.accounts.models import SYSTEM_USERNAME, User
from lantoa.core.dated import FOREVER
from lantoa.organisations import ancestry, queries
from lantoa.organisations.enums import UnitKind
from lantoa.organisations.models import Unit, UnitAncestry
from lantoa.organisations.services.loading import load_units
from lantoa.organisations.services.nation import load_nation
from tests.factories import UserFactory

TOP = {"key": "a", "name": "Tỉnh A", "kind": "province", "on": date(2020, 1, 1)}
WARD = {"key": "b", "name": "Phường B", "kind": "ward", "parent": "a", "on": date(2020, 1, 1)}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"units": [WARD]}, "đơn vị “b”: chưa có đơn vị “a” trước chỗ này trong tệp."),
        ({"units": [TOP, TOP]}, "đơn vị “a”: khóa “a” ghi hai lần."),
        ({"units": [TOP, {**WARD, "kind": "province"}]}, "đơn vị “b”: Tỉnh không thể trực thuộc Tỉnh A (tỉnh)."),
        ({"units": [{"key": "a", "kind": "ward", "on": date(2020, 1, 1)}]}, "đơn vị “a”: thiếu mục 'name'."),
        (
            {"units": [TOP], "events": [{"kind": "explode", "on": date(2021, 1, 1), "legal_document": "NQ"}]},
            "sự việc explode ngày 1/1/2021: không có loại sự việc “explode”.",
        ),
    ],
)
def test_a_wrong_file_is_refused_in_words(system, data, message):
    with pytest.raises(ValidationError) as caught:
        load_units(data, by=system)
    assert caught.value.messages == [message]
    assert not Unit.objects.exists()


@pytest.mark.django_db
def test_command_only_looks_unless_told_to_write(tmp_path):
    if not User.objects.filter(username=SYSTEM_USERNAME).exists():
        UserFactory(system=True, username=SYSTEM_USERNAME)
    file = tmp_path / "units.toml"
    file.write_text('units = [{ key = "a", name = "Tỉnh A", kind = "province", on = 2020-01-01 }]', encoding="utf-8")
    out = StringIO()
    call_command("load_units", str(file), stdout=out)
    assert (Unit.objects.count(), "chưa ghi gì" in out.getvalue()) == (0, True)
    call_command("load_units", str(file), "--write", stdout=out)
    assert Unit.objects.count() == 1
    with pytest.raises(CommandError, match="đã được nạp"):
        call_command("load_units", str(file), "--write", stdout=out)
    file.write_text("units = [", encoding="utf-8")
    with pytest.raises(CommandError, match="Không đọc được"):
        call_command("load_units", str(file), stdout=out)


def test_what_begins_later_is_left_out(system):
    rename = {"kind": "rename", "unit": "a", "name": "Tỉnh Á", "on": date(2021, 1, 1), "legal_document": "NQ"}
    loaded = load_units({"units": [TOP], "events": [rename]}, until=date(2020, 12, 31), by=system)
    assert (loaded.events, loaded.units["a"].version_on(date(2026, 1, 1)).name) == (0, "Tỉnh A")


def test_a_small_nation(system):
    nation = load_nation(communes=50, by=system)
    day = date(2025, 7, 1)
    assert Unit.objects.open_on(day).below(nation, day).count() == 1 + 34 + 50
    assert queries.units_of_kind(nation, UnitKind.PROVINCE, UnitKind.CENTRAL_CITY, day=day).count() == 34
    kept = set(UnitAncestry.objects.values_list("ancestor", "descendant", "depth", "valid_from", "valid_to"))
    spans = ancestry.spans_upward(Unit.objects.values_list("pk", flat=True))
    assert kept == {tuple(link) for pk in spans for link in ancestry.links_of(pk, spans)}
    assert nation.closed_on == FOREVER
    with pytest.raises(ValidationError):
        load_nation(communes=1, by=system)
