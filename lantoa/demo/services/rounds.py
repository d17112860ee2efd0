"""Councils, rounds and decisions of the sample year: of the units, and of the city among those its units chose.

`month` says which: 3 stands for the units' March, and in the city for the whole first quarter.
"""

from datetime import date, timedelta

from lantoa.accounts.models import User
from lantoa.core.periods import Period, PeriodKind
from lantoa.demo.services.season import TODAY, Season, hour
from lantoa.organisations.models import Unit
from lantoa.selection.counting.approving import Choice
from lantoa.selection.enums import Level
from lantoa.selection.models import Round
from lantoa.selection.queries.rounds import ballot_of, may_be_put_up, scheme_on
from lantoa.selection.queries.seen import seat_of
from lantoa.selection.services import councils, counting, honours, opening, revoking, voting

_SINCE = date(2022, 4, 1)
_LISTED = ("replicating", "told", "desk", "honoured", "revoked", "selected", "counted", "voting", "unchosen", "void")
_VOTED = tuple(fate for fate in _LISTED if fate != "void")
_HONOURED = ("replicating", "told", "desk", "honoured", "revoked")
_CITY = "long-khanh"
_CAST = ("ubnd", "noivu", "hoidong", "mattran", "daitruyenthanh")
_LEADERS = ("bao-vinh", "xuan-an", "truong-tieu-hoc-ha-may", "hoi-lien-hiep-phu-nu-thanh-pho")
_POSTS = ["chair", "secretary", *["member"] * 7]
# Who has voted by "today" where the vote still goes on; the others, the play's own people among them, have yet to.
_VOTED_IN_WARD, _VOTED_IN_CITY = (2, 3), ("mattran", "daitruyenthanh", "xuan-an", "hoi-lien-hiep-phu-nu-thanh-pho")
_NIL = {
    4: {
        "xuan-trung": "Tháng này các khu phố chưa giới thiệu gương mới; phường giao chi hội rà lại trong tháng sau.",
        "truong-thcs-hoang-diep": "Nhà trường đang kiểm tra giữa kỳ, chưa họp chọn gương; sẽ chọn cùng tháng Năm.",
        "kho-bac-nha-nuoc-long-khanh": "Đơn vị chưa có việc làm nổi bật trong tháng.",
        "phong-tu-phap": "Các hồ sơ giới thiệu chưa đủ hai nguồn xác minh.",
        "truong-mam-non-son-ca": "Hai cô được giới thiệu đều xin để năm học sau.",
        "phong-y-te": "Không có hồ sơ giới thiệu trong tháng.",
    },
    5: {
        "hoi-nong-dan-thanh-pho": "Gương của Hội do phường, xã nơi cư trú chọn trong tháng.",
        "truong-tieu-hoc-ngoc-lan": "Nhà trường đang tổng kết năm học.",
    },
}  # fmt: skip


def prepare(season: Season) -> None:
    """On the day the plan is set going: the rules of rounds, and the councils of the city and of who will choose."""
    city, agency = season.unit(_CITY), season.stage.cast["noivu"]
    councils.propose_schemes(city, since=_SINCE, by=agency)
    for key in dict.fromkeys(deed["unit"] for deed in season.deeds if deed["fate"] in _LISTED):
        unit = season.unit(key)
        leader = season.leader(unit.pk)
        # A ward's council is of five, an office's of three: fewer would hide nobody's vote.
        season.members[unit.pk] = [leader, season.officer(unit.pk), *season.heads(unit, 3 if season.is_local(unit) else 1)]
        council = councils.found_council(unit, name=f"Hội đồng Thi đua, Khen thưởng {unit}", by=leader)
        for person, post in zip(season.members[unit.pk], _POSTS, strict=False):
            councils.seat_member(council, person, post=post, by=leader)
    council = councils.found_council(city, name="Hội đồng Thi đua, Khen thưởng thành phố", level=Level.CITY, by=agency)
    for person, post in zip(_city_members(season).values(), _POSTS, strict=True):
        councils.seat_member(council, person, post=post, by=agency)


def _city_members(season: Season) -> dict[str, User]:
    found = {name: season.stage.cast[name] for name in _CAST}
    return found | {key: season.leader(season.unit(key).pk) for key in _LEADERS}


