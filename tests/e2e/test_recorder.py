"""Reading a script aloud into the browser: Chromium's own made-up microphone, the real recorder, a line that breaks."""

import email.policy
import json
import os
import threading
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template import Context, Engine
from django.urls import reverse

import lantoa
from lantoa.radio import pieces
from lantoa.radio.enums import TakeKind
from lantoa.radio.mixing import look_at
from lantoa.radio.models import Take
from lantoa.radio.queries.bulletins import standing
from lantoa.radio.speaking import sentences
from tests.e2e.axe import WIDTHS
from tests.e2e.conftest import CHROMIUM, FLAGS
from tests.radio.conftest import scripted, town  # noqa: F401  (the fixture)

ROOT = Path(lantoa.__file__).parent
SHOTS = os.environ.get("LANTOA_SHOTS")
CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; media-src 'self' blob:"
KINDS = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}
SCRIPT = [
    "Kính thưa bà con và các bạn. //",
    "Đây là Đài Truyền thanh phường Xuân An. //",
    "Bà Lê Thị Mẫu / hiến một trăm hai mươi mét vuông đất. //",
] * 6


@pytest.fixture(scope="module")
def speaking_browser(browser):
    """The same browser, to whom a microphone beeps."""
    found = browser.browser_type.launch(
        executable_path=CHROMIUM, args=[*FLAGS, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    )
    yield found
    found.close()


class Site:
    """The server's side of a recording: pieces kept by `lantoa.radio.pieces`, the form taken; `broken` requests get no answer at all."""

    def __init__(self, folder: Path, *, in_pieces: bool = True):
        self.folder, self.in_pieces = folder, in_pieces
        self.broken, self.takes, self.asked = 0, [], []
        self.refusal = ""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: Answer(self, *given))
        self.server.daemon_threads = True
        self.url = f"http://localhost:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def page(self) -> str:
        engine = Engine(dirs=[ROOT / "radio" / "templates"], libraries={"ui": "lantoa.ui.templatetags.ui"})
        panel = engine.get_template("radio/parts/recorder.html").render(Context({}))
        styles = "".join(f'<link rel="stylesheet" href="/static/{name}">' for name in (
            "ui/tokens.css", "ui/base.css", "ui/components.css", "ui/forms.css", "radio/radio.css", "radio/recorder.css"))  # fmt: skip
        where = ' data-pieces="/manh/"' if self.in_pieces else ""
        return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Ghi âm</title><meta name="viewport" content="width=device-width">
{styles}<script type="module" src="/static/radio/recorder.js"></script></head><body class="work"><main><h1>Ghi âm</h1>
<article class="box pad teleprompter" id="loi-doc" tabindex="0" aria-label="Lời đọc">{"".join(f"<p>{line}</p>" for line in SCRIPT)}</article>
<form class="box pad" method="post" enctype="multipart/form-data" action="/"
 data-recorder data-after="/xong/" data-countdown="0" data-teleprompter="#loi-doc"{where}>
