"""The life of a movement."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lantoa.accounts.models import User
from lantoa.audit.models import Entry
from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.movements import daily
from lantoa.movements.models import Anniversary, Movement, MovementCriterion
from lantoa.movements.queries import lists
from lantoa.movements.services import movements as services
from lantoa.notifications.models import Notice
from tests.factories import MovementFactory, RegistrationFactory
from tests.movements.ground import DAY


def new(w, **fields):
    return services.create_movement(w.city, **{"name": "Mỗi tuần một việc tốt", "level": "city", "by": w.agency, **fields})


def test_it_begins_as_a_draft_with_an_address_of_its_own(w):
    first = new(w)
    second = services.create_movement(w.city, name="Mỗi tuần một việc tốt", level="unit", by=w.agency)
    assert (first.state, first.slug, second.slug, first.created_by) == (
        "draft",
        "moi-tuan-mot-viec-tot",
        "moi-tuan-mot-viec-tot-2",
        w.agency,
    )
    assert Entry.objects.filter(model="movements.movement", object_id=str(first.pk)).values_list("action", flat=True).get() == "create"


def test_a_name_without_letters_still_gets_an_address(w):
    assert new(w, name="“…”").slug == "phong-trao"


def test_the_same_name_at_the_same_level_is_refused(w):
    new(w)
    with pytest.raises(ValidationError, match="Đã có phong trào cùng tên"):
        new(w)


def test_a_discarded_name_is_free_again(w):
    services.discard_movement(new(w), by=w.agency)
    assert new(w).state == "draft"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"), ({"name": "a" * 301}, "name"), ({"level": "galaxy"}, "level"), ({"colour": "hồng"}, "colour"),
        ({"starts_on": date(2022, 5, 1), "ends_on": date(2022, 4, 30)}, "__all__"), ({"applies_to": ["dragon"]}, "applies_to"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_in_words(w, fields, field):
    with pytest.raises(ValidationError) as refused:
        new(w, **fields)
    assert field in refused.value.message_dict


def test_one_day_long_is_allowed(w):
    assert new(w, starts_on=DAY, ends_on=DAY).has_ended(DAY) is False


def test_an_officer_of_a_ward_begins_only_the_wards_own(w):
    with pytest.raises(Refused):
        services.create_movement(w.city, name="Của thành phố", level="city", by=w.officer)
    assert services.create_movement(w.an, name="Của phường", level="unit", by=w.officer).authority == w.an


def test_a_parent_is_of_a_level_as_wide_or_wider(w):
    local = MovementFactory(authority=w.city, level="unit")
    with pytest.raises(ValidationError, match="cấp rộng hơn"):
        new(w, parent=local)
    assert new(w, parent=w.movement).parent == w.movement


def test_a_movement_cannot_stand_under_its_own_child(w):
    child = MovementFactory(authority=w.city, parent=w.movement)
    grandchild = MovementFactory(authority=w.city, parent=child)
    with pytest.raises(ValidationError, match="đứng dưới nó"):
        services.edit_movement(w.movement, parent=grandchild, by=w.agency)
    assert set(lists.possible_parents(w.movement, Movement.objects.filter(authority=w.city))) == set()


def test_the_database_refuses_a_movement_under_itself(w):
    with pytest.raises(IntegrityError), transaction.atomic():
        Movement.objects.filter(pk=w.movement.pk).update(parent=w.movement.pk)


def test_editing_leaves_a_trail_of_what_changed_only(w):
    services.edit_movement(w.movement, aim="Đường sạch, ngõ đẹp", name=w.movement.name, by=w.agency)
    entry = Entry.objects.filter(action="edit").get()
    assert (json.loads(entry.before), json.loads(entry.after)) == ({"aim": ""}, {"aim": "Đường sạch, ngõ đẹp"})


def test_editing_nothing_leaves_no_trail(w):
    services.edit_movement(w.movement, name=w.movement.name, by=w.agency)
    assert not Entry.objects.filter(action="edit").exists()


def test_a_new_name_is_found_and_the_address_stays(w):
    services.edit_movement(w.movement, name="Đường quê đổi mới", short_name="", by=w.agency)
    found = lists.filtered(Movement.objects.all(), words="duong que")
    assert [(m.pk, m.slug) for m in found] == [(w.movement.pk, "chung-suc")]


def test_what_is_over_is_not_edited(w):
    closed = MovementFactory(authority=w.city, closed=True)
    with pytest.raises(ValidationError, match="mở lại"):
        services.edit_movement(closed, aim="x", by=w.agency)
    with pytest.raises(ValidationError, match="đã kết thúc"):
        services.add_criterion(closed, text="x", by=w.agency)


def test_launching_tells_the_people_of_every_unit_expected_and_nobody_else(w):
    draft = new(w)
    services.launch_movement(draft, by=w.agency)
    told = set(Notice.objects.filter(kind="movements.launched").values_list("recipient", flat=True))
    members = {w.officer.pk, w.leader.pk, w.person["FP"].pk, w.person["GR"].pk, w.vinh_leader.pk, w.vinh_officer.pk}
    assert told == members
    draft.refresh_from_db()
    assert (draft.state, clock.today()) == ("launched", DAY)


def test_what_has_ended_is_not_launched(w):
    draft = new(w, ends_on=date(2022, 6, 9))
    with pytest.raises(ValidationError, match="đã qua"):
        services.launch_movement(draft, by=w.agency)
    with pytest.raises(Refused):
        services.launch_movement(draft, by=w.officer)


def test_launching_twice_is_refused(w):
    with pytest.raises(ValidationError, match="đang diễn ra"):
        services.launch_movement(w.movement, by=w.agency)


def test_ending_early_needs_a_reason_and_asks_those_who_took_part(w):
    RegistrationFactory(movement=w.movement, unit=w.an)
    RegistrationFactory(movement=w.movement, unit=w.vinh, declined=True)
    with pytest.raises(ValidationError, match="lý do kết thúc sớm"):
        services.close_movement(w.movement, by=w.agency)
    services.close_movement(w.movement, reason="Nhập vào phong trào mới", by=w.agency)
    told = set(Notice.objects.filter(kind="movements.final_review_wanted").values_list("recipient", flat=True))
    # vinh declined; the agency itself acted and need not be told
    assert told == {w.officer.pk, w.leader.pk, w.person["FP"].pk, w.person["GR"].pk, w.mayor.pk} | ({w.agency.pk} & told)


def test_reopening_needs_a_reason_and_runs_on_without_the_day_that_passed(w):
    ended = MovementFactory(authority=w.city, closed=True, ends_on=date(2022, 5, 31))
    with pytest.raises(ValidationError, match="lý do mở lại"):
        services.reopen_movement(ended, reason=" ", by=w.agency)
    opened = services.reopen_movement(ended, reason="Gia hạn theo kết luận", by=w.agency)
    assert (opened.state, opened.ends_on, opened.closed_at) == ("launched", None, None)


def test_each_morning_what_is_past_its_last_day_closes_once(w):
    last_day, over = MovementFactory(authority=w.city, ends_on=DAY), MovementFactory(authority=w.city, ends_on=date(2022, 6, 9))
    endless = MovementFactory(authority=w.city, ends_on=None)
    first, again = daily.run(), daily.run()
    assert (first["closed"], again["closed"]) == (1, 0)
    assert (first["days"], again["days"]) == (Anniversary.objects.count(), 0)
    assert first["days"] > 0
    states = {m.pk: m.state for m in Movement.objects.all()}
    assert [states[m.pk] for m in (last_day, over, endless)] == ["launched", "closed", "launched"]
    with pytest.raises(Refused):
        services.close_ended(by=w.agency)
    assert Entry.objects.filter(object_id=str(over.pk), action="move").get().actor_id == User.objects.system().pk


def test_a_draft_with_children_is_not_discarded(w):
    draft = new(w)
    MovementFactory(authority=w.city, parent=draft, draft=True)
    with pytest.raises(ValidationError, match="đứng dưới"):
        services.discard_movement(draft, by=w.agency)


def test_criteria_stand_in_the_order_they_were_added(w):
    for text in ("Có kế hoạch", "Có kết quả"):
        services.add_criterion(w.movement, text=text, source="đề xuất, chờ Hội đồng duyệt", by=w.agency)
    assert list(w.movement.criteria.values_list("order", "text")) == [(1, "Có kế hoạch"), (2, "Có kết quả")]
    services.remove_criterion(w.movement.criteria.first(), by=w.agency)
    assert list(w.movement.criteria.values_list("text", flat=True)) == ["Có kết quả"]
    with pytest.raises(ValidationError):
        services.add_criterion(w.movement, text=" ", by=w.agency)
    with pytest.raises(Refused):
        services.remove_criterion(MovementCriterion.objects.get(), by=w.leader)


@pytest.mark.parametrize(
    ("starts", "ends", "day", "part"),
    [
        (date(2019, 1, 1), date(2025, 12, 31), date(2018, 12, 31), 0), (date(2019, 1, 1), date(2025, 12, 31), date(2022, 6, 30), 49),
        (date(2019, 1, 1), date(2025, 12, 31), date(2026, 1, 1), 100), (None, date(2025, 12, 31), DAY, None), (DAY, None, DAY, None),
        (DAY, DAY, DAY, 100),
    ],
)  # fmt: skip
def test_how_much_of_the_span_has_passed(starts, ends, day, part):
    assert lists.elapsed(Movement(starts_on=starts, ends_on=ends), day) == part


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [(date(2019, 1, 1), date(2025, 12, 31), "2019 - 2025"), (date(2022, 3, 1), date(2022, 9, 1), "2022"), (None, DAY, "")],
)
def test_the_span_in_words(starts, ends, words):
    assert Movement(starts_on=starts, ends_on=ends).span == words


def test_a_field_that_is_none_is_a_mistake_of_the_caller(w):
    with pytest.raises(TypeError):
        new(w, colour_of_the_sky="blue")
