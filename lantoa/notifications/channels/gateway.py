"""SMS and Zalo through a gateway of the operator's choice.

Providers differ and change, so no provider's interface is built in: the gateway's address is a setting.

  https://…    one POST a message: JSON {"id", "channel", "to", "text"}, "Authorization: Bearer <token>", "Idempotency-Key: <id>"
               2xx: taken; 400, 404, 410, 422: refused for good; anything else, or no answer in 10 s: tried again
  file:///…    one JSON line a message, appended: for an installation without a line out, and for trying things
"""

import json
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings

from lantoa.notifications.channels.base import NotConfiguredError, RefusedError, TryLaterError, base_url
from lantoa.notifications.enums import Channel
from lantoa.notifications.models import OutboxMessage

TIMEOUT = 10  # seconds
_FOR_GOOD = {400, 404, 410, 422}
_LONGEST = 300  # letters; an SMS with Vietnamese letters is cut into parts of 67


class GatewayChannel:
    def __init__(self, channel: Channel):
        self.channel = channel
        self.url, self.token = settings.NOTIFICATION_GATEWAYS.get(channel.value, ("", ""))

    def send(self, message: OutboxMessage) -> None:
        """Raises NotConfiguredError without an address in the settings; RefusedError or TryLaterError as the gateway answers."""
        if not self.url:
            raise NotConfiguredError(f"Kênh {self.channel.label} chưa cấu hình.")
        payload = {"id": str(message.uuid), "channel": self.channel.value, "to": message.address, "text": self.text_of(message)}
        if urlsplit(self.url).scheme == "file":
            self._append(payload)
        else:
            self._post(payload)

    def text_of(self, message: OutboxMessage) -> str:
        """One line: the subject and where to go on."""
        link = f" {base_url()}{message.notice.url}" if message.notice and message.notice.url else ""
        return message.subject[: _LONGEST - len(link)] + link

    def _append(self, payload: dict[str, str]) -> None:
        path = Path(urlsplit(self.url).path)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(payload, ensure_ascii=False) + "\n")

    def _post(self, payload: dict[str, str]) -> None:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}", "Idempotency-Key": payload["id"]}
        request = Request(self.url, json.dumps(payload).encode(), headers, method="POST")  # noqa: S310  (address set by the operator)
        try:
            with urlopen(request, timeout=TIMEOUT):  # noqa: S310
                pass
        except HTTPError as error:
            if error.code in _FOR_GOOD:
                raise RefusedError(f"Cổng {self.channel.label} từ chối số này (mã {error.code}).") from error
            raise TryLaterError(f"Cổng {self.channel.label} đang bận (mã {error.code}); hệ thống sẽ tự gửi lại.") from error
        except (URLError, OSError) as error:
            raise TryLaterError(f"Chưa nối được với cổng {self.channel.label}; hệ thống sẽ tự gửi lại.") from error
