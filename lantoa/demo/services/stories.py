"""What the newsrooms of the sample year write: about those who were honoured, and the pieces that lie on the desks today."""

from datetime import date, timedelta

from lantoa.accounts.models import User
from lantoa.demo.services import drawn
from lantoa.demo.services.season import TODAY, Season, hour, read, sheet_of_paper
from lantoa.newsroom.enums import LIVE_STATES, Channel, RequestKind, Shown, StoryState, TextFor
from lantoa.newsroom.models import MediaRequest, Story, StoryPicture
from lantoa.newsroom.queries.channels import told_on
from lantoa.newsroom.services import channels, columns, desks, pictures, publishing, requests, writing

_ABOUT = ("replicating", "told", "desk")
# How far a piece goes, in order; the first desk whose name is the piece's is where it stays.
_ORDER = ("idea", "drafting", "desk", "fact_check", "approved", "scheduled", "published")


def write(season: Season, month: int, day: date) -> None:
    """About each one honoured whose story is told: written by the unit, edited by the city's newsroom, read back, let out by the leader."""
    editor = season.stage.cast["daitruyenthanh"]
    for deed, row in season.of(month, *_ABOUT):
        officer, leader = season.officer(row.unit_id), season.leader(row.unit_id)
        story = writing.start_from_nomination(row, by=officer)
        parts = [deed[part] for part in ("deed", "more", "result") if part in deed]
        words = {
            "title": deed["title"], "lead": deed["lead"], "body": _paragraphs(parts),
            "quote": deed.get("quote", ""), "quote_by": row.head_name or row.name, "byline": officer.full_name,
        }  # fmt: skip
        cover = _picture(story, officer)
        if cover:
            words["cover"] = cover
        writing.write_version(story, words, reason="Viết thành bài", based_on=story.current.number, by=officer)
        desks.send_to_desk(story, by=officer)
        if deed["fate"] == "desk":
            writing.comment_on(story, "Hỏi thêm giờ xảy ra và tên con hẻm giúp anh nhé.", by=editor)
            continue
        desks.send_to_check(story, by=editor)
        desks.note_read_back(story, on=day, by=officer)
        desks.approve_story(story, by=leader)
        desks.publish_story(story, by=leader)


def _picture(story: Story, officer: User) -> StoryPicture | None:
    """A drawn picture for two stories of three; the others keep their lacquer plate."""
    if story.pk % 3 == 0:
        return None
    return pictures.add_picture(
        story, drawn.landscape(story.pk), alt="Tranh minh họa: đồi, đường làng và vòng sóng lan tỏa", credit="tranh vẽ bằng máy, minh họa",
        shown=Shown.NOBODY, by=officer,
    )  # fmt: skip


def open_columns(season: Season, month: int, day: date) -> None:
    """What units open on the portal and enter of other sites, from the spring on."""
    for name in ("bao-vinh", "xuan-an", "suoi-tre"):
        unit = season.unit(name)
        columns.open_usual_columns(unit, by=season.leader(unit.pk))
    unit = season.unit("xuan-an")
    columns.open_column(
        unit, title="Người tốt, việc tốt Xuân An", about="Mục trên trang thông tin điện tử của phường.",
        outside_url="https://xuanan.longkhanh.example.vn/nguoi-tot-viec-tot", by=season.leader(unit.pk),
    )  # fmt: skip


_ASKED = [
    ("bao-vinh", RequestKind.COVER, "Lễ khánh thành đường Suối Chồn mở rộng"),
    ("xuan-an", RequestKind.PHOTO, "Chụp ảnh gian bếp không đồng lúc 5 giờ sáng"),
    ("phu-binh", RequestKind.COVER, "Diễn tập phòng cháy khu nhà trọ"),
    ("suoi-tre", RequestKind.AIR, "Phát chuyện hai mươi mốt hộ trồng chôm chôm"),
]


def ask_media(season: Season, month: int, day: date) -> None:
    """Units ask the city's station."""
    station = season.stage.cast["daitruyenthanh"].appointments.get().unit
    for name, kind, subject in _ASKED:
        unit = season.unit(name)
        requests.ask_media(unit, station, kind=kind, subject=subject, text="Có người đón và dẫn đi.", by=season.officer(unit.pk))


