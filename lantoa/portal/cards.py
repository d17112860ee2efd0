"""Share cards: the picture Zalo, Facebook and a text message show beside a link. 1200 × 630, the title drawn in.

A card's address carries a digest of everything drawn on it, so a changed card has another address and every address always shows the same
picture, or none: what it is about is asked for at each reading (`<room>.queries.published`), so a withdrawn story has no card.

Drawn by typst (25–35 ms; it sets stacked Vietnamese marks and draws the plates, which are SVG) and kept on disk. Of one process one card
is drawn at a time: whoever asks for very many waits, the pages do not.
"""

import hashlib
import importlib.resources
import io
import json
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import typst
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from PIL import Image, ImageOps, UnidentifiedImageError

from lantoa.exemplars.queries import published as exemplars
from lantoa.front.freshness import Freshness
from lantoa.movements.queries import published as movements
from lantoa.newsroom.queries import published as newsroom
from lantoa.portal.plates import plate_of
from lantoa.portal.shown import dressed

TITLE_LETTERS = 60
NAME_LETTERS = 60
PICTURE = (460, 630)  # pixels; its place on the right of the card
PATIENCE = 4.0  # seconds to wait for one's turn to draw
_DATA = Path(__file__).resolve().parent / "data"
_turn = threading.BoundedSemaphore(1)


class BusyError(Exception):
    """Too many cards are wanted at once; ask again in a moment."""


@dataclass(frozen=True)
class Card:
    """What is drawn. `plate`: static path of an SVG; `photo`: a stored file; without either the card is all lacquer."""

    kind: str
    key: str
    eyebrow: str
    title: str
    name: str = ""
    place: str = ""
    plate: str = ""
    photo: object | None = None

    @property
    def texts(self) -> dict[str, str]:
        return {
            "eyebrow": self.eyebrow[:1].upper() + self.eyebrow[1:], "title": shortened(self.title, TITLE_LETTERS),
            "name": shortened(self.name, NAME_LETTERS), "place": shortened(self.place, 70), "foot": "Việc tốt gọi việc tốt",
        }  # fmt: skip

    @property
    def digest(self) -> str:
        picture = self.photo.sha256 if self.photo else self.plate
        return hashlib.sha256(f"{_look()}\x1f{json.dumps(self.texts, sort_keys=True)}\x1f{picture}".encode()).hexdigest()[:20]

    @property
    def path(self) -> str:
        return reverse("portal:card", args=[self.kind, self.key, self.digest])

    @property
    def alt(self) -> str:
        return ", ".join(filter(None, (self.title, self.name, self.place)))


def story_card(story) -> Card:
    """Of a published story that is dressed (portal.shown)."""
    told = story.nomination
    return Card(
        "bai", story.slug, story.get_kind_display(), story.live.title, name=_named(told), place=story.unit_name,
        photo=story.picture.file if story.picture else None, plate=plate_of(story.kind, told.field if told else "", story.pk),
    )  # fmt: skip


def exemplar_card(exemplar) -> Card:
    """Of a PublishedExemplar."""
    return Card(
        "guong", exemplar.code, exemplar.kind, exemplar.title, name=_first_upper(f"{exemplar.honorific} {exemplar.name}".strip()),
        place=exemplar.place, plate=plate_of("", "", crc32(exemplar.code.encode())),
    )  # fmt: skip


def movement_card(movement) -> Card:
    span = "".join(
        (f", từ {movement.starts_on.year}" if movement.starts_on else "", f" đến {movement.ends_on.year}" if movement.ends_on else "")
    )
    return Card(
        "phong-trao", movement.slug, movement.get_kind_display(), movement.short_name or movement.name, place=f"{movement.authority}{span}"
    )


def site_card(title: str = "Chuyện người thật, việc thật, đã xác minh", eyebrow: str = "Cổng thi đua yêu nước") -> Card:
    return Card("trang", "chu", eyebrow, title, place=settings.PORTAL_OFFICE)


def _story(slug: str) -> Card | None:
    if (found := newsroom.published_story(slug)) is None:
        return None
    return story_card(*dressed([found]))


def _exemplar(code: str) -> Card | None:
    found = exemplars.published_exemplar(code)
    return exemplar_card(found) if found else None


def _movement(slug: str) -> Card | None:
    found = movements.published_movement(slug)
    return movement_card(found) if found else None


# What a card's address may be about: the card as it is today, or None for what is not (or no longer) public.
KINDS: dict[str, Callable[[str], Card | None]] = {
    "bai": _story,
    "guong": _exemplar,
    "phong-trao": _movement,
    "trang": lambda key: site_card() if key == "chu" else None,
}


