"""Nobody gets at another province's records, by any address of the workspace (quality.md S1, S2).

The addresses are taken from the URL list. One that takes an argument must say in THEIRS which record of the other province stands for
it, or in OPEN why it needs none: a new address without either fails here.
"""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern

from lantoa.core import clock
from lantoa.exemplars.models import Attachment, DataRequest, Draft, DraftFile, Hold, NominationBook, OwnLink, Source, Suspicion, Takedown
from lantoa.movements.models import MovementCriterion
from lantoa.newsroom.models import Column, Comment, MediaRequest, Publication, StoryPicture
from lantoa.notifications.models import Notice, OutboxMessage
from lantoa.organisations.enums import Role
from lantoa.plans.models import Inspection, InspectionItem, UrgingLetter
from lantoa.reporting.models import Box, CityReport, CitySection, Cycle, Form, Indicator, Item, Section, UnitReport
from lantoa.selection.models import CouncilMember, Decision, Honour, Seat
from tests.factories import (
    AiringFactory,
    AnniversaryFactory,
    AppointmentFactory,
    AssignmentFactory,
    CandidateFactory,
    ClauseFactory,
    ClusterFactory,
    DeliveryFactory,
    DutyFactory,
    EvidenceFactory,
    LessonFactory,
    LetterFactory,
    MovementFactory,
    NominationFactory,
    PaperFactory,
    PartFactory,
    PlanFactory,
    ReviewFactory,
    RoundFactory,
    StoryFactory,
    TakeFactory,
    UnitFactory,
    UserFactory,
    person_with,
)  # fmt: skip

