"""The officer's form: by whom it is about, kept as it is typed, sent once, keyed in from paper."""

import pytest

from lantoa.core.rights import Refused
from lantoa.exemplars.enums import Door, SubjectType
from lantoa.exemplars.models import Draft, Nomination
from lantoa.exemplars.services import doors, drafts
from lantoa.notifications.models import Notice
from lantoa.organisations.enums import Role
from tests.exemplars.test_telling import picture
from tests.factories import MovementFactory, UnitFactory, person_with

pytestmark = pytest.mark.django_db
ADDRESS = "/lam-viec/guong/gioi-thieu/"
TYPED = {
    "name": "Bà Tư Mẫu",
    "kind": "good_deed",
    "deed": "Nấu cháo cho bệnh viện.",
    "birth_year": "1955",
    "gender": "female",
    "is_direct_worker": "1",
}


def begin(client, ward, **given) -> Draft:
    answer = client.post(ADDRESS, {"type": "individual", "door": "officer", "unit": ward.pk, **given})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return Draft.objects.latest("created_at")


def at(draft: Draft, more: str = "") -> str:
    return f"{ADDRESS}{draft.pk}/{more}"


@pytest.fixture
def ward():
    return UnitFactory(name="Phường Xuân Hòa")


@pytest.fixture
def officer(client, ward):
    found = person_with(Role.UNIT_OFFICER, ward)
    client.force_login(found)
    return found


def test_typed_kept_sent(client, ward, officer):
    movement = MovementFactory(authority=ward)
    draft = begin(client, ward)
    answer = client.post(at(draft, "luu/"), {"name": "Bà Tư", "deed": "Nấu"})
    assert set(answer.json()) == {"at"}
    page = client.get(at(draft)).content.decode()
    assert ('value="Bà Tư"' in page, "Cần sửa" in page) == (True, False)
    sent = client.post(at(draft), {**TYPED, "movement": movement.pk, "value": "1.200.000", "photos": picture(), "viec": "gui"})
    nomination = Nomination.objects.get()
    assert sent["Location"] == f"/lam-viec/guong/{nomination.pk}/"
    assert (nomination.door, nomination.unit, nomination.name, nomination.birth_year, nomination.value, nomination.is_direct_worker) == (
        Door.OFFICER, ward, "Bà Tư Mẫu", 1955, 1_200_000, True)  # fmt: skip
    assert (nomination.movement, nomination.attachments.get().kind, nomination.proposed_by) == (movement, "photo", officer)
    sender = nomination.senders.get()
    assert (sender.user, sender.unit, sender.name) == (officer, ward, officer.full_name)


def test_sent_again_it_is_the_same(client, ward, officer):
    draft = begin(client, ward)
    for _ in range(2):
        client.post(at(draft), {**TYPED, "viec": "gui"})
    assert Nomination.objects.count() == 1
    assert doors.put_forward(draft, {"name": "x", "deed": "y", "type": "individual"}, unit=ward, by=officer) == Nomination.objects.get()


