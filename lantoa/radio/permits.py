"""What keeps a bulletin from going on air."""

from django.conf import settings

from lantoa.accounts.models import User
from lantoa.radio.enums import Priority
from lantoa.radio.models import Bulletin, Listening
from lantoa.radio.queries.bulletins import untellable_parts


def why_not_on_air(bulletin: Bulletin, user: User) -> list[str]:
    """What keeps this person from letting it on air now, in words; empty: nothing."""
    mix, found = bulletin.mix, []
    if mix is None:
        return ["Bản tin chưa có tiếng."]
    if bulletin.made_by_id == user.pk and bulletin.priority != Priority.EMERGENCY:
        found.append("Người làm bản tin không tự duyệt phát. Nhờ người khác có quyền duyệt (tin khẩn cấp thì tự duyệt được).")
    if not mix.for_air and not settings.RADIO_PREVIEW_ON_AIR:
        found.append("Có phần do giọng máy nghe thử đọc, không phát được. Ghi âm phần ấy, hoặc dùng giọng đọc khác.")
    if not mix.read_live and not Listening.objects.filter(mix=mix, user=user, finished_at__isnull=False).exists():
        found.append("Nghe hết bản tin rồi mới duyệt được.")
    gone = [part.title for part in untellable_parts().filter(bulletin=bulletin)]
    return found + [f"“{title}” không còn được phép phát." for title in gone]