DAY = date(2022, 6, 10)
# Addresses whose argument is no record of anybody: nothing to get at.
OPEN = {
    "organisations:book_template": "an empty workbook",
    "organisations:book_export": "what the person sees, as a workbook",
    "organisations:book_import": "checked row by row by the services",
    "exemplars:export": "what the person sees, as a file",
    **dict.fromkeys(
        ["reporting:indicator", "reporting:change_indicator", "reporting:end_indicator"], "indicators are common to all who report"
    ),
}
THEIRS = {
    **dict.fromkeys(
        ["plans:plan", "plans:intake", "plans:edit_head", "plans:confirm_all", "plans:merge_duties", "plans:add_duty", "plans:draft_unit_plan",
         "plans:matrix", "plans:matrix_xlsx", "plans:matrix_pdf", "plans:coverage", "plans:receipts", "plans:resend_notices", "plans:late_list",
         "plans:write_letters", "plans:letters", "plans:ask_for_letters", "plans:letter_bundles",
         "plans:plan_inspections", "plans:new_inspection"], lambda t: [t.plan.pk]),
    "plans:plan_act": lambda t: [t.plan.pk, "ket-thuc"],
    **dict.fromkeys(
        ["plans:edit_duty", "plans:confirm_duty", "plans:drop_duty", "plans:restore_duty", "plans:split_duty"], lambda t: [t.duty.pk]),
    **dict.fromkeys(
        ["outgoing:paper", "outgoing:edit_paper", "outgoing:signed_paper", "outgoing:withdraw_paper"], lambda t: [t.paper.pk]),
    "plans:excuse_clause": lambda t: [t.clause.pk],
    "plans:acknowledge": lambda t: [t.delivery.pk],
    **dict.fromkeys(["plans:assignment", "plans:give_proof"], lambda t: [t.assignment.pk]),
    "plans:withdraw_proof": lambda t: [t.assignment.pk, t.proof.pk],
    "plans:assignment_act": lambda t: [t.assignment.pk, "nop"],
    **dict.fromkeys(["plans:letter", "plans:letter_text"], lambda t: [t.letter.pk]),
    "plans:letter_file": lambda t: [t.letter.pk, "docx"],
    "plans:letter_act": lambda t: [t.letter.pk, "da-gui"],
    **dict.fromkeys(
        ["plans:inspection", "plans:add_question", "plans:cancel_inspection", "plans:carry_out", "plans:minutes", "plans:reopen_inspection"],
        lambda t: [t.inspection.pk]),
    **dict.fromkeys(["plans:answer_item", "plans:remove_question"], lambda t: [t.inspection.pk, t.item.pk]),
    **dict.fromkeys(["organisations:unit", "organisations:reorganise"], lambda t: [t.ward.slug]),
    "organisations:reorganise_act": lambda t: [t.ward.slug, "doi-ten"],
    "organisations:version_correct": lambda t: [t.ward.slug, t.ward.versions.get().pk],
    "organisations:account": lambda t: [t.appointment.user_id],
    "organisations:account_act": lambda t: [t.appointment.user_id, "duong-dan"],
    "organisations:cluster": lambda t: [t.cluster.pk],
    "organisations:cluster_act": lambda t: [t.cluster.pk, "dong"],
    **dict.fromkeys(["organisations:appointment_end", "organisations:appointment_delegate"], lambda t: [t.appointment.pk]),
    **dict.fromkeys(
        ["movements:movement", "movements:edit", "movements:add_criterion", "movements:register", "movements:answers",
         "movements:answers_xlsx", "movements:new_review"], lambda t: [t.movement.pk]),
    "movements:act": lambda t: [t.movement.pk, "ket-thuc"],
    "movements:remove_criterion": lambda t: [t.movement.pk, t.criterion.pk],
    **dict.fromkeys(["movements:review", "movements:write_review"], lambda t: [t.review.pk]),
    "movements:review_act": lambda t: [t.review.pk, "bo"],
    **dict.fromkeys(
        ["movements:lesson", "movements:edit_lesson", "movements:reuse_lesson", "movements:withdraw_lesson"], lambda t: [t.lesson.pk]),
    "movements:edit_anniversary": lambda t: [t.anniversary.pk],
    **dict.fromkeys(
        ["exemplars:suspicion", "exemplars:merge_suspicion", "exemplars:ask_suspicion", "exemplars:answer_suspicion", "exemplars:different",
         "exemplars:same_person"], lambda t: [t.suspicion.pk]),
    **dict.fromkeys(
        ["exemplars:nomination", "exemplars:correct", "exemplars:verify", "exemplars:set_criteria", "exemplars:add_source", "exemplars:add_confirmation",
         "exemplars:consent", "exemplars:consent_paper", "exemplars:withdraw_consent", "exemplars:own_links", "exemplars:make_own_link"],
        lambda t: [t.suspicion.nomination_id]),
    "exemplars:nomination_act": lambda t: [t.suspicion.nomination_id, "rut"],
    "exemplars:release": lambda t: [t.suspicion.nomination_id, t.hold.pk],
    "exemplars:remove_attachment": lambda t: [t.suspicion.nomination_id, t.attachment.pk],
    "exemplars:remove_finding": lambda t: [t.suspicion.nomination_id, "nguon", t.source.pk],
    "exemplars:close_own_link": lambda t: [t.suspicion.nomination_id, t.own_link.pk],
    "exemplars:finish_takedown": lambda t: [t.takedown.pk],
    **dict.fromkeys(["exemplars:acknowledge_request", "exemplars:answer_request"], lambda t: [t.data_request.pk]),
    **dict.fromkeys(["exemplars:near", "exemplars:new_deed"], lambda t: [t.suspicion.nomination_id]),
    **dict.fromkeys(
        ["selection:round", "selection:ballot", "selection:send_ballot", "selection:check_ballot", "selection:add_candidate",
         "selection:settle_tie", "selection:minutes", "selection:set_criteria"], lambda t: [t.round.pk]),
    **dict.fromkeys(
        ["selection:decision", "selection:sign_decision", "selection:drop_decision", "selection:edit_decision", "selection:add_honours",
         "selection:submit_decision", "selection:return_decision", "selection:signed_decision_file", "selection:revoke_decision",
         "selection:certificates", "selection:print_progress", "selection:ask_for_print"], lambda t: [t.decision.pk]),
    "selection:certificates_file": lambda t: [t.decision.pk, "full"],
    **dict.fromkeys(["selection:edit_honour", "selection:remove_honour", "selection:money_returned"], lambda t: [t.decision.pk, t.honour.pk]),
    **dict.fromkeys(["selection:compose_decision", "selection:golden_book", "selection:unit_history"], lambda t: [t.ward.slug]),
    **dict.fromkeys(["selection:certificate_template", "selection:test_sheet", "selection:golden_book_xlsx"], lambda t: [t.ward.slug, 2022]),
    "selection:decision_paper": lambda t: [t.decision.pk, "quyet-dinh.docx"],
    "selection:revoke_honour": lambda t: [t.decision.pk, t.honour.pk],
    "selection:draft_decision": lambda t: [t.round.pk],
    "selection:history": lambda t: [t.honour.subject_id],
    "selection:board": lambda t: [t.ward.slug],
    "selection:round_act": lambda t: [t.round.pk, "huy"],
    "selection:minutes_file": lambda t: [t.round.pk, "docx"],
    **dict.fromkeys(["selection:question", "selection:recuse"], lambda t: [t.round.pk, t.candidate.number]),
    "selection:withdraw_candidate": lambda t: [t.round.pk, t.candidate.pk],
    **dict.fromkeys(["selection:written_ballot", "selection:attendance"], lambda t: [t.round.pk, t.seat.pk]),
    **dict.fromkeys(["selection:council", "selection:seat_member"], lambda t: [t.council.pk]),
    "selection:unseat_member": lambda t: [t.council.pk, t.member.pk],
    **dict.fromkeys(
        ["newsroom:story", "newsroom:write", "newsroom:preview", "newsroom:compare", "newsroom:correct", "newsroom:comment",
         "newsroom:register_publication", "newsroom:pictures",
         "newsroom:keep_unsaved", "newsroom:drop_unsaved", "newsroom:add_to_palette", "newsroom:channels", "newsroom:poster",
         "newsroom:read_back", "newsroom:make_read_back_link", "newsroom:royalty"], lambda t: [t.story.pk]),
    **dict.fromkeys(["newsroom:describe_picture", "newsroom:remove_picture"], lambda t: [t.story.pk, t.picture.pk]),
    "newsroom:write_channel": lambda t: [t.story.pk, "sms"],
    "newsroom:cross_out_royalty": lambda t: [t.story.pk, 1],
    **dict.fromkeys(
        ["newsroom:publication", "newsroom:cross_out", "newsroom:note_taken_down"], lambda t: [t.publication.pk]),
    **dict.fromkeys(["newsroom:request", "newsroom:note_request"], lambda t: [t.media_request.pk]),
    "newsroom:request_act": lambda t: [t.media_request.pk, "nhan-loi"],
    **dict.fromkeys(
        ["newsroom:column", "newsroom:edit_column", "newsroom:close_column", "newsroom:see_column", "newsroom:reopen_column"],
        lambda t: [t.column.pk]),
    "newsroom:restore": lambda t: [t.story.pk, 1],
    "newsroom:take_from_file": lambda t: [t.story.pk, t.attachment.pk],
    "newsroom:picture": lambda t: [t.picture.pk, 0, "jpg"],
    "newsroom:story_act": lambda t: [t.story.pk, "go-bai"],
    "newsroom:settle_comment": lambda t: [t.story.pk, t.comment.pk],
    "newsroom:start_from_nomination": lambda t: [t.suspicion.nomination_id],
    **dict.fromkeys(["reporting:cycle", "reporting:decide_many", "reporting:lock"], lambda t: [t.report.cycle_id]),
    "reporting:urging_letter": lambda t: [t.report.cycle_id, "docx"],
    **dict.fromkeys(["reporting:report", "reporting:answer", "reporting:sheet", "reporting:upload", "reporting:moved"], lambda t: [t.report.pk]),
    "reporting:node": lambda t: [t.ward.slug],
    "reporting:export": lambda t: [t.ward.slug, "csv"],
    "reporting:form": lambda t: [t.report.cycle.form_id],
    "reporting:form_act": lambda t: [t.report.cycle.form_id, "lich"],
    "reporting:report_act": lambda t: [t.report.pk, "tra-lai"],
    **dict.fromkeys(["reporting:figure", "reporting:dispute"], lambda t: [t.report.pk, t.report.boxes.get().pk]),
    **dict.fromkeys(
        ["radio:bulletin", "radio:edit", "radio:choose_stories", "radio:add_text", "radio:arrange", "radio:mix", "radio:read_live", "radio:progress",
         "radio:sound", "radio:captions", "radio:heard", "radio:package", "radio:sheet", "radio:schedule", "radio:break_in"],
        lambda t: [t.bulletin.pk]),
    **dict.fromkeys(["radio:part", "radio:record", "radio:take_piece"], lambda t: [t.bulletin.pk, t.part.pk]),
    "radio:part_act": lambda t: [t.bulletin.pk, t.part.pk, "bo"],
    "radio:bulletin_act": lambda t: [t.bulletin.pk, "go"],
    **dict.fromkeys(["radio:take_sound", "radio:use_take"], lambda t: [t.bulletin.pk, t.part.pk, t.take.pk]),
    **dict.fromkeys(
        ["radio:grid", "radio:station", "radio:edit_station", "radio:close_station", "radio:connect_station", "radio:renew_address",
         "radio:add_slot", "radio:skip_day", "radio:take_log"], lambda t: [t.airing.station_id]),
    "radio:fill_hour": lambda t: [t.airing.station_id, t.airing.slot_id, str(DAY)],
    "radio:end_slot": lambda t: [t.airing.station_id, t.airing.slot_id],
    **dict.fromkeys(
        ["radio:airing", "radio:confirm", "radio:take_back", "radio:confirm_with_proof", "radio:miss", "radio:move", "radio:stop"],
        lambda t: [t.airing.pk]),
    **dict.fromkeys(["feedback:letter", "feedback:answer", "feedback:close"], lambda t: [t.letter_in.pk]),
    **dict.fromkeys(["exemplars:draft", "exemplars:autosave", "exemplars:discard_draft"], lambda t: [t.draft.pk]),
    "exemplars:draft_drop_file": lambda t: [t.draft.pk, t.draft_file.pk],
    **dict.fromkeys(["exemplars:book", "exemplars:book_progress", "exemplars:take_book"], lambda t: [t.book.pk]),
    **dict.fromkeys(["reporting:city_report", "reporting:city_progress"], lambda t: [t.city_report.pk]),
    "reporting:city_section": lambda t: [t.city_report.pk, "general"],
    "reporting:city_source": lambda t: [t.city_report.pk, "stories"],
    "reporting:city_file": lambda t: [t.city_report.pk, "docx"],
    "reporting:city_extract": lambda t: [t.city_report.pk, "tinh"],
    "reporting:city_act": lambda t: [t.city_report.pk, "trinh"],
    "reporting:city_figure": lambda t: [t.city.pk, "newsroom.stories"],
    "audit:object": lambda t: ["plans.plan", t.plan.pk],
    "files:download": lambda t: [t.file.pk],
    "notifications:open": lambda t: [t.notice.pk],
    **dict.fromkeys(["notifications:message", "notifications:resend"], lambda t: [t.message.pk]),
}  # fmt: skip
# Every role but the administrator, whose reach is the whole system.
ROLES = [role for role in Role if role is not Role.ADMINISTRATOR]


