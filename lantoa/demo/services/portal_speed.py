"""`lantoa bench portal_speed`: a story page from the database, from finished pages, through the documented front; beside nginx with the same
bytes as a file and beside Wagtail with the same words; and how long a change takes to show, a withdrawal to be gone.

Needs Linux, and for the parts beside them: nginx and wrk on the path; a Python with Wagtail and granian named in LANTOA_BENCH_WAGTAIL. What
is not there is said in the figures and left out. All servers listen on 127.0.0.1 only. Processor time is the servers' own (/proc), so it
says more than seconds where others use the machine as well.
"""

import contextlib
import gzip
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.text import slugify

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.text import fold
from lantoa.demo.services.stage import set_stage
from lantoa.exemplars.enums import ConsentChannel, Door, NominationState, Purpose, Relation, SubjectType
from lantoa.exemplars.models import Consent, ConsentText, Nomination, Subject
from lantoa.exemplars.services.consents import withdraw_consent
from lantoa.newsroom.enums import StoryKind, StoryState
from lantoa.newsroom.models import Story, StoryVersion
from lantoa.newsroom.services import desks, writing

DAY = date(2022, 6, 10)
Figures = dict[str, Any]
SECONDS = 3  # of load a run
RUNS = 3  # alternating; the median counts
BODY = "".join(
    f"<p>{'Ông hiến hai trăm mét vuông đất vườn để khu phố mở rộng con đường, xe cứu thương vào được tận nơi. ' * 6}</p>" for _ in range(5)
)


def measure_portal_speed() -> Figures:
    """Everything the module's first lines say, as far as the machine has it."""
    figures: Figures = {"load_before": os.getloadavg()[0], "not_found": []}
    if not sys.platform.startswith("linux") or connection.vendor != "sqlite":
        figures["not_found"].append("Linux và SQLite: bài đo này đọc /proc và dùng chung một tệp dữ liệu")
        return figures
    call_command("collectstatic", interactive=False, verbosity=0)
    story = _told()
    path = f"/chuyen/{story.slug}/"
    figures["uncached_queries"] = _queries(path)
    has_wrk, has_nginx = shutil.which("wrk") is not None, shutil.which("nginx") is not None
    wagtail = os.environ.get("LANTOA_BENCH_WAGTAIL", "")
    figures["not_found"] += [
        name for name, there in (("wrk", has_wrk), ("nginx", has_nginx), ("LANTOA_BENCH_WAGTAIL", wagtail)) if not there
    ]
    if not has_wrk:
        return figures
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as running:
        home = Path(folder)
        bare = running.enter_context(_lantoa(home, cache_mb=0))
        kept = running.enter_context(_lantoa(home, cache_mb=64))
        page = _get(kept.url + path)[1]
        figures["page_bytes"], figures["page_bytes_gzip"] = len(page), len(gzip.compress(page))
        runs: dict[str, tuple[_Server, str, int]] = {"uncached": (bare, path, 4), "finished_page": (kept, path, 16)}
        front = None
        if has_nginx:
            front = running.enter_context(_front(home, kept.port))
            static = running.enter_context(_nginx_file(home, page))
            runs |= {"front": (front, path, 16), "nginx_file": (static, "/page.html", 16)}
        if wagtail:
            runs["wagtail"] = (running.enter_context(_wagtail(home, wagtail, story.live.title, story.live.lead)), "/bai-0/", 4)
        figures["servers"] = _alternate(runs)
        figures["ratios"] = _ratios(figures["servers"])
        figures["seconds"] = _how_soon(story, [server for server in (kept, front) if server], path)
    figures["load_after"] = os.getloadavg()[0]
    return figures


# --- what is read ---


def _told() -> Story:
    """Somebody honoured who agreed, the story about them on the portal, and twenty more stories about nobody."""
    system = User.objects.system()
    stage = set_stage(by=system)
    with clock.at(DAY):
        unit, agent, moment = stage.units["bao-vinh"], stage.cast["noivu"], clock.now()
        person = {"name": "Nguyễn Văn Bảy", "type": SubjectType.INDIVIDUAL}
        told = Nomination.objects.create(
            **person, code="LT-0001", unit=unit, subject=Subject.objects.create(unit=unit, **person), door=Door.OFFICER, honorific="ông",
            deed="Hiến 200 mét vuông đất vườn để khu phố mở rộng đường.", birth_year=1956, received_at=moment, proposed_by=agent,
            state=NominationState.HONOURED, state_since=moment, verified_at=moment, shortlisted_at=moment, selected_at=moment,
            honoured_at=moment, checked_by=stage.cast["baovinh"], approved_by=stage.cast["baovinh.ld"],
        )  # fmt: skip
        text = ConsentText.objects.filter(relation=Relation.SELF).first() or ConsentText.objects.create(
            relation=Relation.SELF, version="1", valid_from=date(2020, 1, 1), body="Xin phép."
        )
        Consent.objects.create(
            nomination=told, purpose=Purpose.PORTAL, relation=Relation.SELF, person=told.name, text=text, channel=ConsentChannel.PAPER,
            given_at=moment,
        )  # fmt: skip
        for number in range(20):
            _out(_written(unit, agent, f"Việc tốt số {number}"), system)
        return _out(_written(unit, agent, "Ông Bảy hiến đất mở đường", told), system)


