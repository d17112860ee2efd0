"""Boring factories: each makes one valid row; variants are traits. People are invented."""

import uuid
from datetime import UTC, date, datetime, time

import factory

from lantoa.accounts.models import User
from lantoa.core.dated import FOREVER
from lantoa.exemplars.enums import Door, NominationState, SubjectType
from lantoa.exemplars.models import Nomination, Sender, Subject
from lantoa.feedback.models import Letter
from lantoa.movements.enums import Level, MovementState, RegistrationState, ReviewKind, ReviewState
from lantoa.movements.models import Anniversary, Lesson, Movement, Registration, Review, ReviewExemplar
from lantoa.newsroom.models import Story
from lantoa.organisations import ancestry
from lantoa.organisations.enums import ClusterKind, Role, UnitKind
from lantoa.organisations.models import Appointment, Cluster, ClusterSeat, Unit, UnitVersion
from lantoa.outgoing.models import Paper
from lantoa.plans.enums import AssignmentState, ClauseKind, DutyState, Frequency, PlanState, TargetKind
from lantoa.plans.models import Assignment, Clause, Delivery, Duty, DutyTarget, Evidence, Plan, Recurrence
from lantoa.radio.models import Airing, Bulletin, BulletinPart, PartScript, Slot, Station, Take
from lantoa.selection import enums as selection
from lantoa.selection.models import Candidate, Council, Round

LONG_AGO = date(2019, 6, 1)  # the day Long Khánh became a city; before the plan of every test


# --- accounts -----------------------------------------------------------------------------------------------------------


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        system = factory.Trait(is_system=True, full_name="Hệ thống")

    username = factory.Sequence(lambda n: f"nguoi-{n}")
    full_name = factory.Sequence(lambda n: f"Nguyễn Thị Thử {n}")


# --- organisations ------------------------------------------------------------------------------------------------------


class UnitFactory(factory.django.DjangoModelFactory):
    """A unit with one version and its ancestry; `name`, `kind`, `code`, `parent`, `legal_document` go to the version."""

    class Meta:
        model = Unit

    class Params:
        school = factory.Trait(kind=UnitKind.SCHOOL)
        department = factory.Trait(kind=UnitKind.DEPARTMENT)
        city = factory.Trait(kind=UnitKind.PROVINCIAL_CITY)

    slug = factory.Sequence(lambda n: f"don-vi-{n}")
    name = factory.Sequence(lambda n: f"Phường Thử {n}")
    kind = UnitKind.WARD
    code = ""
    parent = None
    legal_document = ""
    opened_on = LONG_AGO
    closed_on = FOREVER

    @classmethod
    def _create(cls, model_class, *args, name, kind, code, parent, legal_document, **fields):
        unit = super()._create(model_class, *args, **fields)
        UnitVersion.objects.create(
            unit=unit, name=name, kind=kind, code=code, parent=parent, legal_document=legal_document,
            valid_from=unit.opened_on, valid_to=unit.closed_on,
        )  # fmt: skip
        ancestry.rebuild([unit.pk])
        return unit


class ClusterFactory(factory.django.DjangoModelFactory):
    """A cluster in which the given `units` sit, in that order; its authority is a new city unless said."""

    class Meta:
        model = Cluster
        skip_postgeneration_save = True

    authority = factory.SubFactory(UnitFactory, city=True)
    kind = ClusterKind.CLUSTER
    name = factory.Sequence(lambda n: f"Cụm thi đua số {n}")
    opened_on = LONG_AGO

    @factory.post_generation
    def units(self, create, units, **kwargs):
        for order, unit in enumerate(units or (), start=1):
            ClusterSeat.objects.create(cluster=self, unit=unit, order=order, valid_from=self.opened_on)


class AppointmentFactory(factory.django.DjangoModelFactory):
    """An officer of a ward; `cluster=` with role CLUSTER_HEAD instead of a unit."""

    class Meta:
        model = Appointment

    class Params:
        leader = factory.Trait(role=Role.UNIT_LEADER)
        standing = factory.Trait(role=Role.STANDING_AGENCY)

    user = factory.SubFactory(UserFactory)
    role = Role.UNIT_OFFICER
    cluster = None
    unit = factory.Maybe("cluster", yes_declaration=None, no_declaration=factory.SubFactory(UnitFactory))
    valid_from = LONG_AGO