def province(name: str) -> SimpleNamespace:
    """A province with a city in it, its office, a ward in a cluster, and one of each record."""
    top = UnitFactory(name=name, kind="province")
    city = UnitFactory(city=True, name=f"Thành phố của {name}", parent=top)
    office = UnitFactory(department=True, name=f"Phòng Nội vụ, {name}", parent=city)
    ward = UnitFactory(name=f"Phường của {name}", parent=city)
    cluster = ClusterFactory(authority=city, units=[ward])
    plan = PlanFactory(issuer=city, standing_agency=office)
    clause = ClauseFactory(plan=plan)
    duty = DutyFactory(plan=plan, clauses=[clause])
    assignment = AssignmentFactory(duty=duty, unit=ward)
    officer = UserFactory()
    inspection = Inspection.objects.create(plan=plan, unit=ward, planned_on=DAY, created_by=officer)
    movement = MovementFactory(authority=city)
    review = ReviewFactory(movement=movement, unit=ward)
    suspicion = _suspicion(ward)
    nomination, moment = suspicion.nomination, clock.now()
    round_, story = RoundFactory(unit=ward), StoryFactory(unit=ward)
    decision = Decision.objects.create(
        unit=ward, form="giay_khen", subject="Tặng Giấy khen", decider="Chủ tịch", honour_count=1, drafted_by=officer
    )
    airing = AiringFactory(station__unit=ward, bulletin__unit=ward)
    part = PartFactory(bulletin=airing.bulletin, story=story)
    draft = Draft.objects.create(door="officer", user=officer, unit=ward)
    notice = Notice.objects.create(recipient=officer, kind="plans.reminder", title="Nhắc", body="Nhắc", url="/lam-viec/")
    picture = StoryPicture.objects.create(story=story, file=_file(officer), width=1, height=1, added_by=officer)
    return SimpleNamespace(
        airing=airing, bulletin=airing.bulletin, part=part, take=TakeFactory(part=part, file=_file(officer)),
        picture=picture, column=Column.objects.create(unit=ward, title="Việc tốt", slug=f"viec-tot-{ward.pk}", opened_on=DAY),
        publication=Publication.objects.create(story=story, unit=ward, channel="portal", went_out_at=moment, by=officer),
        media_request=MediaRequest.objects.create(unit=ward, asked_unit=office, kind="write", subject="Viết", asked_by=officer, answer_by=DAY),
        city_report=_city_report(city, office), top=top,
        city=city, office=office, ward=ward, cluster=cluster, plan=plan, clause=clause, duty=duty, assignment=assignment,
        proof=EvidenceFactory(assignment=assignment), delivery=DeliveryFactory(plan=plan, unit=ward), inspection=inspection,
        item=InspectionItem.objects.create(inspection=inspection, question="Có kế hoạch?"), notice=notice,
        movement=movement, criterion=MovementCriterion.objects.create(movement=movement, text="Có kế hoạch"), review=review,
        lesson=LessonFactory(movement=movement, unit=ward, review=review),
        anniversary=AnniversaryFactory(authority=city), suspicion=suspicion,
        draft=draft, draft_file=DraftFile.objects.create(draft=draft, kind="document", file=_file(officer)),
        book=NominationBook.objects.create(unit=ward, file=_file(officer), brought_by=officer),
        decision=decision, honour=Honour.objects.create(
            decision=decision, nomination=nomination, subject=nomination.subject, form="giay_khen", number=1, achievement="Việc tốt"),
        round=round_, candidate=CandidateFactory(round=round_, nomination=nomination), council=round_.council,
        member=CouncilMember.objects.create(council=round_.council, user=officer, valid_from=DAY),
        seat=Seat.objects.create(round=round_, user=officer), story=story, comment=Comment.objects.create(story=story, text="Xem lại", by=officer),
        hold=Hold.objects.create(nomination=nomination, cause="other", reason="Xem lại.", added_by=officer),
        source=Source.objects.create(nomination=nomination, kind="visit", who="Tổ 5", what="Thấy.", learned_on=DAY, added_by=officer),
        attachment=Attachment.objects.create(nomination=nomination, kind="photo", file=_file(officer), added_by=officer),
        own_link=OwnLink.objects.create(nomination=nomination, relation="self", made_by=officer),
        takedown=Takedown.objects.create(nomination=nomination, purpose="portal", where="Cổng", due_at=moment),
        data_request=DataRequest.objects.create(nomination=nomination, kind="see", text="Xem", acknowledge_by=DAY, answer_by=DAY),
        paper=PaperFactory(unit=ward),
        letter_in=LetterFactory(unit=ward),
        letter=UrgingLetter.objects.create(plan=plan, unit=ward, written_on=DAY, new_due_on=DAY, body="Kính gửi"),
        appointment=AppointmentFactory(user=officer, unit=ward), report=_report(city, office, ward, officer), message=_message(notice), file=_file(officer),
    )  # fmt: skip