<input type="hidden" name="csrfmiddlewaretoken" value="ma-thu">{panel}
<label>Tệp ghi sẵn <input type="file" name="sound"></label><button type="submit" class="btn btn-soft">Tải tệp lên</button></form></main></body></html>"""


class Answer(BaseHTTPRequestHandler):
    def __init__(self, site: Site, *given):
        self.site = site
        super().__init__(*given)

    def log_message(self, *given) -> None:
        """Nobody reads it."""

    def do_GET(self) -> None:
        room, _, rest = self.path.removeprefix("/static/").partition("/")
        places = [ROOT / room / "static" / room / rest, ROOT.parent / "build" / "static" / room / rest]
        file = next((place for place in places if place.is_file()), None)
        if file:
            self.say(200, file.read_bytes(), KINDS.get(file.suffix[1:], "font/woff2"))
        elif self.path == "/":
            self.say(200, self.site.page().encode(), "text/html")
        else:
            self.say(200 if self.path == "/xong/" else 404, b"<title>Xong</title>", "text/html")

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        query = parse_qs(urlparse(self.path).query)
        number = int(query["manh"][0])
        self.site.asked.append(number)
        if self.site.broken:
            self.site.broken -= 1
            return  # the line is cut: HTTP/1.0 closes it without a word
        assert self.headers["X-CSRFToken"] == "ma-thu"
        after = pieces.keep_piece(self.site.folder, query["ban"][0], number, content)
        self.say(200, json.dumps({"next": after}).encode(), "application/json")

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self.site.refusal:
            self.say(422, f'<div data-focus role="alert"> {self.site.refusal} </div>'.encode(), "text/html; charset=utf-8")
            return
        head = b"Content-Type: " + self.headers["Content-Type"].encode() + b"\r\n\r\n"
        parts = BytesParser(policy=email.policy.HTTP).parsebytes(head + content).iter_parts()
        fields = {part.get_param("name", header="content-disposition"): part.get_payload(decode=True) for part in parts}
        self.site.takes.append({name: value if name == "sound" else value.decode() for name, value in fields.items()})
        self.send_response(303)
        self.send_header("Location", "/xong/")
        self.end_headers()

    def say(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", CSP)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def open_site(speaking_browser, tmp_path):
    contexts, sites = [], []

    def open_site(width: int = 1440, **kwargs):
        site = Site(tmp_path, **kwargs)
        sites.append(site)
        context = speaking_browser.new_context(viewport={"width": width, "height": 900}, locale="vi-VN")
        contexts.append(context)
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if "Content Security Policy" in message.text else None)
        page.goto(f"{site.url}/")
        page.problems = problems
        return site, page

    yield open_site
    for context in contexts:
        context.close()
    for site in sites:
        site.close()


def record(page, seconds: float = 2.5) -> None:
    page.get_by_role("button", name="Ghi âm", exact=True).click()
    page.get_by_text("Đang ghi.").wait_for()
    page.wait_for_timeout(seconds * 1000)
    page.get_by_role("button", name="Đọc xong").click()


def listen(page) -> None:
    assert page.get_by_role("button", name="Giữ bản này").is_disabled()
    page.evaluate("document.querySelector('[data-take]').play()")
    page.get_by_text("Nghe xong, nếu vừa ý").wait_for()


def shoot(page, name: str) -> None:
    if SHOTS:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=str(Path(SHOTS, f"recorder-{name}-{width}.png")), full_page=True)


def test_read_pause_listen_read_again_and_keep_over_a_line_that_breaks(open_site):
    site, page = open_site()
    shoot(page, "before")
    page.get_by_role("button", name="Ghi âm", exact=True).click()
    page.get_by_text("Đang ghi.").wait_for()
    assert page.locator(".teleprompter p.now").inner_text() == SCRIPT[0]
    levels = []
    for _ in range(20):  # the made-up microphone beeps once a second
        levels.append(page.locator("[data-level]").evaluate("meter => meter.value"))
        page.wait_for_timeout(100)
    assert max(levels) > 0.1
    page.locator(".teleprompter p.now", has_text="Đây là Đài").wait_for()
    shoot(page, "going")
    page.get_by_role("button", name="Tạm dừng").click()
    before = page.locator("[data-clock]").inner_text()
    page.wait_for_timeout(1200)
    assert page.locator("[data-clock]").inner_text() == before
    page.get_by_role("button", name="Đọc tiếp").click()
    page.wait_for_timeout(1000)
    page.get_by_role("button", name="Đọc xong").click()
    page.get_by_role("button", name="Ghi lại").click()
    page.get_by_text("Đang ghi.").wait_for()
    page.wait_for_timeout(2500)
    page.get_by_role("button", name="Đọc xong").click()
    listen(page)
    shoot(page, "after")
    site.broken = 2
    page.get_by_role("button", name="Giữ bản này").click()
    page.get_by_text("Bản ghi vẫn còn trên máy này và sẽ được gửi tiếp").wait_for()
    assert page.get_by_role("link", name="Tải bản ghi về máy").is_visible()
    page.wait_for_url(f"{site.url}/xong/")
    (take,) = site.takes
    assert (take["recorded"], take["csrfmiddlewaretoken"], "sound" in take) == ("1", "ma-thu", False)
    assert site.asked[:3] == [0, 0, 0]
    kept = site.folder / "kept.webm"
    kept.write_bytes(pieces.joined(site.folder, take["take"], int(take["pieces"])))
    sound = look_at(kept)
    assert sound.codec == "opus"
    assert 2 < sound.seconds < 4
    assert page.problems == []


def test_sent_whole_where_the_server_takes_no_pieces(open_site):
    site, page = open_site(390, in_pieces=False)
    record(page)
    listen(page)
    page.get_by_role("button", name="Giữ bản này").click()
    page.wait_for_url(f"{site.url}/xong/")
    (take,) = site.takes
    assert take["recorded"] == "1"
    assert take["sound"][:4] == b"\x1aE\xdf\xa3"
    assert page.problems == []


def test_what_the_server_refuses_is_said_and_the_take_is_not_lost(open_site):
    site, page = open_site()
    record(page)
    listen(page)
    site.refusal = "Bản ghi không có tiếng. Hãy kiểm tra micrô rồi ghi lại."
    page.get_by_role("button", name="Giữ bản này").click()
    page.get_by_text(site.refusal).wait_for()
    assert page.get_by_role("link", name="Tải bản ghi về máy").is_visible()
    site.refusal = ""
    page.get_by_role("button", name="Giữ bản này").click()
    page.wait_for_url(f"{site.url}/xong/")
    assert len(site.takes) == 1


def test_too_short(open_site):
    _, page = open_site()
    record(page, 0.2)
    page.get_by_text("Bản ghi quá ngắn").wait_for()
    assert page.get_by_role("button", name="Ghi âm", exact=True).is_visible()


def test_no_microphone_allowed(open_site):
    _, page = open_site()
    page.evaluate("() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }")
    page.get_by_role("button", name="Ghi âm", exact=True).click()
    page.get_by_text("Máy chưa cho dùng micrô").wait_for()
    assert page.get_by_role("button", name="Ghi âm", exact=True).is_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_in_the_way_of_anybody(open_site, width):
    _, page = open_site(width)
    page.get_by_role("button", name="Ghi âm", exact=True).wait_for()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.problems == []


@pytest.mark.django_db(transaction=True)
def test_in_the_room_s_own_page(speaking_browser, live_server, sign_in, town):  # noqa: F811
    """The whole way: the teleprompter's page under its real policy, pieces, the kept take with its times."""
    bulletin = scripted(town)
    part = standing(bulletin)[1]
    context = speaking_browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if "Content Security Policy" in message.text else None)
    sign_in(page, town.writer)
    page.goto(live_server.url + reverse("radio:record", args=[bulletin.pk, part.pk]))
    shoot(page, "page")
    record(page, 3)
    listen(page)
    shoot(page, "page-after")
    page.get_by_role("button", name="Giữ bản này").click()
    page.get_by_text("Đã giữ bản ghi âm này").wait_for()
    take = Take.objects.get()
    assert (take.part, take.kind, take.file.mime) == (part, TakeKind.RECORDED, "audio/webm")
    assert [mark[2] for mark in take.marks] == sentences(part.script.text)
    assert problems == []
    context.close()
