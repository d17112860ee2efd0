"""Who has to agree, what is valid on a day, taking and taking back; and that what is public follows at once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from lantoa.audit.models import Entry
from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.exemplars.enums import ConsentChannel, HoldCause, NominationState, Purpose, Relation, RequestKind, SubjectType
from lantoa.exemplars.models import Consent, ConsentText, DataRequest, Hold, Nomination, Takedown
from lantoa.exemplars.queries.consents import (
    agreed_to,
    may_publish,
    may_show_picture,
    text_for,
    valid_purposes,
    who_must_agree,
)  # fmt: skip
from lantoa.exemplars.queries.published import published_count, published_exemplar, published_exemplars, published_nominations
from lantoa.exemplars.services import consents, holds, privacy
from lantoa.exemplars.services.progress import move_along
from lantoa.exemplars.services.seeding import load_consent_texts
from lantoa.exemplars.signals import consent_withdrawn
from lantoa.notifications.models import Notice
from lantoa.organisations.enums import Role
from tests.exemplars.checking import DAY, agree, agreed, drawing, nominated, ward
from tests.factories import NominationFactory, UserFactory, person_with

pytestmark = pytest.mark.django_db
P, R = Purpose, Relation


@pytest.fixture(autouse=True)
def _in_june():
    with clock.at(DAY):
        yield


def honoured(place, **fields):
    return nominated(place, honoured=True, **fields)


def published(place, **fields):
    return nominated(place, honoured=True, **{"state": NominationState.PUBLISHED, "published_at": clock.now(), **fields})


# --- Who has to agree -------------------------------------------------------------------------------------------------------

BORN = {
    "6 years": (date(2015, 6, 11), [R.REPRESENTATIVE]),  # seven tomorrow
    "7 years": (date(2015, 6, 10), [R.REPRESENTATIVE, R.CHILD]),  # seven today
    "15 years": (date(2007, 1, 1), [R.REPRESENTATIVE, R.CHILD]),
    "17 years": (date(2004, 6, 11), [R.REPRESENTATIVE, R.CHILD]),  # eighteen tomorrow
    "18 years": (date(2004, 6, 10), [R.SELF]),  # eighteen today
    "grown": (date(1960, 2, 29), [R.SELF]),
}


@pytest.mark.parametrize("case", BORN)
def test_whom_to_ask_by_birth_date(case):
    born, asked = BORN[case]
    assert who_must_agree(NominationFactory(birth_date=born)) == asked


@pytest.mark.parametrize(("year", "asked"), [
    (2016, [R.REPRESENTATIVE]), (2015, [R.REPRESENTATIVE, R.CHILD]),  # may be seven already: the child too
    (2004, [R.REPRESENTATIVE, R.CHILD]),  # may be seventeen still
    (2003, [R.SELF]), (None, []),
])  # fmt: skip
def test_by_the_year_alone_the_careful_way(year, asked):
    assert who_must_agree(NominationFactory(birth_year=year)) == asked


def test_groups_and_the_dead():
    assert who_must_agree(NominationFactory(type=SubjectType.COLLECTIVE)) == [R.HEAD]
    assert who_must_agree(NominationFactory(type=SubjectType.HOUSEHOLD)) == [R.HEAD]
    assert who_must_agree(NominationFactory(is_deceased=True)) == [R.HEIR]


# Every birth × every set of those who said yes: one nomination and the query say the same.
@pytest.mark.parametrize("said", [
    (), (R.SELF,), (R.REPRESENTATIVE,), (R.CHILD,), (R.REPRESENTATIVE, R.CHILD), (R.HEIR,), (R.HEAD,),
], ids=lambda said: "+".join(said) or "nobody")  # fmt: skip
def test_what_is_valid_and_the_query_that_says_the_same(said):
    cases = {name: {"birth_date": born} for name, (born, _) in BORN.items()}
    cases |= {f"year {year}": {"birth_year": year} for year in (2016, 2015, 2004, 2003, 1970)}
    cases |= {"unknown": {}, "collective": {"type": SubjectType.COLLECTIVE}, "dead": {"is_deceased": True}}
    made = {name: NominationFactory(**fields) for name, fields in cases.items()}
    for nomination in made.values():
        for relation in said:
            agreed(nomination, P.PORTAL, relation=relation)
    adult, child, small = (
        {"18 years", "grown", "year 2003", "year 1970"},
        {"7 years", "15 years", "17 years", "year 2015", "year 2004"},
        {"6 years", "year 2016"},
    )
    expected = {
        (): set(), (R.SELF,): adult | {"dead"}, (R.REPRESENTATIVE,): small, (R.CHILD,): set(),
        (R.REPRESENTATIVE, R.CHILD): adult | child | small, (R.HEIR,): {"dead"}, (R.HEAD,): {"collective"},
    }[said]  # fmt: skip
    assert {name for name, nomination in made.items() if P.PORTAL in valid_purposes(nomination)} == expected
    by_query = set(Nomination.objects.filter(agreed_to(P.PORTAL)).values_list("pk", flat=True))
    assert by_query == {made[name].pk for name in expected}
    assert not Nomination.objects.filter(agreed_to(P.RADIO)).exists()


def test_a_child_that_turned_seven_has_to_be_asked():
    nomination = NominationFactory(birth_date=date(2015, 6, 11))
    agreed(nomination, P.PORTAL, relation=R.REPRESENTATIVE)
    assert valid_purposes(nomination) == {P.PORTAL}
    assert valid_purposes(nomination, DAY + timedelta(1)) == set()
    agreed(nomination, P.PORTAL, relation=R.CHILD)
    assert valid_purposes(nomination, date(2034, 1, 1)) == {P.PORTAL}  # grown: both signatures still hold


def test_valid_as_at_a_day():
    nomination = NominationFactory(birth_year=1970)
    agreed(nomination, P.PORTAL)
    assert valid_purposes(nomination, DAY - timedelta(1)) == set()
    Consent.objects.update(withdrawn_at=clock.now() + timedelta(days=5))
    assert valid_purposes(nomination, DAY + timedelta(4)) == {P.PORTAL}
    assert valid_purposes(nomination, DAY + timedelta(5)) == set()


def test_publishing_needs_honour_no_hold_and_the_purpose():
    place = ward()
    nomination = honoured(place)
    agreed(nomination, P.PORTAL)
    assert (may_publish(nomination, P.PORTAL), may_publish(nomination, P.RADIO), may_show_picture(nomination, P.PORTAL)) == (
        True,
        False,
        False,
    )
    agreed(nomination, P.IMAGE)
    assert may_show_picture(nomination, P.PORTAL)
    holds.hold(nomination, cause=HoldCause.COMPLAINT, reason="Có đơn.", by=place.leader)
    nomination.refresh_from_db()
    assert not may_publish(nomination, P.PORTAL)
    verified = nominated(place, verified=True)
    agreed(verified, P.PORTAL)
    assert not may_publish(verified, P.PORTAL)


# --- Taking -------------------------------------------------------------------------------------------------------------------


def test_a_yes_is_kept_with_words_channel_proof_taker_and_time():
    place = ward()
    nomination = nominated(place)
    given = agree(nomination, P.PORTAL, P.RADIO, by=place.officer)
    assert [(c.purpose, c.relation, c.channel, c.text.version, c.taken_by, c.given_at) for c in given] == [
        (p, R.SELF, ConsentChannel.PHONE_SCREEN, "2026-01", place.officer, clock.now()) for p in (P.PORTAL, P.RADIO)
    ]
    assert len({c.proof.sha256 for c in given}) == 1
    entry = Entry.objects.get(action="take_consent")
    assert entry.after_values["cho phép"] == "đăng trên cổng, trang thông tin điện tử; phát trên đài truyền thanh"
    assert "Trần Văn Gương" not in str(entry.after_values)


@pytest.mark.parametrize(("wrong", "field"), [
    ({"read_back": False}, "read_back"), ({"proof": None}, "proof"), ({"person": " "}, "person"), ({"purposes": ["all"]}, "purposes"),
    ({"channel": ConsentChannel.LINK}, "channel"), ({"channel": "đoán"}, "channel"), ({"relation": R.HEIR}, "relation"), ({"text_id": 0}, None),
])  # fmt: skip
def test_nothing_is_taken_for_granted(wrong, field):
    place = ward()
    nomination = nominated(place)
    with pytest.raises(ValidationError) as refused:
        agree(nomination, by=place.officer, **wrong)
    assert list(getattr(refused.value, "error_dict", {None: 0})) == [field]
    assert not Consent.objects.exists()


def test_silence_is_no_consent_and_an_unknown_age_asks_for_the_year():
    place = ward()
    with pytest.raises(ValidationError, match="ít nhất một điều"):
        agree(nominated(place), by=place.officer, purposes=[])
    with pytest.raises(ValidationError, match="năm sinh"):
        agree(nominated(place, birth_year=None), by=place.officer)


def test_agreed_twice_is_said_and_more_can_be_added():
    place = ward()
    nomination = nominated(place)
    agree(nomination, P.PORTAL, by=place.officer)
    with pytest.raises(ValidationError, match="trước đó"):
        agree(nomination, P.PORTAL, by=place.leader)
    assert [c.purpose for c in agree(nomination, P.PORTAL, P.PRINT, by=place.officer)] == [P.PRINT]


def test_a_new_version_of_the_words_has_to_be_read():
    place = ward()
    nomination = nominated(place)
    old = text_for(R.SELF)
    ConsentText.objects.create(relation=R.SELF, version="2027-01", valid_from=DAY, body="Lời mới.")
    with pytest.raises(ValidationError, match="bản mới"):
        agree(nomination, by=place.officer, text_id=old.pk)


def test_the_words_are_loaded_once_for_every_relation():
    assert set(ConsentText.objects.values_list("relation", flat=True)) == set(R.values)
    assert load_consent_texts(by=UserFactory(system=True)) == 0
    with pytest.raises(Refused):
        load_consent_texts(by=UserFactory())
    assert all(text.source and text.body for text in ConsentText.objects.all())


# --- Taking back -----------------------------------------------------------------------------------------------------------------


def test_taking_back_everything_hides_holds_and_leaves_tasks(django_capture_on_commit_callbacks):
    place, heard = ward(), []
    nomination = published(place)
    agreed(nomination, P.PORTAL, P.RADIO, P.IMAGE)
    link = consents.make_own_link(nomination, R.SELF, by=place.officer)
    assert published_count() == 1

    def hear(sender, nomination, purposes, **kwargs):
        heard.append(purposes)

    consent_withdrawn.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            gone = consents.withdraw_consent(nomination, purposes=[P.PORTAL], link=link, note="Tôi đổi ý.", by=_system())
            assert (gone, heard, Hold.objects.count()) == ({P.PORTAL}, [], 0)  # news only after the commit; radio is left
        assert (heard, published_count()) == ([{P.PORTAL}], 0)
        with django_capture_on_commit_callbacks(execute=True):
            consents.withdraw_consent(nomination, purposes=[P.RADIO, P.IMAGE], link=link, by=_system())
    finally:
        consent_withdrawn.disconnect(hear)
    assert heard == [{P.PORTAL}, {P.RADIO, P.IMAGE}]
    nomination.refresh_from_db()
    assert (nomination.is_held, Hold.objects.get().cause) == (True, HoldCause.CONSENT)
    hour, others = clock.now() + timedelta(hours=1), clock.now() + timedelta(days=20)
    assert sorted(Takedown.objects.values_list("purpose", "due_at")) == sorted(
        [(P.PORTAL, hour), (P.PORTAL, others), (P.RADIO, hour), (P.IMAGE, hour), (P.IMAGE, others)]
    )
    told = set(Notice.objects.filter(kind="exemplars.consent_withdrawn").values_list("recipient", flat=True))
    assert told == {place.officer.pk, place.proposer.pk, place.leader.pk, place.agency.pk}
    assert consents.withdraw_consent(nomination, purposes=list(P), link=link, by=_system()) == set()  # sent twice


def test_agreeing_again_ends_the_hold():
    place = ward()
    nomination = honoured(place)
    agreed(nomination, P.PORTAL)
    consents.withdraw_consent(nomination, purposes=[P.PORTAL], by=place.officer)
    nomination.refresh_from_db()
    assert nomination.is_held
    agree(nomination, P.IMAGE, by=place.officer)  # a picture alone shows nothing
    nomination.refresh_from_db()
    assert nomination.is_held
    agree(nomination, P.RADIO, by=place.officer)
    nomination.refresh_from_db()
    assert not nomination.is_held


def test_one_of_two_signatories_is_enough_to_end_it():
    place = ward()
    nomination = honoured(place, birth_date=date(2010, 1, 1))
    agreed(nomination, P.PORTAL, relation=R.REPRESENTATIVE)
    agreed(nomination, P.PORTAL, relation=R.CHILD)
    link = consents.make_own_link(nomination, R.CHILD, by=place.officer)
    consents.withdraw_consent(nomination, purposes=[P.PORTAL], link=link, by=_system())
    assert not nomination.consents.filter(withdrawn_at__isnull=True).exists()


def test_nothing_to_take_down_before_anything_was_shown():
    place = ward()
    nomination = nominated(place)
    agreed(nomination)
    consents.withdraw_consent(nomination, purposes=[P.PORTAL], by=place.officer)
    assert not Takedown.objects.exists()


@pytest.mark.parametrize("by", ["neighbour", "council", "media", "nobody"])
def test_others_neither_take_nor_take_back(by):
    place = ward()
    nomination = nominated(place, verified=True)
    agreed(nomination)
    user = {
        "neighbour": lambda: ward().officer, "council": lambda: person_with(Role.COUNCIL_MEMBER, place.city),
        "media": lambda: person_with(Role.MEDIA_EDITOR, place.office), "nobody": UserFactory,
    }[by]()  # fmt: skip
    for act in (
        lambda: agree(nomination, P.RADIO, by=user),
        lambda: consents.withdraw_consent(nomination, purposes=[P.PORTAL], by=user),
        lambda: consents.make_own_link(nomination, R.SELF, by=user),
        lambda: privacy.ask_about_data(nomination, kind=RequestKind.SEE, text="Cho xem.", by=user),
    ):
        with pytest.raises(Refused):
            act()
    assert valid_purposes(nomination) == {P.PORTAL}


def test_a_link_of_another_or_a_closed_one_opens_nothing():
    place = ward()
    mine, other = nominated(place), nominated(place)
    agreed(mine)
    link = consents.make_own_link(other, R.SELF, by=place.officer)
    with pytest.raises(Refused):
        consents.withdraw_consent(mine, purposes=[P.PORTAL], link=link, by=UserFactory())
    own = consents.make_own_link(mine, R.SELF, by=place.officer)
    assert consents.make_own_link(mine, R.SELF, by=place.leader) == own
    consents.close_own_link(own, by=place.officer)
    with pytest.raises(Refused):
        consents.withdraw_consent(mine, purposes=[P.PORTAL], link=own, by=UserFactory())
    with pytest.raises(ValidationError):
        consents.make_own_link(mine, R.HEIR, by=place.officer)


# --- Seeing that it disappears, answering --------------------------------------------------------------------------------------


def test_a_takedown_ends_with_its_proof_and_the_second_clerk_is_told():
    place = ward()
    nomination = published(place)
    agreed(nomination, P.RADIO)
    consents.withdraw_consent(nomination, purposes=[P.RADIO], by=place.officer)
    takedown = Takedown.objects.get()
    with pytest.raises(ValidationError):
        privacy.finish_takedown(takedown, proof=" ", by=place.officer)
    with pytest.raises(Refused):
        privacy.finish_takedown(takedown, proof="Xong.", by=ward().officer)
    privacy.finish_takedown(takedown, proof="Đã bỏ khỏi lịch phát.", upload=drawing("man-hinh.png"), by=place.officer)
    with pytest.raises(ValidationError, match="trước đó"):
        privacy.finish_takedown(takedown, proof="Tôi cũng gỡ.", by=place.leader)
    takedown.refresh_from_db()
    assert (takedown.done_by, takedown.proof_file.mime) == (place.officer, "image/png")


def test_what_is_not_down_within_the_hour_is_said_once():
    place = ward()
    nomination = published(place)
    agreed(nomination, P.RADIO)
    consents.withdraw_consent(nomination, purposes=[P.RADIO], by=place.officer)
    with pytest.raises(Refused):
        privacy.remind_overdue(by=place.officer)
    assert privacy.remind_overdue(by=_system()) == 0
    with clock.at(timezone.localtime(clock.now() + timedelta(hours=1))):
        assert (privacy.remind_overdue(by=_system()), privacy.remind_overdue(by=_system())) == (1, 0)
    assert Notice.objects.filter(kind="exemplars.takedown_overdue").count() == 4


def test_a_request_is_acknowledged_in_two_working_days_and_answered():
    place = ward()
    nomination = nominated(place)
    link = consents.make_own_link(nomination, R.SELF, by=place.officer)
    asked = privacy.ask_about_data(nomination, kind=RequestKind.CORRECT, text="Sai tên đệm. CCCD 075190001234", link=link, by=_system())
    assert asked == privacy.ask_about_data(
        nomination, kind=RequestKind.CORRECT, text="Sai tên đệm. CCCD 075190001234", link=link, by=_system()
    )
    assert (asked.acknowledge_by, asked.answer_by) == (date(2022, 6, 14), date(2022, 6, 25))  # Friday: Monday, Tuesday
    assert asked.text == "Sai tên đệm. CCCD xxxxxxxxx234"
    with clock.at(date(2022, 6, 14)):
        assert privacy.remind_requests(by=_system()) == 4
        assert privacy.remind_requests(by=_system()) == 0
    privacy.acknowledge_request(asked, by=place.officer)
    with clock.at(date(2022, 6, 15)):
        assert privacy.remind_requests(by=_system()) == 0
    with pytest.raises(ValidationError):
        privacy.answer_request(asked, answer="", by=place.officer)
    privacy.answer_request(asked, answer="Đã sửa.", by=place.leader)
    with pytest.raises(ValidationError, match="trước đó"):
        privacy.answer_request(asked, answer="Nữa.", by=place.officer)
    for number in range(privacy.MOST_OPEN):
        privacy.ask_about_data(nomination, kind=RequestKind.SEE, text=f"Câu {number}", link=link, by=_system())
    with pytest.raises(ValidationError, match="nhiều yêu cầu"):
        privacy.ask_about_data(nomination, kind=RequestKind.SEE, text="Thêm", link=link, by=_system())
    assert DataRequest.objects.filter(answered_at__isnull=True).count() == privacy.MOST_OPEN


# --- What is public ---------------------------------------------------------------------------------------------------------------


def test_only_what_is_published_free_and_agreed_to_is_public(django_assert_num_queries):
    place = ward()
    shown = published(place, name="Trần Văn Sáng", title="Hiến đất mở đường", phone="0912345678", address="12 Lê Lợi")
    agreed(shown, P.PORTAL)
    for fields in (
        {"state": NominationState.HONOURED},
        {"held_since": clock.now()},
        {"state": NominationState.REVOKED, "end_reason": "Sai."},
    ):
        hidden = published(place, **fields)
        agreed(hidden, P.PORTAL)
    published(place)  # agreed to nothing
    agreed(published(place), P.RADIO)
    with django_assert_num_queries(3):
        found = published_exemplars()
    assert [one.code for one in found] == [shown.code]
    assert (found[0].name, found[0].title, found[0].may_show_picture) == ("Trần Văn Sáng", "Hiến đất mở đường", False)
    assert not {"phone", "address", "birth_date", "hamlet", "deed"} & set(vars(found[0]))
    assert published_exemplars(words="sang") == found
    assert published_exemplars(words="toi") == []
    assert published_exemplar(shown.code) == found[0]


def test_withdrawal_hold_and_revocation_remove_it_at_once():
    place = ward()
    for remove in (
        lambda n: consents.withdraw_consent(n, purposes=[P.PORTAL], by=place.officer),
        lambda n: holds.hold(n, cause=HoldCause.VIOLATION, reason="Đang xem xét.", by=place.leader),
        lambda n: move_along(n, NominationState.REVOKED, reason="Khai man.", by=place.agency),
    ):
        nomination = published(place)
        agreed(nomination, P.PORTAL, P.RADIO)
        assert published_exemplar(nomination.code) is not None
        remove(nomination)
        assert (published_exemplar(nomination.code), list(published_nominations())) == (None, [])


def test_of_a_child_neither_school_nor_place_is_public():
    place = ward()
    nomination = published(place, birth_date=date(2010, 1, 1), occupation="Học sinh lớp 7A, Trường THCS Thử", hamlet="Khu phố 2")
    agreed(nomination, P.PORTAL, relation=R.REPRESENTATIVE)
    assert published_exemplar(nomination.code) is None
    agreed(nomination, P.PORTAL, relation=R.CHILD)
    found = published_exemplar(nomination.code)
    assert (found.occupation, "Khu phố 2" in str(found)) == ("", False)


def _system():
    from lantoa.accounts.models import User

    return User.objects.system()