def _suspicion(ward) -> Suspicion:
    first, second = NominationFactory(unit=ward), NominationFactory(unit=ward)
    return Suspicion.objects.create(nomination=second, other=first, score=80, subject_score=80, deed_score=80, likely="same")


def _report(city, office, ward, officer) -> UnitReport:
    form = Form.objects.create(
        authority=city, agency=office, key="quy", name="Báo cáo", period_kind="Q", valid_from=DAY, created_by=officer
    )
    section = Section.objects.create(form=form, title="Tuyên truyền")
    indicator, _ = Indicator.objects.get_or_create(
        key="stories", valid_from=date(2022, 1, 1), defaults={"name": "Tin, bài", "unit_of_measure": "bài"}
    )
    item = Item.objects.create(form=form, section=section, kind="figure", indicator=indicator)
    days = {"counts_from": date(2022, 4, 1), "counts_to": date(2022, 6, 30), "opens_on": DAY, "due_on": date(2022, 7, 5)}
    cycle = Cycle.objects.create(form=form, period="2022-Q2", **days)
    report = UnitReport.objects.create(cycle=cycle, unit=ward, holder=ward, due_on=cycle.due_on)
    Box.objects.create(report=report, item=item)
    return report


def _city_report(city, office) -> CityReport:
    made = CityReport.objects.create(
        authority=city, agency=office, period="2022-Q1", counts_from=date(2022, 1, 1), counts_to=date(2022, 3, 31), state="draft",
        snapshot={"source": "records", "figures": {"stories": {"value": 0, "reported": 0, "ids": []}}, "rate": None},
    )  # fmt: skip
    CitySection.objects.create(report=made, part="general", order=0, text="Chữ")
    return made


