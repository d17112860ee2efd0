"""Looking whether a page on somebody else's site is there, without letting anybody use us to look into our own network.

The address is resolved first and every answer must be a public address; the connection then goes to that very answer, so that a name
that changes between the two (DNS rebinding) leads nowhere. Each redirection is looked at in the same way.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

TIMEOUT = 8  # seconds for each step
WHOLE = 20  # seconds for everything
MOST_BYTES = 262_144  # read of a page: enough to see that it is one
MOST_STEPS = 4  # redirections followed
PORTS = {"http": 80, "https": 443}
AGENT = "LanToa/1.0 (kiem tra chuyen muc)"


@dataclass(frozen=True)
class Look:
    """`trouble`: why the page was not seen, in words; empty: it is there."""

    trouble: str = ""

    @property
    def is_seen(self) -> bool:
        return not self.trouble


class _RefusedError(Exception):
    pass


def is_public(address: str) -> bool:
    """A unicast address of the open internet; not ours, not a neighbour's, not one that stands for such a one."""
    ip = ipaddress.ip_address(address)
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if inner is not None and not is_public(str(inner)):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def look(url: str, *, may_reach: Callable[[str], bool] = is_public, ports: frozenset[int] = frozenset(PORTS.values())) -> Look:
    """Whether the page answers 200 with something in it. Never raises for what the other side does."""
    until = time.monotonic() + WHOLE
    try:
        for _ in range(MOST_STEPS):
            status, further, some = _ask(url, may_reach, ports, until)
            if further is None:
                break
            url = urljoin(url, further)
        else:
            return Look("Trang chuyển hướng nhiều lần, không đến nơi.")
    except _RefusedError as refusal:
        return Look(str(refusal))
    except ssl.SSLError:
        return Look("Chứng chỉ bảo mật của trang không hợp lệ.")
    except (TimeoutError, OSError, http.client.HTTPException, ValueError):
        return Look("Trang không trả lời.")
    if status in (404, 410):
        return Look("Trang không còn ở địa chỉ này.")
    if status != 200:
        return Look(f"Trang trả lời mã {status}.")
    return Look() if some else Look("Trang trống.")


def _ask(url: str, may_reach: Callable[[str], bool], ports: frozenset[int], until: float) -> tuple[int, str | None, bytes]:
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.password:
        raise _RefusedError("Chỉ xem được địa chỉ bắt đầu bằng https:// hoặc http://.")
    port = parts.port or PORTS[parts.scheme]
    if port not in ports:
        raise _RefusedError("Địa chỉ có cổng lạ nên không xem.")
    address = _resolved(parts.hostname, port, may_reach)
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection = http.client.HTTPConnection(parts.hostname, port, timeout=min(TIMEOUT, left))
    try:
        raw = socket.create_connection((address, port), timeout=min(TIMEOUT, left))
        connection.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=parts.hostname) if parts.scheme == "https" else raw
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"User-Agent": AGENT, "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "identity"})
        answer = connection.getresponse()
        further = answer.getheader("Location") if answer.status in (301, 302, 303, 307, 308) else None
        return answer.status, further, b"" if further else _some(answer, until)
    finally:
        connection.close()


def _some(answer: http.client.HTTPResponse, until: float) -> bytes:
    """At most MOST_BYTES, and no longer than there is time: a page that drips a byte a second is left."""
    read = b""
    while len(read) < MOST_BYTES and time.monotonic() < until:
        piece = answer.read1(16_384)
        if not piece:
            break
        read += piece
        if read.strip():
            break  # something is there: no need to fetch the rest
    return read.strip()


def _resolved(host: str, port: int, may_reach: Callable[[str], bool]) -> str:
    """The first address of the name, when every one of them may be reached."""
    try:
        found = {info[4][0].split("%")[0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (socket.gaierror, UnicodeError) as error:
        raise _RefusedError("Không tìm thấy trang có tên này.") from error
    if not found or not all(may_reach(address) for address in found):
        raise _RefusedError("Địa chỉ nằm trong mạng nội bộ nên không xem.")
    return sorted(found)[0]