# --- The units' rounds ------------------------------------------------------------------------------------------------------


def _round(unit_id: int, month: int) -> Round:
    return Round.objects.get(unit=unit_id, level=Level.UNIT, period=f"2022-M{month:02}")


def _units(season: Season, month: int, *fates: str) -> list[int]:
    return list(dict.fromkeys(row.unit_id for _, row in season.of(month, *fates)))


def open_early(season: Season, month: int, day: date) -> None:
    """Before the clock opens rounds by itself: what a few units and the city open by hand, for the time just past."""
    city, agency = season.unit(_CITY), season.stage.cast["noivu"]
    scheme = scheme_on(day, authority=city, level=Level.UNIT, kind=PeriodKind.MONTH)
    for unit_id in _units(season, month, *_LISTED):
        opening.open_round(Unit.objects.get(pk=unit_id), Period.parse("2022-M03"), scheme=scheme, by=season.officer(unit_id))
    scheme = scheme_on(day, authority=city, level=Level.CITY, kind=PeriodKind.QUARTER)
    opening.open_round(city, Period.parse("2022-Q1"), scheme=scheme, by=agency)


def put_up(season: Season, month: int, day: date) -> None:
    for _, row in season.of(month, *_LISTED):
        opening.add_candidate(_round(row.unit_id, month), row, by=season.officer(row.unit_id))


def vote(season: Season, month: int, day: date) -> None:
    """The council of each unit votes, in a unit where it still goes on only a part of it."""
    goes_on, unchosen = _units(season, month, "voting"), {row.pk for _, row in season.of(month, "unchosen")}
    for unit_id in _units(season, month, *_VOTED):
        still = unit_id in goes_on
        closes = hour(TODAY + timedelta(days=2) if still else day + timedelta(days=3))
        found = voting.start_voting(_round(unit_id, month), closes_at=closes, by=season.officer(unit_id))
        for place, member in enumerate(season.members[unit_id]):
            if still and place not in _VOTED_IN_WARD:
                continue
            votes = {}
            for candidate in ballot_of(seat_of(member, found)):
                no = candidate.nomination_id in unchosen and place > 0
                votes[candidate.pk] = Choice.AGAINST if no else Choice.ABSTAIN if place == 3 and candidate.number % 2 else Choice.FOR
            voting.cast_ballot(found, votes, by=member)


def annul(season: Season, month: int, day: date) -> None:
    for unit_id in _units(season, month, "void"):
        counting.void_round(
            _round(unit_id, month),
            reason="Danh sách lập khi chưa hỏi đủ các khu phố; làm lại trong tháng sau.",
            by=season.leader(unit_id),
        )


def say_nil(season: Season, month: int, day: date) -> None:
    """Different from silence: no one this month, and why."""
    for key, reason in _NIL[month].items():
        unit = season.unit(key)
        counting.declare_nil(_round(unit.pk, month), reason=reason, by=season.leader(unit.pk))


def announce(season: Season, month: int, day: date) -> None:
    """Where all have voted: counted, written down, made known. One is counted and waits for its leader."""
    waits = _units(season, month, "counted")
    for unit_id in _units(season, month, *_VOTED):
        found = _round(unit_id, month)
        if found.voted_count < found.seat_count:
            continue
        officer = season.officer(unit_id)
        found = counting.close_and_count(found, by=officer)
        found = counting.write_minutes(
            found, place=f"Phòng họp {found.unit}", discussion="Hội đồng nghe đọc từng hồ sơ, hỏi thêm người xác minh rồi bỏ phiếu kín.",
            dissent="", by=officer,
        )  # fmt: skip
        if unit_id not in waits:
            counting.announce_round(found, by=season.leader(unit_id))


# --- The city's rounds ------------------------------------------------------------------------------------------------------


def _city_round(season: Season, month: int) -> Round:
    period = "2022-Q1" if month == 3 else f"2022-M{month:02}"
    return Round.objects.get(unit=season.unit(_CITY), level=Level.CITY, period=period)