def _message(notice: Notice) -> OutboxMessage:
    return OutboxMessage.objects.create(
        notice=notice, recipient=notice.recipient, channel="email", address="a@example.vn", subject="Nhắc", body="Nhắc"
    )


def _file(owner):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from lantoa.files.services import store_file

    return store_file(SimpleUploadedFile("rieng.txt", b"rieng"), by=owner)


def place_for(role: Role, here: SimpleNamespace):
    return {
        Role.STANDING_AGENCY: here.office, Role.CITY_LEADER: here.city, Role.COUNCIL_MEMBER: here.city, Role.UPPER_VIEWER: here.top,
        Role.CLUSTER_HEAD: here.cluster,
    }.get(role, here.ward)  # fmt: skip


def workspace_urls():
    def walk(patterns, prefix="", namespace=""):
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield prefix + str(pattern.pattern), f"{namespace}{pattern.name}"
            else:
                inner = f"{pattern.namespace}:" if pattern.namespace else namespace
                yield from walk(pattern.url_patterns, prefix + str(pattern.pattern), inner)

    return [(path, name) for path, name in walk(get_resolver().url_patterns) if path.startswith("lam-viec/")]


def test_every_address_with_an_argument_says_whose_record_it_opens():
    needing = {name for path, name in workspace_urls() if "<" in path}
    assert needing - set(THEIRS) - set(OPEN) == set()
    assert (set(THEIRS) | set(OPEN)) - needing == set(), "no longer an address"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_no_role_reaches_into_another_province(role, client, settings):
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        here, there = province("Tỉnh Một"), province("Tỉnh Hai")
        client.force_login(person_with(role, place_for(role, here)))
        leaks = {}
        for name, args in THEIRS.items():
            address = reverse(name, args=args(there))
            for method in (client.get, client.post):
                status = method(address).status_code
                if status not in (404, 405):
                    leaks[name, method.__name__] = status
        assert leaks == {}


@pytest.mark.django_db
def test_nobody_gets_in_without_signing_in(client, settings):
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        here = province("Tỉnh Một")
    for path, name in workspace_urls():
        try:
            address = reverse(name, args=THEIRS[name](here) if name in THEIRS else ["don-vi"] if "<" in path else [])
        except NoReverseMatch:
            continue
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/tai-khoan/login/"), address


@pytest.mark.django_db
def test_an_officer_sees_nothing_of_the_ward_next_door(client, settings):
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        here = province("Tỉnh Một")
        neighbour = UnitFactory(name="Phường bên cạnh", parent=here.city)
        client.force_login(person_with(Role.UNIT_OFFICER, neighbour))
        private = ["plans:assignment", "plans:give_proof", "plans:withdraw_proof", "plans:acknowledge", "plans:letter", "plans:inspection",
                   "files:download", "notifications:open", "notifications:message", "audit:object"]  # fmt: skip
        answers = {}
        for name in private:
            address = reverse(name, args=THEIRS[name](here))
            answers[name] = {client.get(address).status_code, client.post(address).status_code} - {405}  # 405: not asked this way
        assert answers == {name: {404} for name in private}
