"""One archive with everything an installation holds: database, files, version, and a checksum of each part.

backup.tar.gz
  manifest.json     {"format": 1, "version", "engine", "made_at", "parts": {name: {"sha256", "size"}}}
  database          SQLite: a copy made while people work; PostgreSQL: pg_dump -Fc
  media/…           uploaded files

The secret key is not in it: keep it apart (docs/deployment.md).
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import connection

import lantoa
from lantoa.core import clock

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
_CHUNK = 2**20


class BackupError(Exception):
    """What is wrong and what to do, in Vietnamese."""


@dataclass(frozen=True)
class Manifest:
    version: str
    engine: str  # sqlite, postgresql
    made_at: str
    parts: dict[str, dict]

    @property
    def files(self) -> int:
        return len(self.parts) - 1

    @property
    def size(self) -> int:
        return sum(part["size"] for part in self.parts.values())


# --- Making ------------------------------------------------------------------------------------------------------------


def write_backup(target: Path) -> Manifest:
    """Write the archive; it appears under its name only when it is whole. Raises BackupError."""
    media = Path(settings.MEDIA_ROOT)
    with tempfile.TemporaryDirectory(prefix="lantoa-") as folder:
        dump = Path(folder) / DATABASE
        _dump_database(dump)
        # The database first: a file it names is never missing, one uploaded a moment later is merely not named yet.
        sources = {DATABASE: dump} | {f"media/{p.relative_to(media).as_posix()}": p for p in sorted(media.rglob("*")) if p.is_file()}
        parts = {name: {"sha256": _sha256(path), "size": path.stat().st_size} for name, path in sources.items()}
        manifest = Manifest(lantoa.__version__, connection.vendor, clock.now().isoformat(timespec="seconds"), parts)
        note = Path(folder) / MANIFEST
        note.write_text(json.dumps({"format": FORMAT, **manifest.__dict__}, ensure_ascii=False, indent=1), encoding="utf-8")
        unfinished = target.with_name(target.name + ".part")
        private = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with open(private, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz", compresslevel=6) as archive:
            archive.add(note, MANIFEST)
            for name, path in sources.items():
                archive.add(path, name)
        unfinished.replace(target)
    return manifest


def _dump_database(target: Path) -> None:
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        copy = sqlite3.connect(target)
        try:
            connection.connection.backup(copy)
        finally:
            copy.close()
        return
    _run_postgresql("pg_dump", "--format=custom", "--no-owner", "--file", str(target))


# --- Reading back ------------------------------------------------------------------------------------------------------


def restore_backup(source: Path, *, apply: bool = False, over: bool = False) -> Manifest:
    """Check the archive and, with `apply`, put it in the place of what is there.

    Checked in both cases: every checksum, the database by its own means, the chain of the audit log. `over` is needed where
    there are people already. The files that were there are kept beside, under media.<time>. Raises BackupError, and then
    nothing has changed.
    """
    with tempfile.TemporaryDirectory(prefix="lantoa-", dir=_room_for_work()) as folder:
        manifest = _unpack(source, Path(folder))
        if manifest.engine != connection.vendor:
            raise BackupError(
                f"Bản sao lưu này của {manifest.engine}, còn hệ thống đang dùng {connection.vendor}. Hãy đặt DATABASE_URL cho khớp."
            )
        _check_database(Path(folder) / DATABASE)
        if not apply:
            return manifest
        if has_people() and not over:
            raise BackupError("Nơi này đã có dữ liệu. Nếu thật sự muốn thay thế, thêm --over (nên sao lưu trước).")
        _load_database(Path(folder) / DATABASE)
        _place_media(Path(folder) / "media")
    return manifest


def has_people() -> bool:
    """Whether somebody works here already (the system's own account does not count)."""
    tables = connection.introspection.table_names()
    if "accounts_user" not in tables:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user WHERE NOT is_system AND username <> 'nguoi-dan'")
        return cursor.fetchone()[0] > 0


def _room_for_work() -> Path:
    """Beside the media folder, so that moving the files in is a rename and not a copy."""
    parent = Path(settings.MEDIA_ROOT).parent
    parent.mkdir(parents=True, exist_ok=True)
    return parent


def _unpack(source: Path, folder: Path) -> Manifest:
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")  # refuses absolute paths, links out of the folder, devices
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(found["version"], found["engine"], found["made_at"], found["parts"])
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise BackupError(f"Không đọc được {source.name}: tệp hỏng hoặc không phải bản sao lưu của Lan Tỏa.") from error
    if found["format"] != FORMAT:
        raise BackupError("Bản sao lưu này do một phiên bản khác của Lan Tỏa làm ra. Hãy dùng đúng phiên bản đó để phục hồi.")
    present = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {MANIFEST}
    if present != set(manifest.parts):
        raise BackupError("Bản sao lưu thừa hoặc thiếu tệp so với mục lục của nó. Hãy dùng bản khác.")
    for name, part in manifest.parts.items():
        if _sha256(folder / PurePosixPath(name)) != part["sha256"]:
            raise BackupError(f"Phần “{name}” trong bản sao lưu đã bị thay đổi hoặc hỏng. Hãy dùng bản khác.")
    return manifest


def _check_database(dump: Path) -> None:
    if connection.vendor == "postgresql":
        _run_postgresql("pg_restore", "--list", str(dump), database=False)
        return
    copy = sqlite3.connect(dump)
    try:
        (state,) = copy.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupError("Cơ sở dữ liệu trong bản sao lưu bị hỏng. Hãy dùng bản khác.") from error
    finally:
        copy.close()
    if state != "ok":
        raise BackupError("Cơ sở dữ liệu trong bản sao lưu bị hỏng. Hãy dùng bản khác.")
    _verify_audit({"DATABASE_URL": f"sqlite:///{dump}"})


def _load_database(dump: Path) -> None:
    if connection.vendor == "postgresql":
        connection.close()
        _run_postgresql("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error", str(dump))
        _verify_audit({})
        return
    connection.ensure_connection()
    copy = sqlite3.connect(dump)
    try:
        copy.backup(connection.connection)  # in the place of the live rows, also while another process has the file open
    finally:
        copy.close()


def _place_media(unpacked: Path) -> None:
    media = Path(settings.MEDIA_ROOT)
    if media.exists() and any(media.iterdir()):
        media.rename(media.with_name(f"{media.name}.{clock.now():%Y%m%d-%H%M%S}"))
    elif media.exists():
        media.rmdir()
    if unpacked.exists():
        shutil.move(unpacked, media)
    else:
        media.mkdir(parents=True)


def _verify_audit(environment: dict[str, str]) -> None:
    """In a process of its own, because it looks at another database than this one."""
    command = [sys.executable, "-m", "lantoa", "verify_audit"]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        raise BackupError(f"Nhật ký trong bản sao lưu không còn nguyên vẹn: {(done.stdout + done.stderr).strip()[-300:]}")


def _run_postgresql(program: str, *arguments: str, database: bool = True) -> None:
    if not shutil.which(program):
        raise BackupError(f"Máy này chưa có {program}. Hãy cài gói postgresql-client cùng phiên bản với máy chủ.")
    told = settings.DATABASES["default"]
    where = {
        "PGHOST": told.get("HOST"),
        "PGPORT": str(told.get("PORT") or ""),
        "PGUSER": told.get("USER"),
        "PGPASSWORD": told.get("PASSWORD"),
    }
    environment = os.environ | {name: value for name, value in where.items() if value}
    named = (
        (["--dbname", connection.settings_dict["NAME"]] if program == "pg_restore" else [connection.settings_dict["NAME"]])
        if database
        else []
    )
    done = subprocess.run([program, *named, *arguments], env=environment, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        raise BackupError(f"{program} không làm được: {done.stderr.strip()[-300:]}")


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
