"""Asking a WSGI application as a server would."""

import io
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass
class Got:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(application, address: str, method: str = "GET", **headers: str) -> Got:
    """`headers` by their names in the environment without HTTP_: ask(app, "/", COOKIE="a=b")."""
    parts = urlsplit(address)
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": parts.path, "QUERY_STRING": parts.query, "SERVER_NAME": "testserver", "SERVER_PORT": "80",
        "HTTP_HOST": "testserver", "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "SCRIPT_NAME": "",
        **{f"HTTP_{name}": value for name, value in headers.items()},
    }  # fmt: skip
    told = []
    body = application(environ, lambda status, headers, exc_info=None: told.append((status, headers)))
    content = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    status, lines = told[-1]
    return Got(int(status[:3]), {name.lower(): value for name, value in lines}, content)