def _written(unit, agent: User, title: str, told: Nomination | None = None) -> Story:
    story = Story.objects.create(
        slug=slugify(fold(title)),
        unit=unit,
        title=title,
        kind=StoryKind.PORTRAIT,
        nomination=told,
        started_by=agent,
        state=StoryState.APPROVED,
    )
    story.current = StoryVersion.objects.create(story=story, number=1, title=title, lead="Con đường rộng gấp đôi.", body=BODY, author=agent)
    story.save(update_fields=["current"])
    return story


def _out(story: Story, by: User) -> Story:
    return desks.publish_story(story, by=by)


def _queries(path: str) -> int:
    with clock.at(DAY):
        Client().get(path)
        with CaptureQueriesContext(connection) as asked:
            Client().get(path)
    return len(asked)


# --- servers, all on this machine only ---


class _Server:
    def __init__(self, process: subprocess.Popen, port: int) -> None:
        self.process, self.port, self.url = process, port, f"http://127.0.0.1:{port}"

    def cpu(self) -> float:
        """Seconds of processor the server and its children have used."""
        ticks = os.sysconf("SC_CLK_TCK")
        return sum(sum(map(int, fields[11:13])) for fields in map(_stat, _family(self.process.pid))) / ticks


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["0"] * 20


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        with contextlib.suppress(OSError):
            found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def _running(command: list[str], port: int, ready: str, **more: Any) -> Iterator[_Server]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)  # noqa: S603  (our own commands)
    server = _Server(process, port)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                if _get(server.url + ready)[0] < 500:
                    break
            time.sleep(0.2)
        else:
            raise RuntimeError(f"no answer from {command[0]}")
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _granian(port: int, application: str) -> list[str]:
    return ["-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
            "--blocking-threads", "2", "--log-level", "error", application]  # fmt: skip


def _lantoa(home: Path, *, cache_mb: int):
    port = _free_port()
    surroundings = {
        **os.environ, "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}", "LANTOA_VAR": str(settings.VAR_DIR),
        "LANTOA_MEDIA": str(settings.MEDIA_ROOT), "LANTOA_CARDS": str(home / "cards"), "LANTOA_PAGE_CACHE_MB": str(cache_mb),
        "LANTOA_BEHIND_PROXY": "1", "LANTOA_TODAY": DAY.isoformat(), "LANTOA_REDIS_URL": "",
    }  # fmt: skip
    return _running([sys.executable, *_granian(port, "lantoa.config.wsgi:application")], port, "/robots.txt", env=surroundings)


