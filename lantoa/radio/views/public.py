"""What players and the public get. Each answer asks the database whether it may still be heard; nothing here knows a session."""

import hashlib
import io
import json
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from lantoa.accounts.models import User
from lantoa.core import clock, ranges
from lantoa.core.dated import holds_on
from lantoa.files.models import StoredFile
from lantoa.radio.exports import folder as exports
from lantoa.radio.models import Bulletin, Station
from lantoa.radio.queries.published import published_bulletin
from lantoa.radio.services import airing as services

MOST_SAID = 4096  # bytes of a report


@require_safe
def sound(request: HttpRequest, code: str) -> HttpResponse:
    return _serve(request, _heard(code).mix.file, f"{code.lower()}.mp3")


@require_safe
def captions(request: HttpRequest, code: str) -> HttpResponse:
    response = HttpResponse(_heard(code).mix.captions, content_type="text/vtt; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def folder(request: HttpRequest, token: str) -> HttpResponse:
    """The folder as a plain list of names, one on a line: a player that knows no list can still fetch it file by file."""
    station = _station(token)
    names = [exports.file_name(airing) for airing in exports.to_play(station)]
    return _text(request, "\n".join(["manifest.json", "danh-sach.m3u", "podcast.xml", *dict.fromkeys(names)]) + "\n", "text/plain")


@require_safe
def manifest(request: HttpRequest, token: str) -> HttpResponse:
    station = _station(token)
    return _text(request, json.dumps(exports.manifest(station, _base(request)), ensure_ascii=False, indent=1), "application/json")


@require_safe
def playlist(request: HttpRequest, token: str) -> HttpResponse:
    return _text(request, exports.playlist(_station(token), _base(request)), "audio/x-mpegurl")


@require_safe
def podcast(request: HttpRequest, token: str) -> HttpResponse:
    return _text(request, exports.podcast(_station(token), _base(request)), "application/rss+xml")


@require_safe
def file(request: HttpRequest, token: str, name: str) -> HttpResponse:
    for airing in exports.to_play(_station(token)):
        if exports.file_name(airing) == name:
            return _serve(request, airing.bulletin.mix.file, name)
    raise Http404


@csrf_exempt  # a loudspeaker has no session; the secret address is its key
@require_POST
def report(request: HttpRequest, token: str) -> HttpResponse:
    """A loudspeaker tells what it has played: {"id": 12, "aired_at": "2022-06-10T05:00:03+07:00"}. Told twice, it counts once."""
    station = _station(token)
    try:
        said = json.loads(request.body[:MOST_SAID])
        pk = int(said["id"])
        aired_at = datetime.fromisoformat(said["aired_at"]) if said.get("aired_at") else None
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"ok": False, "error": 'send {"id": number, "aired_at": ISO 8601}'}, status=400)
    if aired_at and timezone.is_naive(aired_at):
        aired_at = timezone.make_aware(aired_at)
    known = services.report_from_device(station, pk, aired_at=aired_at, by=User.objects.system())
    return JsonResponse({"ok": known}, status=200 if known else 404)


def _heard(code: str) -> Bulletin:
    bulletin = published_bulletin(code)
    if bulletin is None or bulletin.mix.file is None:
        raise Http404
    return bulletin


def _station(token: str) -> Station:
    station = Station.objects.filter(holds_on(clock.today()), token=token).select_related("unit").first()
    if station is None:
        raise Http404
    return station


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _text(request: HttpRequest, content: str, mime: str) -> HttpResponse:
    data = content.encode()
    tag = hashlib.sha256(data).hexdigest()[:32]
    response = ranges.serve(request, io.BytesIO(data), size=len(data), etag=tag, mime=f"{mime}; charset=utf-8")
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _serve(request: HttpRequest, stored: StoredFile, name: str) -> HttpResponse:
    try:
        content = stored.content.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = ranges.serve(request, content, size=stored.size, etag=stored.sha256, mime=stored.mime, name=name)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # other sites embed the player
    return response