def vote_in_city(season: Season, month: int, day: date) -> None:
    """The agency lists what the units chose; the members vote, of the last month only a part of them by "today"."""
    agency, found = season.stage.cast["noivu"], _city_round(season, month)
    for row in may_be_put_up(found):
        opening.add_candidate(found, row, by=agency)
    still = day > TODAY - timedelta(days=7)
    found = voting.start_voting(found, closes_at=hour(TODAY + timedelta(days=8) if still else day + timedelta(days=3)), by=agency)
    for place, (key, member) in enumerate(_city_members(season).items()):
        if still and key not in _VOTED_IN_CITY:
            continue
        votes = {}
        for candidate in ballot_of(seat_of(member, found)):
            no = candidate.number % 4 == 3 and place % 3
            votes[candidate.pk] = Choice.AGAINST if no else Choice.ABSTAIN if (place + candidate.number) % 7 == 0 else Choice.FOR
        voting.cast_ballot(found, votes, by=member)


def announce_in_city(season: Season, month: int, day: date) -> None:
    agency = season.stage.cast["noivu"]
    found = counting.close_and_count(_city_round(season, month), by=agency)
    found = counting.write_minutes(
        found, place="Phòng họp số 2, UBND thành phố", discussion="Xét các gương đơn vị đã chọn, ưu tiên người trực tiếp lao động.",
        dissent="Một ý kiến đề nghị theo dõi thêm gương số 3 trước khi biểu dương cấp thành phố.", by=agency,
    )  # fmt: skip
    counting.announce_round(found, by=season.stage.cast["ubnd"])


# --- Decisions --------------------------------------------------------------------------------------------------------------


def honour(season: Season, month: int, day: date) -> None:
    """Each unit honours whom its round chose, by a decision of its own."""
    for place, unit_id in enumerate(_units(season, month, *_HONOURED)):
        rows = [row for _, row in season.of(month, *_HONOURED) if row.unit_id == unit_id]
        unit, leader = Unit.objects.get(pk=unit_id), season.leader(unit_id)
        local = season.is_local(unit)
        decision = honours.draft_decision(
            unit, rows, form="giay_khen", decider=f"Chủ tịch Ủy ban nhân dân {unit}" if local else f"Thủ trưởng {unit}",
            round=_round(unit_id, month), by=season.officer(unit_id),
        )  # fmt: skip
        honours.sign_decision(
            decision, number=f"{month * 12 + place:02}/QĐ-{'UBND' if local else 'ĐV'}", issued_on=day, signer_name=leader.full_name,
            signer_post="CHỦ TỊCH" if local else "THỦ TRƯỞNG ĐƠN VỊ", by=leader,
        )  # fmt: skip


def honour_in_city(season: Season, month: int, day: date) -> None:
    found, agency, mayor = _city_round(season, month), season.stage.cast["noivu"], season.stage.cast["ubnd"]
    rows = [candidate.nomination for candidate in found.candidates.filter(state="chosen").select_related("nomination").order_by("number")]
    decision = honours.draft_decision(
        found.unit, rows, form="citation", decider="Chủ tịch Ủy ban nhân dân thành phố Long Khánh", round=found, by=agency
    )  # fmt: skip
    honours.sign_decision(
        decision, number="512/QĐ-UBND", issued_on=day, signer_name=mayor.full_name, signer_post="PHÓ CHỦ TỊCH",
        signer_authority="KT. CHỦ TỊCH", by=mayor,
    )  # fmt: skip


def draft_decision(season: Season, month: int, day: date) -> None:
    """The decision of one unit lies with its leader."""
    unit_id = next(row.unit_id for deed, row in season.of(month, "selected") if deed["unit"] == "xuan-thanh")
    rows = [row for _, row in season.of(month, "selected") if row.unit_id == unit_id]
    unit = Unit.objects.get(pk=unit_id)
    honours.draft_decision(
        unit, rows, form="giay_khen", decider=f"Chủ tịch Ủy ban nhân dân {unit}", round=_round(unit_id, month), by=season.officer(unit_id)
    )


def revoke(season: Season, month: int, day: date) -> None:
    for _, row in season.of(month, "revoked"):
        revoking.revoke_honour(
            row.honours.select_related("decision").get(), reason="Xác minh lại: số bồn nước do công ty tặng, không phải của cá nhân được nêu.",
            by=season.leader(row.unit_id),
        )  # fmt: skip
