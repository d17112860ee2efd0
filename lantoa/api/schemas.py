"""The shapes of what the API answers; they are its OpenAPI description as well."""

from datetime import date, datetime

from ninja import Field, Schema


class Story(Schema):
    slug: str
    url: str = Field(description="Trang của bài trên cổng")
    title: str
    lead: str
    kind: str = Field(description="Loại: portrait, model, news, guide")
    kind_name: str
    unit: str = Field(description="Tên đơn vị vào ngày đăng")
    published_at: datetime
    image: str | None = Field(None, description="Ảnh, khi người trong ảnh còn đồng ý")


class StoryInFull(Story):
    body: str = Field(description="HTML gồm vài thẻ đã làm sạch, không ảnh")
    quote: str
    quote_by: str
    byline: str
    correction: str
    share_card: str = Field(description="Ảnh 1200 × 630 để chia sẻ")


class Exemplar(Schema):
    code: str
    name: str
    honorific: str
    kind: str
    subject: str
    field: str
    title: str
    place: str
    occupation: str
    published_on: date


class Movement(Schema):
    slug: str
    url: str
    name: str
    kind: str
    level: str
    launched_by: str
    aim: str
    starts_on: date | None
    ends_on: date | None
    state: str
    units_taking_part: int


class UnitName(Schema):
    name: str
    kind: str
    code: str
    valid_from: date
    valid_to: date | None = Field(description="Ngày đầu tiên không còn hiệu lực; rỗng: đang hiệu lực")
    legal_document: str


class Unit(Schema):
    slug: str
    name: str
    is_open: bool
    versions: list[UnitName] = Field(description="Tên, loại, mã theo thời gian")


class Honour(Schema):
    recipient: str
    achievement: str
    decision_number: str
    issued_on: date
    golden_book: int | str | None = Field(description="Số vào sổ vàng")
    unit: str


class Point(Schema):
    label: str
    text: str


class Plan(Schema):
    number: str
    title: str
    issued_on: date | None
    year: int
    points: list[Point]


class Column(Schema):
    slug: str
    title: str
    about: str
    unit: str
    opened_on: date
    outside_url: str = Field(description="Địa chỉ, khi chuyên mục mở trên trang khác")
    feed: str = Field(description="Tên luồng bài; rỗng khi chuyên mục ở trang khác")


class Feed(Schema):
    key: str
    title: str
    group: str
    rss: str
    json_feed: str
    embed: str


class Stories(Schema):
    items: list[Story]
    next: str | None = Field(description="Gửi lại trong cursor để lấy trang sau; rỗng: hết")


class Exemplars(Schema):
    items: list[Exemplar]
    next: str | None


class Units(Schema):
    items: list[Unit]
    next: str | None


class Honours(Schema):
    items: list[Honour]
    next: str | None


class Movements(Schema):
    items: list[Movement]


class Plans(Schema):
    items: list[Plan]


class Columns(Schema):
    items: list[Column]


class Feeds(Schema):
    items: list[Feed]


class Problem(Schema):
    detail: str
