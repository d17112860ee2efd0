"""The endpoints. Thin: parameters in, one published query, shapes out."""

from datetime import datetime
from typing import Annotated

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from ninja import Path, Query, Router

from lantoa.api import schemas
from lantoa.api.cursors import BadCursorError, pack, unpack
from lantoa.channels.queries import published as channels
from lantoa.core.text import fold
from lantoa.exemplars.queries import published as exemplars
from lantoa.movements.queries import published as movements
from lantoa.newsroom.queries import published as newsroom
from lantoa.organisations.queries.published import published_in_time, published_names
from lantoa.plans.queries import published as plans
from lantoa.selection.queries import published as honours

Slug = Annotated[str, Path(pattern=r"^[-\w]{1,120}$", description="Địa chỉ ngắn")]
Words = Annotated[str, Query(alias="q", max_length=100, description="Từ cần tìm; có dấu hay không dấu đều được")]
OneSlug = Annotated[str, Query(pattern=r"^[-\w]{0,120}$")]
Cursor = Annotated[str, Query(max_length=200, description="Lấy trang sau: giá trị next của trang trước")]
Limit = Annotated[int, Query(ge=1, le=100, description="Số mục một trang")]
NOT_FOUND = {404: schemas.Problem}
LAST_FIRST = 10_000  # rows a page may begin at; nobody reads further, and counting on is what costs

router = Router()


