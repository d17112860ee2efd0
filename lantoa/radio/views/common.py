"""What the room's views share."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from lantoa.radio.models import Bulletin, BulletinPart, Station
from lantoa.radio.queries import seen

READ_OR_POST = ["GET", "HEAD", "POST"]


def bulletin_of(request: HttpRequest, pk: int) -> Bulletin:
    rows = seen.visible_to(request.user).select_related("unit", "mix__file", "made_by", "scripted_by", "approved_by")
    return get_object_or_404(rows, pk=pk)


def part_of(request: HttpRequest, pk: int, part_pk: int) -> BulletinPart:
    bulletin = bulletin_of(request, pk)
    rows = bulletin.parts.filter(removed_at__isnull=True).select_related("script__author", "take__file", "story")
    part = get_object_or_404(rows, pk=part_pk)
    part.bulletin = bulletin
    return part


def station_of(request: HttpRequest, pk: int) -> Station:
    return get_object_or_404(seen.stations_visible_to(request.user).select_related("unit"), pk=pk)