def person_with(role: Role, place: Unit | Cluster, **fields) -> User:
    """A person who holds the role at the unit (or cluster)."""
    where = {"cluster": place} if isinstance(place, Cluster) else {"unit": place}
    return AppointmentFactory(role=role, **where, **fields).user


# --- feedback -----------------------------------------------------------------------------------------------------------


class LetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Letter

    form_key = factory.LazyFunction(uuid.uuid4)
    follow_key = "K7QM"
    kind = "idea"
    unit = factory.SubFactory(UnitFactory)
    text = "Đèn đường hẻm 5 hỏng."
    due_on = date(2022, 6, 17)


# --- plans --------------------------------------------------------------------------------------------------------------

ACTIVATED = datetime(2022, 3, 23, 1, tzinfo=UTC)  # eight in the morning, two days after plan 449 was issued


class PlanFactory(factory.django.DjangoModelFactory):
    """Plan 449 in small: an active plan of a city, run by an office of the city, for the rest of 2022. No clauses, no duties."""

    class Meta:
        model = Plan

    class Params:
        draft = factory.Trait(state=PlanState.DRAFT, number="", issued_on=None, signer_name="", signed_at=None, activated_at=None)
        signed = factory.Trait(state=PlanState.SIGNED, activated_at=None)

    issuer = factory.SubFactory(UnitFactory, city=True)
    standing_agency = factory.SubFactory(UnitFactory, department=True, parent=factory.SelfAttribute("..issuer"))
    number = factory.Sequence(lambda n: f"{449 + n}/KH-UBND")
    title = "Tuyên truyền, phổ biến, nhân rộng điển hình tiên tiến, mô hình mới, nhân tố mới năm 2022"
    place = "Long Khánh"
    issued_on = date(2022, 3, 21)
    year = 2022
    valid_from = date(2022, 3, 21)
    valid_to = date(2022, 12, 31)
    signer_authority = "KT. CHỦ TỊCH"
    signer_position = "PHÓ CHỦ TỊCH"
    signer_name = "Trần Văn Ký"
    state = PlanState.ACTIVE
    signed_at = ACTIVATED
    activated_at = ACTIVATED
    created_by = factory.SubFactory(UserFactory)


class ClauseFactory(factory.django.DjangoModelFactory):
    """One bullet of the plan; `ref` counts up within II.2."""

    class Meta:
        model = Clause

    plan = factory.SubFactory(PlanFactory)
    ref = factory.Sequence(lambda n: f"II.2-{n + 1}")
    kind = ClauseKind.FORM
    text = "Định kỳ hàng tháng, hàng quý lựa chọn các gương người tốt, việc tốt."
    order = factory.Sequence(lambda n: n % 30000)


class DutyFactory(factory.django.DjangoModelFactory):
    """A confirmed monthly duty of every member unit, proved by any one file, photo, link or note.

    `target` and `target__unit=…` say who owes it, `frequency` and `frequency__due_days=…` how often; `clauses=[…]` why.
    """

    class Meta:
        model = Duty
        skip_postgeneration_save = True

    class Params:
        proposed = factory.Trait(state=DutyState.PROPOSED)

    plan = factory.SubFactory(PlanFactory)
    code = factory.Sequence(lambda n: f"T{n:03}")
    title = factory.Sequence(lambda n: f"Nhiệm vụ thử {n}")
    text = "Mỗi tháng có ít nhất một tin, bài."
    evidence_kinds = factory.LazyFunction(lambda: ["file", "photo", "link", "note"])
    state = DutyState.CONFIRMED
    created_at = ACTIVATED  # a duty added later is given out only from that day on
    order = factory.Sequence(lambda n: n % 30000)

    @factory.post_generation
    def target(self, create, kind, **fields):
        DutyTarget.objects.create(duty=self, kind=kind or TargetKind.MEMBERS, **fields)

    @factory.post_generation
    def frequency(self, create, frequency, **fields):
        Recurrence.objects.create(duty=self, frequency=frequency or Frequency.MONTHLY, **fields)

    @factory.post_generation
    def clauses(self, create, clauses, **kwargs):
        if clauses:
            self.clauses.set(clauses)


