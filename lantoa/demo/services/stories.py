"""What the newsrooms of the sample year write: about those who were honoured, and the pieces that lie on the desks today."""

from datetime import date, timedelta

from lantoa.demo.services.season import TODAY, Season, hour, read, sheet_of_paper
from lantoa.newsroom.enums import LIVE_STATES, Channel, StoryState
from lantoa.newsroom.models import Story
from lantoa.newsroom.services import desks, publishing, writing

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
        writing.write_version(story, words, reason="Viết thành bài", based_on=1, by=officer)
        desks.send_to_desk(story, by=officer)
        if deed["fate"] == "desk":
            writing.comment_on(story, "Hỏi thêm giờ xảy ra và tên con hẻm giúp anh nhé.", by=editor)
            continue
        desks.send_to_check(story, by=editor)
        desks.note_read_back(story, on=day, by=officer)
        desks.approve_story(story, by=leader)
        desks.publish_story(story, by=leader)


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


def _paragraphs(parts: list[str]) -> str:
    return "".join(f"<p>{part}</p>" for part in parts)
