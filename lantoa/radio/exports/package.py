"""A bulletin to carry on a stick: sound, words, sheet, captions and what it is, in one ZIP (law-and-formats.md §4.2)."""

import io
import json
import zipfile
from typing import Any

from django.utils import timezone

from lantoa.radio.models import Bulletin, Station
from lantoa.radio.naming import stem_of
from lantoa.radio.queries.bulletins import announced_as, standing
from lantoa.radio.sheets import Sheet, read_aloud_sheet
from lantoa.radio.speaking import Script

STAMP = (2022, 1, 1, 0, 0, 0)


def metadata(bulletin: Bulletin) -> dict[str, Any]:
    """What it is, for whoever plays or keeps it."""
    mix = bulletin.mix
    airings = bulletin.airings.select_related("station").filter(state__in=["planned", "aired"]).order_by("starts_at", "pk")
    return {
        "format": "lantoa-ban-tin/1", "id": bulletin.code, "title": bulletin.title, "day": str(bulletin.day), "unit": str(bulletin.unit),
        "priority": bulletin.priority, "priority_label": bulletin.get_priority_display(),
        "seconds": round(mix.seconds) if mix else None, "read_live": bool(mix and mix.read_live),
        "file": f"{stem_of(bulletin)}.mp3" if mix and mix.file else None, "sha256": mix.file.sha256 if mix and mix.file else None,
        "audio": {"channels": 1, "sample_rate": 44100, "loudness_lufs": mix.loudness if mix else None},
        "made_by": str(bulletin.made_by), "approved_by": str(bulletin.approved_by) if bulletin.approved_by else None,
        "approved_at": timezone.localtime(bulletin.approved_at).isoformat(timespec="seconds") if bulletin.approved_at else None,
        "chapters": mix.chapters if mix else [],
        "parts": [
            {"title": part.title, "kind": part.kind, "story": part.story.slug if part.story else None,
             "consent_of": part.story.nomination.code if part.story and part.story.nomination else None}
            for part in standing(bulletin).select_related("story__nomination")
        ],
        "airings": [{"station": a.station.code, "starts_at": timezone.localtime(a.starts_at).isoformat(timespec="seconds")} for a in airings],
    }  # fmt: skip


def scripts_of(bulletin: Bulletin) -> list[Script]:
    return [Script(part.title, part.script.text) for part in standing(bulletin) if part.script]


def sheet_pdf(bulletin: Bulletin, station: Station | None = None) -> bytes:
    """The read-aloud sheet; with the station's name, or the name of whoever made it."""
    name = station.name if station else announced_as(bulletin.unit)
    return read_aloud_sheet(Sheet(bulletin.title, name, bulletin.day, scripts_of(bulletin), bulletin.code))


def package(bulletin: Bulletin) -> bytes:
    """The ZIP. Names in it are ASCII and short; the MP3 is not pressed again."""
    stem, out = stem_of(bulletin), io.BytesIO()
    words = "\r\n\r\n".join(f"{script.title}\r\n\r\n{script.text}" for script in scripts_of(bulletin))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        if bulletin.mix and bulletin.mix.file:
            with bulletin.mix.file.content.open("rb") as content:
                bundle.writestr(_entry(f"{stem}.mp3", zipfile.ZIP_STORED), content.read())
            bundle.writestr(_entry(f"{stem}.vtt"), bulletin.mix.captions)
        bundle.writestr(_entry(f"{stem}.txt"), "\ufeff" + words)  # the mark makes old Windows read it as UTF-8
        bundle.writestr(_entry(f"{stem}.pdf"), sheet_pdf(bulletin))
        bundle.writestr(_entry("metadata.json"), json.dumps(metadata(bulletin), ensure_ascii=False, indent=2))
    return out.getvalue()


def _entry(name: str, how: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, STAMP)
    entry.compress_type = how
    return entry