class AssignmentFactory(factory.django.DjangoModelFactory):
    """A unit's May, due on the last day of May 2022; a trait for each state that ties other columns."""

    class Meta:
        model = Assignment

    class Params:
        started = factory.Trait(state=AssignmentState.IN_PROGRESS)
        submitted = factory.Trait(state=AssignmentState.SUBMITTED, submitted_at=datetime(2022, 5, 30, 2, tzinfo=UTC))
        returned = factory.Trait(state=AssignmentState.RETURNED, return_reason="Ảnh mờ, chưa rõ nơi chụp.")
        approved = factory.Trait(
            state=AssignmentState.APPROVED,
            submitted_at=datetime(2022, 5, 30, 2, tzinfo=UTC),
            approved_at=datetime(2022, 5, 31, 2, tzinfo=UTC),
        )
        accepted = factory.Trait(
            state=AssignmentState.ACCEPTED,
            submitted_at=datetime(2022, 5, 30, 2, tzinfo=UTC),
            approved_at=datetime(2022, 5, 31, 2, tzinfo=UTC),
            accepted_at=datetime(2022, 6, 1, 2, tzinfo=UTC),
        )
        waived = factory.Trait(state=AssignmentState.WAIVED, waive_reason="Đơn vị không có đài truyền thanh.")

    duty = factory.SubFactory(DutyFactory)
    plan = factory.SelfAttribute("duty.plan")
    unit = factory.SubFactory(UnitFactory, parent=factory.SelfAttribute("..plan.issuer"))
    period = "2022-M05"
    period_start = date(2022, 5, 1)
    period_end = date(2022, 5, 31)
    due_on = date(2022, 5, 31)


class PaperFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Paper

    unit = factory.SubFactory(UnitFactory)
    kind = "CV"
    order = factory.Sequence(lambda n: n + 1)
    number = factory.LazyAttribute(lambda o: f"{o.order}/UBND-VX")
    issued_on = date(2022, 6, 1)
    issued_year = factory.LazyAttribute(lambda o: o.issued_on.year)
    subject = "Đôn đốc thực hiện kế hoạch"
    signer_name = "Trần Thị Ký"
    entered_by = factory.SubFactory(UserFactory)


class EvidenceFactory(factory.django.DjangoModelFactory):
    """A link given as proof. The assignment's counts are the services' business, not this row's."""

    class Meta:
        model = Evidence

    class Params:
        withdrawn = factory.Trait(
            withdrawn_at=datetime(2022, 5, 30, 3, tzinfo=UTC),
            withdrawn_by=factory.SelfAttribute("added_by"),
            withdrawal_reason="Nhầm bài của tháng trước.",
        )

    assignment = factory.SubFactory(AssignmentFactory)
    kind = "link"
    title = "Bài trên trang thông tin điện tử"
    url = "https://long-khanh.example.vn/tin/1"
    added_by = factory.SubFactory(UserFactory)


class DeliveryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Delivery

    plan = factory.SubFactory(PlanFactory)
    unit = factory.SubFactory(UnitFactory, parent=factory.SelfAttribute("..plan.issuer"))
    sent_at = ACTIVATED


# --- movements ----------------------------------------------------------------------------------------------------------


class MovementFactory(factory.django.DjangoModelFactory):
    """A movement of a city that runs through 2022; a trait for each state that ties other columns."""

    class Meta:
        model = Movement

    class Params:
        draft = factory.Trait(state=MovementState.DRAFT, launched_at=None)
        closed = factory.Trait(state=MovementState.CLOSED, closed_at=datetime(2022, 6, 1, 2, tzinfo=UTC))

    name = factory.Sequence(lambda n: f"Toàn dân thi đua số {n}")
    slug = factory.Sequence(lambda n: f"phong-trao-{n}")
    level = Level.CITY
    authority = factory.SubFactory(UnitFactory, city=True)
    starts_on = date(2022, 1, 1)
    ends_on = date(2022, 12, 31)
    state = MovementState.LAUNCHED
    launched_at = ACTIVATED
    created_by = factory.SubFactory(UserFactory)


class RegistrationFactory(factory.django.DjangoModelFactory):
    """A unit under the movement's authority takes part. The movement's counts are the services' business, not this row's."""

    class Meta:
        model = Registration

    class Params:
        declined = factory.Trait(state=RegistrationState.NOT_APPLICABLE, reason="Đơn vị không có đối tượng.")

    movement = factory.SubFactory(MovementFactory)
    unit = factory.SubFactory(UnitFactory, parent=factory.SelfAttribute("..movement.authority"))
    state = RegistrationState.REGISTERED
    registered_on = date(2022, 4, 1)
    by = factory.SubFactory(UserFactory)