# Of these keys, those that are still public.
STANDING: dict[str, Callable[[set[str]], set[str]]] = {
    "bai": lambda keys: set(newsroom.published_stories().filter(slug__in=keys).order_by().values_list("slug", flat=True)),
    "guong": lambda keys: set(exemplars.published_nominations().filter(code__in=keys).order_by().values_list("code", flat=True)),
    "phong-trao": lambda keys: {key for key in keys if _movement(key)},
}


def find(kind: str, key: str) -> Card | None:
    """The card of what is public now. None: nothing to show; what was kept of it is gone from the disk as well."""
    card = KINDS[kind](key) if kind in KINDS else None
    if card is None and kind in KINDS:
        forget(kind, key)
    return card


# --- drawing and keeping ---


def picture_of(card: Card) -> bytes:
    """The PNG, from the disk or drawn now. Raises BusyError when others are drawing and it takes too long."""
    path = _folder(card.kind, card.key) / f"{card.digest}.png"
    try:
        return path.read_bytes()
    except OSError:
        pass
    if not _turn.acquire(timeout=PATIENCE):
        raise BusyError
    try:
        content = draw(card)
    finally:
        _turn.release()
    _keep(path, content)
    return content


def draw(card: Card) -> bytes:
    """PNG, 1200 × 630. Texts go in as data and can never be markup."""
    photo = _photo(card.photo) if card.photo else None
    plate = _static(card.plate) if card.plate and photo is None else None
    files = {"main": _template(), "logo.svg": _static("ui/logo.svg"), **({"plate.svg": plate} if plate else {})}
    texts = json.dumps({**card.texts, "plate": plate is not None, "picture": bool(photo or plate)}, ensure_ascii=False)
    drawn = typst.Compiler(files, font_paths=_fonts(), sys_inputs={"data": texts}).compile(format="png", ppi=72.0)
    return _with_photo(drawn, photo) if photo else drawn


def forget(kind: str, key: str) -> None:
    """Nothing of it stays on this machine's disk."""
    shutil.rmtree(_folder(kind, key), ignore_errors=True)


def sweep() -> int:
    """Forget the cards of what is no longer public; returns how many. One query for each kind, whatever the number of cards."""
    gone = 0
    for kind, standing in STANDING.items():
        folders = {folder.name for folder in (Path(settings.CARD_DIR) / kind).glob("*")}
        for key in sorted(folders - standing(folders) if folders else ()):
            forget(kind, key)
            gone += 1
    return gone


class Sweeper:
    """`sweep` for the clock's minute: only when something public has changed since the last time."""

    def __init__(self) -> None:
        self._freshness, self._swept = Freshness(), None

    def __call__(self) -> None:
        if (stamp := self._freshness.stamp()) != self._swept:
            sweep()
            self._swept = stamp


def shortened(text: str, most: int) -> str:
    """At most so many letters, cut between words."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,.;:-–") + "…"


def _named(nomination) -> str:
    return _first_upper(f"{nomination.honorific} {nomination.name}".strip()) if nomination else ""


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _folder(kind: str, key: str) -> Path:
    return Path(settings.CARD_DIR) / kind / key


def _keep(path: Path, content: bytes) -> None:
    """The card in place of earlier ones of the same thing; a full disk only means that it is drawn again next time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{threading.get_ident()}.part")
        part.write_bytes(content)
        part.replace(path)
        for other in path.parent.glob("*.png"):
            if other != path:
                other.unlink(missing_ok=True)
    except OSError:
        return


def _photo(stored) -> Image.Image | None:
    """The photo cut to its place on the card; None when it cannot be read."""
    try:
        with stored.content.open("rb") as file, Image.open(file) as image:
            image.draft("RGB", (PICTURE[0] * 2, PICTURE[1] * 2))
            return ImageOps.fit(image.convert("RGB"), PICTURE, Image.Resampling.LANCZOS, centering=(0.5, 0.4))
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return None


def _with_photo(drawn: bytes, photo: Image.Image) -> bytes:
    """The card with the photo in its place, in 256 colours: a third of the bytes, for phones on slow lines."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(drawn)) as card:
        whole = card.convert("RGB")
    whole.paste(photo, (whole.width - photo.width, 0))
    whole.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG).save(out, "PNG", optimize=True)
    return out.getvalue()


@lru_cache
def _template() -> bytes:
    return (_DATA / "card.typ").read_bytes()


@lru_cache
def _look() -> str:
    """Changes when the drawing does, so that old pictures are not shown under the new design."""
    return hashlib.sha256(_template()).hexdigest()[:12]


@lru_cache(maxsize=32)
def _static(path: str) -> bytes:
    found = finders.find(path)
    if not found:
        raise FileNotFoundError(path)
    return Path(found).read_bytes()


@lru_cache
def _fonts() -> typst.Fonts:
    """The two typefaces of the pages, from their packages; nothing of the machine's."""
    folders = [str(importlib.resources.files(package) / "files") for package in ("fontpkg_be_vietnam_pro", "fontpkg_lora")]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