@router.get("/stories", response={200: schemas.Stories, 400: schemas.Problem}, summary="Bài đang đăng, mới nhất trước")
def stories(
    request: HttpRequest, words: Words = "", kind: OneSlug = "", unit: OneSlug = "", movement: OneSlug = "", column: OneSlug = "",
    cursor: Cursor = "", limit: Limit = 20,
):  # fmt: skip
    rows = _narrowed(kind=kind, unit=unit, movement=movement, column=column)
    if rows is None:
        return {"items": [], "next": None}
    for word in fold(words).split():
        rows = rows.filter(slug__contains=word)
    if cursor:
        moment, pk = unpack(cursor, str, int)
        rows = rows.filter(Q(published_at__lt=_moment(moment)) | Q(published_at=_moment(moment), pk__lt=pk))
    found = list(rows[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    items = channels.items_of(found[:limit])
    return {
        "items": [_story(request, row, item) for row, item in zip(found, items, strict=False)],
        "next": pack(last.published_at.isoformat(), last.pk) if last else None,
    }


@router.get("/stories/{slug}", response={200: schemas.StoryInFull, **NOT_FOUND}, summary="Một bài")
def story(request: HttpRequest, slug: Slug):
    found = newsroom.published_story(slug)
    if found is None:
        return _nothing()
    item, version = channels.items_of([found])[0], found.live
    return {
        **_story(request, found, item), "body": item.body, "quote": version.quote, "quote_by": version.quote_by, "byline": version.byline,
        "correction": found.correction, "share_card": request.build_absolute_uri(reverse("portal:card_of", args=["bai", found.slug])),
    }  # fmt: skip


@router.get(
    "/exemplars", response={200: schemas.Exemplars, 400: schemas.Problem}, summary="Gương đã công bố, được người trong chuyện đồng ý"
)
def exemplar_list(request: HttpRequest, words: Words = "", kind: OneSlug = "", cursor: Cursor = "", limit: Limit = 20):
    first = _first(cursor)
    found = exemplars.published_exemplars(words=words, kind=kind, first=first, limit=limit + 1)
    return {"items": found[:limit], "next": _next(first, limit, found)}


@router.get("/exemplars/{code}", response={200: schemas.Exemplar, **NOT_FOUND}, summary="Một gương, theo mã")
def exemplar(request: HttpRequest, code: Slug):
    return exemplars.published_exemplar(code) or _nothing()


@router.get("/movements", response=schemas.Movements, summary="Phong trào, cuộc vận động đang thực hiện")
def movement_list(request: HttpRequest):
    return {"items": [_movement(request, row) for row in movements.published_movements()]}


@router.get("/movements/{slug}", response={200: schemas.Movement, **NOT_FOUND}, summary="Một phong trào, đang thực hiện hoặc đã kết thúc")
def movement(request: HttpRequest, slug: Slug):
    found = movements.published_movement(slug)
    return _movement(request, found) if found else _nothing()


@router.get("/units", response={200: schemas.Units, 400: schemas.Problem}, summary="Cơ quan, đơn vị, với tên theo thời gian")
def units(request: HttpRequest, words: Words = "", cursor: Cursor = "", limit: Limit = 20):
    rows = published_in_time(words)
    if cursor:
        rows = rows.filter(pk__gt=unpack(cursor, int)[0])
    found = list(rows[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return {"items": [_unit(row) for row in found[:limit]], "next": pack(last.pk) if last else None}


@router.get("/units/{slug}", response={200: schemas.Unit, **NOT_FOUND}, summary="Một đơn vị")
def unit(request: HttpRequest, slug: Slug):
    found = published_in_time().filter(slug=slug).first()
    return _unit(found) if found else _nothing()


@router.get("/honours", response={200: schemas.Honours, 400: schemas.Problem}, summary="Người, tập thể được khen theo quyết định đã ký")
def honour_list(request: HttpRequest, unit: OneSlug = "", cursor: Cursor = "", limit: Limit = 20):
    first, of = _first(cursor), None
    if unit and (of := published_in_time().filter(slug=unit).first()) is None:
        return {"items": [], "next": None}
    found = list(honours.published_honours(of)[first : first + limit + 1])
    names = published_names({row["unit_id"] for row in found})
    rows = [{**row, "unit": names.get(row["unit_id"], "")} for row in found[:limit]]
    return {"items": rows, "next": _next(first, limit, found)}


@router.get("/plans", response=schemas.Plans, summary="Kế hoạch đang thực hiện, theo từng điểm")
def plan_list(request: HttpRequest):
    return {"items": [
        {"number": plan.number, "title": plan.title, "issued_on": plan.issued_on, "year": plan.year, "points": [
            {"label": clause.label, "text": clause.corrected_text or clause.text} for clause in plans.published_clauses(plan)]}
        for plan in plans.published_plans()[:20]
    ]}  # fmt: skip


@router.get("/columns", response=schemas.Columns, summary="Chuyên trang, chuyên mục đang mở")
def column_list(request: HttpRequest):
    rows = list(newsroom.published_columns().order_by("title", "pk")[:500])
    names = published_names({row.unit_id for row in rows})
    return {"items": [
        {"slug": row.slug, "title": row.title, "about": row.about, "unit": names.get(row.unit_id, ""), "opened_on": row.opened_on,
         "outside_url": row.outside_url, "feed": "" if row.outside_url else f"{channels.COLUMN}{row.slug}"} for row in rows
    ]}  # fmt: skip


@router.get("/feeds", response=schemas.Feeds, summary="Mọi luồng bài: RSS, JSON Feed, khung nhúng")
def feed_list(request: HttpRequest):
    at = request.build_absolute_uri
    return {"items": [
        {"key": key, "title": title, "group": heading, "rss": at(reverse("portal:feed_rss", args=[key])),
         "json_feed": at(reverse("portal:feed_json", args=[key])), "embed": at(reverse("portal:embed", args=[key]))}
        for heading, feeds in channels.published_feeds() for key, title in feeds
    ]}  # fmt: skip


# --- shapes and small things ---


def _narrowed(*, kind: str, unit: str, movement: str, column: str):
    """Published stories of all that is said; None when one of them does not exist."""
    rows = newsroom.published_stories()
    for prefix, key in ((channels.KIND, kind), (channels.UNIT, unit), (channels.MOVEMENT, movement), (channels.COLUMN, column)):
        if key:
            feed = channels.published_feed(f"{prefix}{key}")
            if feed is None:
                return None
            rows = rows.filter(pk__in=feed.stories.order_by().values("pk"))
    return rows


def _story(request: HttpRequest, row, item: channels.Item) -> dict:
    at = request.build_absolute_uri
    return {
        "slug": row.slug, "url": at(item.path), "title": item.title, "lead": item.lead, "kind": row.kind, "kind_name": item.kind,
        "unit": item.unit, "published_at": item.published, "image": at(item.image) if item.image else None,
    }  # fmt: skip


def _movement(request: HttpRequest, row) -> dict:
    return {
        "slug": row.slug, "url": request.build_absolute_uri(reverse("portal:movement", args=[row.slug])), "name": row.name,
        "kind": row.get_kind_display(), "level": row.get_level_display(), "launched_by": row.launched_by, "aim": row.aim,
        "starts_on": row.starts_on, "ends_on": row.ends_on, "state": row.get_state_display(), "units_taking_part": row.registered_count,
    }  # fmt: skip


def _unit(row) -> dict:
    versions = sorted(row.versions.all(), key=lambda version: version.valid_from)
    return {
        "slug": row.slug, "name": versions[-1].name if versions else row.slug, "is_open": bool(row.name),
        "versions": [
            {"name": one.name, "kind": one.get_kind_display(), "code": one.code, "valid_from": one.valid_from,
             "valid_to": one.valid_to if one.valid_to.year < 9999 else None, "legal_document": one.legal_document} for one in versions
        ],
    }  # fmt: skip


def _first(cursor: str) -> int:
    first = unpack(cursor, int)[0] if cursor else 0
    if first > LAST_FIRST:
        raise BadCursorError(cursor)
    return first


def _next(first: int, limit: int, found: list) -> str | None:
    return pack(first + limit) if len(found) > limit and first + limit <= LAST_FIRST else None


def _moment(text: str) -> datetime:
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or moment.year < 1900:
        raise BadCursorError(text)
    return moment


def _nothing() -> tuple[int, dict]:
    return 404, {"detail": "Không có, hoặc không còn công khai."}