class ReviewFactory(factory.django.DjangoModelFactory):
    """A draft of the first half's review; `finished` has what the database asks of a finished one."""

    class Meta:
        model = Review
        skip_postgeneration_save = True

    class Params:
        finished = factory.Trait(
            state=ReviewState.FINISHED, held_on=date(2022, 6, 1), results="Đạt 12/12 chỉ tiêu.", exemplar_count=1, lesson_count=1,
            finished_by=factory.SubFactory(UserFactory), finished_at=datetime(2022, 6, 2, 2, tzinfo=UTC),
        )  # fmt: skip

    movement = factory.SubFactory(MovementFactory)
    unit = factory.SubFactory(UnitFactory, parent=factory.SelfAttribute("..movement.authority"))
    kind = ReviewKind.INTERIM
    period = "2022-H1"
    created_by = factory.SubFactory(UserFactory)


class ReviewExemplarFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReviewExemplar

    review = factory.SubFactory(ReviewFactory)
    name = factory.Sequence(lambda n: f"Phạm Thị Nêu {n}")
    deed = "Vận động 30 hộ phân loại rác."


class LessonFactory(factory.django.DjangoModelFactory):
    """A card shared without a review."""

    class Meta:
        model = Lesson

    movement = factory.SubFactory(MovementFactory)
    unit = factory.SubFactory(UnitFactory, parent=factory.SelfAttribute("..movement.authority"))
    title = factory.Sequence(lambda n: f"Họp tối thì nhiều người dự hơn {n}")
    advice = "Hẹn họp sau 19 giờ, tại nhà văn hóa khu phố."
    written_by = factory.SubFactory(UserFactory)


class AnniversaryFactory(factory.django.DjangoModelFactory):
    """Kept everywhere unless an authority is said."""

    class Meta:
        model = Anniversary

    name = factory.Sequence(lambda n: f"ngày truyền thống số {n}")
    month = 6
    day = 11
    first_year = 1948


# --- exemplars ----------------------------------------------------------------------------------------------------------


class SubjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Subject

    type = SubjectType.INDIVIDUAL
    name = factory.Sequence(lambda n: f"Nguyễn Thị Gương {n}")
    unit = factory.SubFactory(UnitFactory)


class NominationFactory(factory.django.DjangoModelFactory):
    """A good deed just received at a ward, of a person of that ward; a trait for each step that ties other columns."""

    class Meta:
        model = Nomination

    class Params:
        screening = factory.Trait(state=NominationState.SCREENING)
        checked = factory.Trait(state=NominationState.CHECKED, checked_by=factory.SubFactory(UserFactory))
        verified = factory.Trait(
            state=NominationState.VERIFIED,
            checked_by=factory.SubFactory(UserFactory),
            approved_by=factory.SubFactory(UserFactory),
            verified_at=datetime(2022, 6, 5, 2, tzinfo=UTC),
        )
        shortlisted = factory.Trait(verified=True, state=NominationState.SHORTLISTED, shortlisted_at=datetime(2022, 6, 6, 2, tzinfo=UTC))
        selected = factory.Trait(shortlisted=True, state=NominationState.SELECTED, selected_at=datetime(2022, 6, 7, 2, tzinfo=UTC))
        honoured = factory.Trait(selected=True, state=NominationState.HONOURED, honoured_at=datetime(2022, 6, 8, 2, tzinfo=UTC))

    code = factory.Sequence(lambda n: f"LT-{n:04}")
    unit = factory.SubFactory(UnitFactory)
    subject = factory.SubFactory(
        SubjectFactory, name=factory.SelfAttribute("..name"), type=factory.SelfAttribute("..type"), unit=factory.SelfAttribute("..unit")
    )
    door = Door.OFFICER
    type = SubjectType.INDIVIDUAL
    name = factory.Sequence(lambda n: f"Trần Văn Gương {n}")
    deed = "Hiến 200 m² đất vườn để khu phố mở rộng đường."
    received_at = datetime(2022, 6, 1, 2, tzinfo=UTC)
    state_since = datetime(2022, 6, 1, 2, tzinfo=UTC)
    proposed_by = factory.SubFactory(UserFactory)


class SenderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Sender

    nomination = factory.SubFactory(NominationFactory)
    told_as = factory.SelfAttribute("nomination.code")
    follow_key = "K7QM"
    name = "Lê Thị Người Kể"


# --- selection ----------------------------------------------------------------------------------------------------------


class CouncilFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Council

    unit = factory.SubFactory(UnitFactory)
    level = selection.Level.UNIT
    name = factory.Sequence(lambda n: f"Hội đồng số {n}")


class RoundFactory(factory.django.DjangoModelFactory):
    """A ward's May, its list open; the rules are the model's own."""

    class Meta:
        model = Round

    unit = factory.SubFactory(UnitFactory)
    level = selection.Level.UNIT
    period = "2022-M05"
    council = factory.SubFactory(CouncilFactory, unit=factory.SelfAttribute("..unit"))
    list_closes_on = date(2022, 6, 2)
    voting_closes_at = datetime(2022, 6, 6, 16, tzinfo=UTC)
    announce_by = date(2022, 6, 10)
    opened_by = factory.SubFactory(UserFactory)


class CandidateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Candidate

    round = factory.SubFactory(RoundFactory)
    nomination = factory.SubFactory(NominationFactory, shortlisted=True, unit=factory.SelfAttribute("..round.unit"))
    number = factory.Sequence(lambda n: n + 1)


# --- newsroom -----------------------------------------------------------------------------------------------------------


class StoryFactory(factory.django.DjangoModelFactory):
    """An idea of a ward, nothing written yet."""

    class Meta:
        model = Story

    unit = factory.SubFactory(UnitFactory)
    slug = factory.Sequence(lambda n: f"bai-{n}")
    title = factory.Sequence(lambda n: f"Bài số {n}")
    started_by = factory.SubFactory(UserFactory)


# --- Radio --------------------------------------------------------------------------------------------------------------
class StationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Station

    unit = factory.SubFactory(UnitFactory)
    name = factory.Sequence(lambda n: f"Đài Truyền thanh phường {n}")
    code = factory.Sequence(lambda n: f"dai-{n}")
    valid_from = date(2022, 1, 1)


class SlotFactory(factory.django.DjangoModelFactory):
    """Fridays at five in the morning, ten minutes."""

    class Meta:
        model = Slot

    station = factory.SubFactory(StationFactory)
    weekday = 4
    starts_at = time(5)
    minutes = 10
    valid_from = date(2022, 1, 1)


class BulletinFactory(factory.django.DjangoModelFactory):
    """Nothing in it yet."""

    class Meta:
        model = Bulletin

    unit = factory.SubFactory(UnitFactory)
    code = factory.Sequence(lambda n: f"BT-9{n:03}")
    title = factory.Sequence(lambda n: f"Bản tin số {n}")
    day = date(2022, 6, 10)
    made_by = factory.SubFactory(UserFactory)


class PartFactory(factory.django.DjangoModelFactory):
    """A story with its words."""

    class Meta:
        model = BulletinPart
        skip_postgeneration_save = True

    bulletin = factory.SubFactory(BulletinFactory)
    story = factory.SubFactory(StoryFactory)
    place = 1
    title = factory.SelfAttribute("story.title")

    @factory.post_generation
    def words(self, create, extracted, **kwargs):
        self.script = PartScript.objects.create(part=self, number=1, text="Lời đọc. //", seconds=2, author=self.bulletin.made_by)
        self.save()


class TakeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Take

    part = factory.SubFactory(PartFactory)
    script = factory.SelfAttribute("part.script")
    kind = "recorded"
    seconds = 2
    by = factory.SelfAttribute("part.bulletin.made_by")


class AiringFactory(factory.django.DjangoModelFactory):
    """Planned for five in the morning of Friday 10/6/2022."""

    class Meta:
        model = Airing

    bulletin = factory.SubFactory(BulletinFactory)
    station = factory.SubFactory(StationFactory)
    slot = factory.SubFactory(SlotFactory, station=factory.SelfAttribute("..station"))
    starts_at = datetime(2022, 6, 9, 22, tzinfo=UTC)
    seconds = 120
    planned_by = factory.SelfAttribute("bulletin.made_by")
