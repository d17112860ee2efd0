"""The documented front with a real nginx before a small application: it keeps what it is told to keep, and nothing else."""

import contextlib
import os
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from importlib.resources import files
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="không có nginx")
TIMES = 8


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


class Application:
    """Counts how often it is asked; /kept may be shown until this second is over, everything else is said to be asked for again."""

    def __init__(self):
        self.asked = 0

    def __call__(self, environ, start_response):
        self.asked += 1
        headers = [("Content-Type", "text/html"), ("Cache-Control", "public, no-cache")]
        if environ["PATH_INFO"] == "/kept":
            headers.append(("X-Accel-Expires", f"@{int(time.time())}"))
        start_response("200 OK", headers)
        return [str(self.asked).encode()]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def front(tmp_path):
    """(application, ask): ask(path, **headers) goes through nginx."""
    application, port = Application(), free_port()
    server = make_server("127.0.0.1", 0, application, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    conf = files("lantoa.front").joinpath("data/nginx.conf").read_text(encoding="utf-8")
    told = {
        "CACHE": tmp_path / "kept",
        "APP_PORT": server.server_port,
        "LISTEN": f"127.0.0.1:{port}",
        "NAMES": "127.0.0.1",
        "STATIC": tmp_path,
    }
    for name, value in told.items():
        conf = conf.replace(f"@{name}@", str(value))
    writes = "".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root; " if os.geteuid() == 0 else ""
    (tmp_path / "nginx.conf").write_text(
        f"{user}daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}\nhttp {{ access_log off; {writes}\n{conf}\n}}\n"
    )
    nginx = subprocess.Popen(["nginx", "-p", tmp_path, "-c", tmp_path / "nginx.conf", "-e", tmp_path / "error.log"])

    def ask(path, **headers):
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read()

    try:
        for _ in range(100):
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                ask("/")
                break
            time.sleep(0.1)
        application.asked = 0
        yield application, ask
    finally:
        nginx.terminate()
        nginx.wait(10)
        server.shutdown()
        server.server_close()


def test_a_finished_page_is_kept_and_asked_for_anew_when_its_second_is_over(front):
    application, ask = front
    told = []
    for _ in range(5):  # a second may end on the way; five in a row would be a front that keeps nothing
        told.append(ask("/kept"))
        told.append(ask("/kept"))
    assert application.asked < len(told)
    time.sleep(1.1)
    assert ask("/kept") not in told


@pytest.mark.parametrize(("path", "headers"), [("/else", {}), ("/kept", {"Cookie": "sessionid=a"}), ("/kept", {"HX-Request": "true"})])
def test_nothing_else_is_kept(front, path, headers):
    application, ask = front
    assert len({ask(path, **headers) for _ in range(TIMES)}) == application.asked == TIMES