def answer_media(season: Season, month: int, day: date) -> None:
    """Two are accepted, one declined, one still waits."""
    editor = season.stage.cast["daitruyenthanh"]
    first, second, third = (MediaRequest.objects.get(subject=subject) for _, _, subject in _ASKED[:3])
    for request in (first, second):
        requests.answer_request(request, accepts=True, answer="Phóng viên xuống trước nửa tiếng.", by=editor)
    words = "Hôm ấy cả hai phóng viên đi đưa tin kỳ họp. Nhờ phường gửi ảnh, đài viết tin."
    requests.answer_request(third, accepts=False, answer=words, by=editor)


def hand_over_media(season: Season, month: int, day: date) -> None:
    """What was promised first is there."""
    request = MediaRequest.objects.get(subject=_ASKED[0][2])
    requests.hand_over(request, words="Bản tin 2 phút, đã phát 17 giờ.", by=season.stage.cast["daitruyenthanh"])
    requests.finish_request(request, by=season.officer(request.unit_id))


def air(season: Season, month: int, day: date) -> None:
    """What the stations read out later, and what was put right after it was published."""
    stories = Story.objects.filter(nomination__in=[row for _, row in season.of(month, "told")], state__in=LIVE_STATES).order_by("pk")
    for story in stories[:3]:
        publishing.register_publication(
            story, channel=Channel.STATION, place=f"Đài truyền thanh {story.unit}", went_out_at=hour(day - timedelta(days=1), 17),
            proof=sheet_of_paper("so-phat-thanh.png"), by=season.officer(story.unit_id),
        )  # fmt: skip
    story = stories.select_related("live")[1]
    text = {name: getattr(story.live, name) for name in writing.TEXT_FIELDS}
    text["body"] = text["body"].replace("bốn chị em", "năm chị em")
    desks.correct_story(
        story, text, correction="Bản đăng đầu ghi thiếu một người cùng nấu; đã sửa thành năm chị em.", by=season.leader(story.unit_id)
    )


def fill_desks(season: Season, month: int, day: date) -> None:
    """Pieces at every desk, one with its hour set."""
    editor = season.stage.cast["daitruyenthanh"]
    for piece in read("pieces.toml")["piece"]:
        unit = season.unit(piece["unit"])
        officer, leader = season.officer(unit.pk), season.leader(unit.pk)
        story = writing.start_story(unit=unit, title=piece["title"], topic=piece["topic"], by=officer)
        far = _ORDER.index(piece["desk"])
        if far == 0:
            continue
        lead = piece["body"][0].split(". ")[0].rstrip(".") + "."
        words = {"title": piece["title"], "lead": lead, "body": _paragraphs(piece["body"]), "byline": officer.full_name}
        writing.write_version(story, words, based_on=None, by=officer)
        if far >= _ORDER.index("desk"):
            desks.send_to_desk(story, by=officer)
        if far >= _ORDER.index("fact_check"):
            desks.send_to_check(story, by=editor)
        if far >= _ORDER.index("approved"):
            desks.approve_story(story, by=leader)
        if piece["desk"] == StoryState.SCHEDULED:
            desks.schedule_story(story, publish_at=hour(TODAY + timedelta(days=1), 5, 30), by=leader)
        if piece["desk"] == StoryState.PUBLISHED:
            desks.publish_story(story, by=leader)
    story = Story.objects.filter(state__in=LIVE_STATES, nomination__isnull=True).order_by("pk").first()
    officer, leader = season.officer(story.unit_id), season.leader(story.unit_id)
    for form in (TextFor.SOCIAL, TextFor.SMS):
        channels.write_channel_text(story, form, told_on(story, form).text, by=officer)
    publishing.note_royalty(
        story, to_whom=officer.full_name, amount=250_000, rule="Quy chế nhuận bút của phường (ví dụ trong dữ liệu mẫu)", by=leader
    )
    columns.look_at_columns(by=season.system)


def _paragraphs(parts: list[str]) -> str:
    return "".join(f"<p>{part}</p>" for part in parts)
