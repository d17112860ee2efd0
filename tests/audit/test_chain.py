"""The chain: what was written can be proven, what was touched is found, and the database refuses the touching."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from lantoa.audit import triggers, verifying
from lantoa.audit.models import ChainHead, Entry
from lantoa.audit.verifying import Anchor, faults
from lantoa.core import clock, trail
from tests.factories import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return UserFactory(full_name="Trần Thị Thử")


@pytest.fixture
def lines(officer):
    """Five lines; the log of a fresh database may begin with others."""
    for n in range(5):
        trail.record("edit", officer, by=officer, reason=f"lý do {n}", before={"phone": ""}, after={"phone": f"090{n}"})
    return Entry.objects.count()


def tamper(sql, *params):
    """Change the table as somebody with the database's own password could."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
    triggers.install(connection)


def resealed(position, **changed):
    """The line with values changed and its own hash made anew, as a careful forger would."""
    entry = Entry.objects.get(position=position)
    for name, value in changed.items():
        setattr(entry, name, value)
    return entry.sealed()


def test_a_line_says_who_when_what_and_why(officer):
    unit = UnitFactory(name="Phường Bảo Vinh")
    with clock.at(date(2022, 6, 10)):
        trail.record(
            "move", officer, by=officer, unit=unit, reason="đủ hồ sơ", from_state="a", to_state="b", after={"ngày": date(2022, 6, 1)}
        )
    entry = Entry.objects.latest("position")
    assert (entry.actor, entry.actor_name, entry.unit_id, entry.unit_name) == (officer, "Trần Thị Thử", unit.pk, "Phường Bảo Vinh")
    assert (entry.model, entry.object_id, entry.object_text) == ("accounts.user", str(officer.pk), "Trần Thị Thử")
    assert (entry.action, entry.from_state, entry.to_state, entry.reason) == ("move", "a", "b", "đủ hồ sơ")
    assert entry.after == '{"ngày":"2022-06-01"}'
    assert entry.at.date() == date(2022, 6, 10)


def test_a_chain_left_alone_is_whole(lines, monkeypatch):
    assert list(faults()) == []
    monkeypatch.setattr(verifying, "CHUNK", 2)  # walked in pieces, it is the same
    assert list(faults()) == []


def test_an_empty_log_is_whole():
    assert Entry.objects.count() == 0
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reason", "lý do X"),
        ("actor_name", "Ai đó"),
        ("after", '{"phone": "0903"}'),
        ("address", "1.1.1.1"),
        ("action", "edit2"),
        ("unit_id", 7),
    ],
)
def test_one_changed_byte_is_found(lines, field, value):
    tamper(f"UPDATE audit_entry SET {field} = %s WHERE position = 3", value)
    assert list(faults()) == ["Dòng 3 đã bị sửa."]


def test_a_change_with_its_hash_made_anew_is_found_at_the_next_line(lines):
    tamper("UPDATE audit_entry SET reason = 'khác', hash = %s WHERE position = 3", resealed(3, reason="khác"))
    assert list(faults()) == ["Dòng 4 không nối với dòng trước nó."]


def test_the_same_trick_on_the_last_line_does_not_fit_the_head(lines):
    tamper("UPDATE audit_entry SET reason = 'khác', hash = %s WHERE position = %s", resealed(lines, reason="khác"), lines)
    assert list(faults()) == [f"Đuôi nhật ký không khớp đầu mối: đầu mối ghi {lines} dòng, thấy đến dòng {lines}."]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("position = 2", ["Thiếu dòng 2."]),
        ("position IN (2, 3)", ["Thiếu dòng 2 đến 3."]),
        ("position > 3", ["Đuôi nhật ký không khớp đầu mối: đầu mối ghi 5 dòng, thấy đến dòng 3."]),
        ("position > 0", ["Đuôi nhật ký không khớp đầu mối: đầu mối ghi 5 dòng, thấy đến dòng 0."]),
    ],
)
def test_missing_lines_are_found(lines, where, found):
    tamper(f"DELETE FROM audit_entry WHERE {where}")
    assert list(faults()) == found


def test_two_lines_exchanged_are_found(lines):
    for before, after in ((2, 100), (3, 2), (100, 3)):
        tamper("UPDATE audit_entry SET position = %s WHERE position = %s", after, before)
    assert [fault for fault in faults() if "bị sửa" in fault] == ["Dòng 2 đã bị sửa.", "Dòng 3 đã bị sửa."]


def test_a_chain_made_wholly_anew_is_found_by_a_note_kept_elsewhere(lines):
    anchor = Anchor.parse(str(ChainHead.objects.get()))
    assert list(faults(anchor)) == []
    head = Entry.objects.get(position=lines)
    tamper("DELETE FROM audit_entry WHERE position = %s", lines)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_chainhead SET length = %s, last_hash = %s", [lines - 1, head.previous_hash])
    assert list(faults()) == []
    assert list(faults(anchor)) == [f"Không còn dòng {lines} của dấu niêm đã ghi lại trước đây."]


def test_a_lost_head_stops_writing_and_is_found(lines, officer):
    ChainHead.objects.all().delete()
    assert list(faults()) == ["Mất đầu mối của nhật ký."]
    with pytest.raises(ChainHead.DoesNotExist):
        trail.record("edit", officer, by=officer)


def test_the_command_says_so(lines, capsys):
    call_command("verify_audit")
    assert f"Nhật ký nguyên vẹn: {lines} dòng. Dấu niêm, nên ghi lại và cất nơi khác: {lines}:" in capsys.readouterr().out
    tamper("UPDATE audit_entry SET reason = 'x' WHERE position = 3")
    with pytest.raises(CommandError, match="Dòng 3 đã bị sửa"):
        call_command("verify_audit")


def test_the_command_wants_a_note_it_printed_itself():
    with pytest.raises(CommandError, match="SỐ:MÃ"):
        call_command("verify_audit", anchor="hôm qua")


@pytest.mark.parametrize("sql", ["UPDATE audit_entry SET reason = 'x'", "DELETE FROM audit_entry"])
def test_the_database_refuses(lines, sql):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Entry.objects.count() == lines


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_empty_the_table(lines):
    connection.check_constraints()  # what is still to be checked of these very lines would stand in the way before the trigger does
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry")


def test_so_does_the_model(lines):
    entry = Entry.objects.get(position=1)
    with pytest.raises(ValidationError, match="không sửa"):
        entry.save()
    with pytest.raises(ValidationError, match="không xóa"):
        entry.delete()


def test_an_act_undone_leaves_no_line_and_no_gap(officer, lines):
    with transaction.atomic():
        trail.record("edit", officer, by=officer)
        transaction.set_rollback(True)
    trail.record("edit", officer, by=officer)
    assert Entry.objects.latest("position").position == lines + 1
    assert list(faults()) == []


def test_nul_and_very_long_names_fit(officer):
    officer.full_name = "Đ" * 119 + "\x00xyz"
    trail.record("edit", officer, by=officer, reason="a\x00b", after={"tên": "\x00", "đơn vị": officer})
    entry = Entry.objects.get()
    assert (len(entry.actor_name), entry.reason, entry.after_values["tên"]) == (120, "ab", "")
    assert list(faults()) == []


def test_adding_costs_three_statements(officer, django_assert_num_queries):
    trail.record("edit", officer, by=officer)  # what the person is, is asked once and kept on the object
    with django_assert_num_queries(5):  # three and a savepoint around them
        trail.record("edit", officer, by=officer)
