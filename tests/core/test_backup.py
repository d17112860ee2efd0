"""A backup holds everything, says when it was touched, and never lands on people's data by mistake."""

import io
import json
import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from lantoa.accounts.models import User
from lantoa.core import backup
from lantoa.core.backup import BackupError, restore_backup, write_backup
from tests.factories import UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL: pg_dump copies a database of its own"),
]


@pytest.fixture
def archive(tmp_path, settings) -> Path:
    media = Path(settings.MEDIA_ROOT)
    (media / "2022").mkdir(parents=True)
    (media / "2022" / "anh.jpg").write_bytes(b"anh")
    UserFactory(full_name="Lê Thị Hạnh")
    target = tmp_path / "sao-luu.tar.gz"
    write_backup(target)
    return target


def rewritten(archive: Path, change) -> Path:
    """The archive with `change(name, bytes) -> bytes | None` applied to each part."""
    target = archive.with_name("sua.tar.gz")
    with tarfile.open(archive) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            data = change(member.name, old.extractfile(member).read())
            if data is not None:
                info = tarfile.TarInfo(member.name)
                info.size = len(data)
                new.addfile(info, io.BytesIO(data))
    return target


def test_there_and_back(archive, settings):
    media = Path(settings.MEDIA_ROOT)
    (media / "2022" / "anh.jpg").write_bytes(b"khac")
    User.objects.filter(full_name="Lê Thị Hạnh").update(full_name="Đã đổi")
    manifest = restore_backup(archive, apply=True, over=True)
    assert (manifest.engine, manifest.files) == ("sqlite", 1)
    assert list(User.objects.people().values_list("full_name", flat=True)) == ["Lê Thị Hạnh"]
    assert (media / "2022" / "anh.jpg").read_bytes() == b"anh"
    (kept,) = media.parent.glob("media.*")
    assert (kept / "2022" / "anh.jpg").read_bytes() == b"khac"


def test_looking_changes_nothing(archive, settings):
    User.objects.filter(full_name="Lê Thị Hạnh").update(full_name="Đã đổi")
    restore_backup(archive)
    assert list(User.objects.people().values_list("full_name", flat=True)) == ["Đã đổi"]


def test_not_over_people_by_mistake(archive):
    with pytest.raises(BackupError, match="đã có dữ liệu"):
        restore_backup(archive, apply=True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda name, data: b"doi" if name.startswith("media/") else data, "đã bị thay đổi"),
        (lambda name, data: None if name.startswith("media/") else data, "thừa hoặc thiếu tệp"),
        (lambda name, data: data[:-1] + b"x" if name == "database" else data, "đã bị thay đổi"),
        (lambda name, data: b"{}" if name == "manifest.json" else data, "không phải bản sao lưu"),
        (lambda name, data: json.dumps(json.loads(data) | {"format": 99}).encode() if name == "manifest.json" else data, "phiên bản khác"),
        (lambda name, data: json.dumps(json.loads(data) | {"engine": "khac"}).encode() if name == "manifest.json" else data, "của khac"),
    ],
)
def test_what_was_touched_is_refused(archive, change, words):
    with pytest.raises(BackupError, match=words):
        restore_backup(rewritten(archive, change), apply=True, over=True)
    assert User.objects.people().count() == 1


@pytest.mark.parametrize("data", [b"", b"khong phai", b"\x1f\x8b\x08"])
def test_no_archive_at_all(tmp_path, data):
    path = tmp_path / "hong.tar.gz"
    path.write_bytes(data)
    with pytest.raises(BackupError, match="không phải bản sao lưu"):
        restore_backup(path)


def test_nothing_is_unpacked_outside(tmp_path, settings):
    path = tmp_path / "ac.tar.gz"
    with tarfile.open(path, "w:gz") as bad:
        info = tarfile.TarInfo("../ra-ngoai.txt")
        info.size = 1
        bad.addfile(info, io.BytesIO(b"x"))
    with pytest.raises(BackupError):
        restore_backup(path)
    assert not list(tmp_path.rglob("ra-ngoai.txt"))


def test_the_file_is_for_its_owner_alone_and_not_overwritten(archive):
    assert archive.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="đã có"):
        call_command("backup", str(archive))


def test_a_full_disk_leaves_the_old_backup(archive, monkeypatch):
    before = archive.read_bytes()

    def full(target):
        raise OSError("No space left on device")

    monkeypatch.setattr(backup, "_dump_database", full)
    with pytest.raises(CommandError, match="No space"):
        call_command("backup", str(archive), replace=True)
    assert archive.read_bytes() == before