def test_without_script_the_button_keeps_it(client, ward, officer):
    draft = begin(client, ward)
    client.post(at(draft), {"name": "Bà Tư", "deed": "", "viec": "luu"})
    draft.refresh_from_db()
    assert (draft.answers["name"], Nomination.objects.exists()) == ("Bà Tư", False)
    assert "Bà Tư" in client.get(ADDRESS).content.decode()
    client.post(at(draft, "bo/"))
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "Ghi tên người"),
        ({"name": "B" * 500}, "Tên dài quá 200 chữ"),
        ({"deed": ""}, "Kể việc đã làm"),
        ({"birth_date": "31/02/1960"}, "Ghi ngày theo dạng"),
        ({"birth_year": "năm con rồng"}, "bốn chữ số"),
        ({"happened_on": "5/6/2022", "happened_until": "1/6/2022"}, "Ngày kết thúc phải từ"),
        ({"value": "một triệu"}, "Ghi bằng chữ số"),
        ({"kind": "vua"}, "Hãy chọn"),
        ({"movement": "99999"}, "Hãy chọn"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(client, ward, officer, typed, words):
    draft = begin(client, ward)
    answer = client.post(at(draft), {**TYPED, **typed, "viec": "gui"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Nomination.objects.exists()
    draft.refresh_from_db()
    assert draft.answers["birth_year" if "birth_year" in typed else "gender"] == typed.get("birth_year", "female")


def test_paper_says_where_it_is_kept_and_who_told(client, ward, officer):
    draft = begin(client, ward, door="paper")
    assert client.post(at(draft), {**TYPED, "told_by": "Lê Thị Kể", "viec": "gui"}).status_code == 422
    client.post(
        at(draft), {**TYPED, "told_by": "Lê Thị Kể", "told_phone": "0912345678", "kept_at": "Sổ tiếp dân 2022, tủ 3", "viec": "gui"}
    )
    nomination = Nomination.objects.get()
    sender = nomination.senders.get()
    assert (nomination.door, sender.name, sender.phone, sender.keyed_in_from) == (
        Door.PAPER,
        "Lê Thị Kể",
        "0912345678",
        "Sổ tiếp dân 2022, tủ 3",
    )


def test_a_household_is_asked_for_its_head_not_for_a_gender(client, ward, officer):
    draft = begin(client, ward, type="household")
    page = client.get(at(draft)).content.decode()
    assert ('name="head_name"' in page, 'name="gender"' in page) == (True, False)
    client.post(at(draft), {**TYPED, "name": "Hộ ông Ba", "head_name": "Ông Ba", "member_count": "5", "viec": "gui"})
    nomination = Nomination.objects.get()
    assert (nomination.type, nomination.head_name, nomination.member_count, nomination.gender) == (SubjectType.HOUSEHOLD, "Ông Ba", 5, "")


def test_nobody_opens_the_draft_of_another(client, ward, officer):
    draft = begin(client, ward)
    client.force_login(person_with(Role.UNIT_OFFICER, ward))
    answers = [client.get(at(draft)).status_code, client.post(at(draft), TYPED).status_code]
    answers += [client.post(at(draft, more), TYPED).status_code for more in ("luu/", "bo/")]
    assert answers == [404] * 4


def test_for_another_ward_an_officer_begins_nothing(client, ward, officer):
    answer = client.post(ADDRESS, {"type": "individual", "door": "officer", "unit": UnitFactory().pk})
    assert (answer.status_code, Draft.objects.count()) == (422, 0)


def test_the_right_is_asked_again_when_it_is_sent(ward):
    officer = person_with(Role.UNIT_OFFICER, ward)
    draft = drafts.open_draft(Door.OFFICER, unit=ward, by=officer)
    with pytest.raises(Refused):
        doors.put_forward(draft, {"name": "x", "deed": "y", "type": "individual"}, unit=UnitFactory(), by=officer)
    with pytest.raises(Refused):
        doors.put_forward(draft, {"name": "x", "deed": "y", "type": "individual"}, unit=ward, by=person_with(Role.UNIT_OFFICER, ward))
    with pytest.raises(Refused):
        drafts.open_draft(Door.OFFICER, unit=ward, by=person_with(Role.FINANCE, ward))
    assert not Nomination.objects.exists()


def test_the_unit_that_has_to_verify_is_told_when_somebody_else_puts_forward(client):
    city = UnitFactory(city=True)
    ward = UnitFactory(parent=city)
    theirs = person_with(Role.UNIT_OFFICER, ward)
    member = person_with(Role.COUNCIL_MEMBER, city)
    client.force_login(member)
    draft = begin(client, ward)
    client.post(at(draft), {**TYPED, "viec": "gui"})
    assert [n.recipient for n in Notice.objects.filter(kind="exemplars.nomination_received")] == [theirs]
    assert Nomination.objects.get().proposed_by == member


def test_those_who_hold_no_role_do_not_nominate(client, ward):
    client.force_login(person_with(Role.FINANCE, ward))
    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, {}).status_code == 404