def _nginx(folder: Path, port: int, inside: str):
    """nginx in the foreground with these lines in `http`, two workers, everything it writes in `folder`."""
    folder.mkdir()
    writes = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"{_same_user()}daemon off; worker_processes 2; pid {folder}/pid; error_log {folder}/error.log; events {{ worker_connections 1024; }}\n"
        f"http {{ types {{ text/html html; }} access_log off; sendfile on; tcp_nopush on; open_file_cache max=1000; {writes}\n{inside}\n}}\n"
    )
    return _running(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")], port, "/")


def _same_user() -> str:
    """As root nginx would give its workers another name, which may not look into our scratch folder."""
    return "user root; " if os.geteuid() == 0 else ""


def _front(home: Path, app_port: int):
    """The documented front, word for word, before the application."""
    port = _free_port()
    text = files("lantoa.front").joinpath("data/nginx.conf").read_text(encoding="utf-8")
    for name, value in {
        "CACHE": home / "kept",
        "APP_PORT": app_port,
        "LISTEN": f"127.0.0.1:{port}",
        "NAMES": "127.0.0.1",
        "STATIC": settings.STATIC_ROOT,
    }.items():
        text = text.replace(f"@{name}@", str(value))
    return _nginx(home / "front", port, text)


def _nginx_file(home: Path, page: bytes):
    port, root = _free_port(), home / "files"
    root.mkdir()
    (root / "page.html").write_bytes(page)
    return _nginx(home / "file", port, f"server {{ listen 127.0.0.1:{port}; root {root}; }}")


def _wagtail(home: Path, python: str, title: str, lead: str):
    """A Wagtail site of the same words, made in `home` by data/wagtail_site.py."""
    port, folder = _free_port(), home / "wagtail"
    folder.mkdir()
    shutil.copy(str(files("lantoa.demo").joinpath("data/wagtail_site.py")), folder / "site_to_measure.py")
    surroundings = {**os.environ, "PYTHONPATH": str(folder), "WORDS": json.dumps({"title": title, "lead": lead, "body": BODY})}
    surroundings.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run([python, str(folder / "site_to_measure.py")], check=True, env=surroundings, cwd=folder, stdout=subprocess.DEVNULL)  # noqa: S603
    return _running([python, *_granian(port, "site_to_measure:application")], port, "/bai-0/", env=surroundings, cwd=folder)


# --- load ---


def _alternate(runs: dict[str, tuple[_Server, str, int]]) -> Figures:
    """Each in turn, RUNS times over; medians of requests a second and of the server's processor time a request."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
    for _ in range(RUNS):
        for name, (server, path, people) in runs.items():
            found[name].append(_load(server, path, people))
    return {
        name: {
            "requests_a_second": round(statistics.median(rate for rate, _ in of)),
            "cpu_ms": round(statistics.median(cpu for _, cpu in of), 4),
        }
        for name, of in found.items()
    }


def _load(server: _Server, path: str, people: int) -> tuple[float, float]:
    _get(server.url + path)
    before = server.cpu()
    said = subprocess.run(  # noqa: S603  (our own server)
        [shutil.which("wrk") or "wrk", "-t1", f"-c{people}", f"-d{SECONDS}s", server.url + path], check=True, capture_output=True, text=True
    ).stdout
    asked = int(re.search(r"(\d+) requests in", said)[1])
    if wrong := re.search(r"Non-2xx or 3xx responses: (\d+)", said):
        raise RuntimeError(f"{path}: {wrong[1]} of {asked} answers were errors")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), (server.cpu() - before) * 1000 / max(asked, 1)


def _ratios(servers: Figures) -> Figures:
    def of(one: str, other: str, what: str) -> float | None:
        return round(servers[one][what] / servers[other][what], 3) if one in servers and other in servers and servers[other][what] else None

    return {
        "front_to_nginx_file": {"requests": of("front", "nginx_file", "requests_a_second"), "target": ">= 0.8"},
        "front_to_nginx_file_by_cpu": {"cpu": of("nginx_file", "front", "cpu_ms"), "target": ">= 0.8"},
        "finished_page_to_wagtail": {"requests": of("finished_page", "wagtail", "requests_a_second"), "target": ">= 40"},
        "finished_page_to_wagtail_by_cpu": {"cpu": of("wagtail", "finished_page", "cpu_ms"), "target": ">= 40"},
        "uncached_cpu_to_wagtail": {"cpu": of("uncached", "wagtail", "cpu_ms"), "target": "<= 0.35"},
    }


# --- how soon ---


def _how_soon(story: Story, servers: list[_Server], path: str) -> Figures:
    """From the commit until every server shows it, asked twenty times a second; then whether it ever comes back in three seconds."""
    system = User.objects.system()
    text = {name: getattr(story.live, name) for name in writing.TEXT_FIELDS if hasattr(story.live, name)}
    with clock.at(DAY):
        desks.correct_story(story, {**text, "title": "Tên đã sửa"}, correction="Sửa tên.", by=system)
    edited = _until(servers, path, lambda status, body: "Tên đã sửa".encode() in body)
    places = [path, "/", "/chuyen/", "/tin.rss", "/tin.json", "/nhung/tat-ca", "/api/v1/stories", f"/the/bai/{story.slug}", "/sitemap.xml"]
    for place in places:
        for server in servers:
            _get(server.url + place)
    with clock.at(DAY):
        withdraw_consent(story.nomination, purposes=[Purpose.PORTAL], by=system)
    gone = {place: _until(servers, place, lambda status, body: _is_gone(status, body, story.slug)) for place in places}
    came_back = 0
    until = time.monotonic() + 3
    while time.monotonic() < until:
        came_back += sum(not _is_gone(*_get(server.url + place), story.slug) for place in places for server in servers)
    return {
        "edit_visible": edited,
        "withdrawn_gone": max(gone.values()),
        "withdrawn_seen_again": came_back,
        "places": len(places),
        "servers": len(servers),
    }


def _is_gone(status: int, body: bytes, slug: str) -> bool:
    return status in (404, 410) or (status == 200 and slug.encode() not in body and "Tên đã sửa".encode() not in body)


def _until(servers: list[_Server], path: str, right: Callable[[int, bytes], bool]) -> float:
    begun = time.monotonic()
    while not all(right(*_get(server.url + path)) for server in servers):
        if time.monotonic() - begun > 30:
            return 30.0
        time.sleep(0.05)
    return round(time.monotonic() - begun, 2)


def _get(address: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310  (127.0.0.1)
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
