"""What may be stored is judged by content, photos are rewritten, and nobody opens what they may not see."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lantoa.audit.models import Entry
from lantoa.core import clock, schedule
from lantoa.core.rights import Refused
from lantoa.files import access, tasks, validators
from lantoa.files.models import StoredFile
from lantoa.files.services import store_file, sweep_orphans
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def photo(size=(40, 30), fmt="JPEG", exif=None) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, fmt, **({"exif": exif} if exif else {}))
    return out.getvalue()


def package(extension="docx", **parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr({"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}[extension], "<x/>")
        for name, content in parts.items():
            z.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def locked(content: bytes) -> bytes:
    """The package with the flag of encryption set on its first entry, in its own head and in the list of contents."""
    changed = bytearray(content)
    changed[6] |= 1
    changed[changed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def upload(name, content):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("rong.pdf", b"", "empty"),
        ("chay.exe", b"MZ\x90\x00", "kind"),
        ("trang.html", b"<script>alert(1)</script>", "kind"),
        ("hinh.svg", b"<svg onload='alert(1)'/>", "kind"),
        ("khong-duoi", b"abc", "kind"),
        ("gia.jpg", b"MZ\x90\x00" * 100, "content"),
        ("gia.pdf", b"<html><script>alert(1)</script>", "content"),
        ("gia.docx", b"PK\x03\x04 nothing", "content"),
        ("la-xlsx.docx", package("xlsx"), "content"),
        ("gia.doc", b"%PDF-1.4", "content"),
        ("gia.mp3", b"<html>", "content"),
        ("chu.txt", b"a\x00b", "content"),
        ("macro.docx", package(**{"word__vbaProject.bin": "x"}), "macro"),
        ("bom.docx", package(word__big=b"0" * 30_000_000), "bomb"),
        ("truot.docx", package(**{"..__..__etc__passwd": "x"}), "bomb"),
        (
            "thuc-the.docx",
            package(word__x_xml='<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
            "bomb",
        ),
        ("thuc-the-16.docx", package(word__x_xml="<!DOCTYPE a><a/>".encode("utf-16")), "bomb"),
        ("khoa.docx", locked(package()), "locked"),
        ("virut.txt", b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*", "virus"),
    ],
)
def test_refused_with_a_reason(name, content, code):
    with pytest.raises(ValidationError) as refusal:
        validators.check(upload(name, content))
    assert refusal.value.code == code


def test_too_large(monkeypatch):
    monkeypatch.setattr(validators, "MAX_BYTES", 10)
    with pytest.raises(ValidationError, match="nén nhỏ lại"):
        validators.check(upload("a.txt", b"0123456789A"))


def test_a_picture_of_too_many_points(monkeypatch):
    monkeypatch.setattr(validators, "MAX_PIXELS", 100)
    with pytest.raises(ValidationError) as refusal:
        validators.check(upload("a.png", photo(fmt="PNG")))
    assert refusal.value.code == "pixels"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jpg", photo()), ("a.JPEG", photo()), ("a.png", photo(fmt="PNG")), ("a.webp", photo(fmt="WEBP")), ("a.pdf", b"%PDF-1.7\n"),
     ("a.docx", package()), ("a.xlsx", package("xlsx")), ("a.txt", "Một dòng chữ".encode())],
)  # fmt: skip
def test_honest_files_are_taken(name, content):
    assert validators.check(upload(name, content)).mime


def test_a_photo_loses_its_place_and_what_is_hidden_behind_it():
    exif = Image.Exif()
    exif[0x0110] = "Máy ảnh"
    exif.get_ifd(0x8825)[1] = "N"
    checked = validators.check(upload("anh.jpg", photo(exif=exif.tobytes()) + b"<script>alert(1)</script>"))
    assert b"script" not in checked.content
    assert not Image.open(io.BytesIO(checked.content)).getexif()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\a\\bao cao.pdf", "bao cao.pdf"),
        ("anh\u202egpj.exe.jpg", "anhgpj.exe.jpg"),
        ("a" * 300 + ".pdf", "a" * 140 + ".pdf"),
        ("Ba\u0301o cáo\x00.pdf", "Báo cáo.pdf"),
        ("", "tep"),
    ],
)
def test_names_are_cleaned(given, kept):
    assert validators.clean_name(given) == kept


def test_a_file_opens_for_its_uploader_and_for_whom_a_room_lets_in(client, monkeypatch):
    owner, other, friend = UserFactory(), UserFactory(), UserFactory()
    file = store_file(upload("ghi.txt", b"noi dung"), by=owner)
    monkeypatch.setitem(access._checks, "test", lambda user, f: user == friend and f == file)
    answers = {}
    for person in (owner, friend, other):
        client.force_login(person)
        answers[person] = client.get(f"/lam-viec/tep/{file.pk}/")
    assert [answers[p].status_code for p in (owner, friend, other)] == [200, 200, 404]
    served = answers[owner]
    assert [b"".join(answers[person].streaming_content) for person in (owner, friend)] == [b"noi dung"] * 2
    assert served["X-Content-Type-Options"] == "nosniff"
    assert served["Content-Security-Policy"].startswith("sandbox")
    assert served["Content-Disposition"].startswith("attachment")


def test_taking_somebody_elses_file_leaves_a_line(client, monkeypatch):
    owner, friend = UserFactory(), UserFactory()
    monkeypatch.setitem(access._checks, "test", lambda user, file: user == friend)
    files = [store_file(upload("ghi.txt", b"noi dung"), by=owner), store_file(upload("a.png", photo(fmt="PNG")), by=owner)]
    for person in (owner, friend):
        client.force_login(person)
        for file in files:
            assert b"".join(client.get(f"/lam-viec/tep/{file.pk}/").streaming_content)
    assert [(e.actor, e.object_id) for e in Entry.objects.filter(action="download")] == [(friend, str(files[0].pk))]


def test_a_large_photo_is_made_smaller():
    checked = validators.check(upload("a.jpg", photo((8000, 400))))
    assert max(Image.open(io.BytesIO(checked.content)).size) <= validators.LONGEST_SIDE


def test_absent_and_forbidden_look_alike(client):
    file = store_file(upload("ghi.txt", b"noi dung"), by=UserFactory())
    client.force_login(UserFactory())
    assert client.get(f"/lam-viec/tep/{file.pk}/").status_code == client.get("/lam-viec/tep/999999/").status_code == 404


def test_the_clock_sweeps_what_no_record_holds():
    system = UserFactory(is_system=True)
    with clock.at(clock.now() - timedelta(days=2)):
        old = store_file(upload("cu.txt", b"a"), by=UserFactory())
    new = store_file(upload("moi.txt", b"b"), by=UserFactory())
    assert sweep_orphans(by=system) == 1
    assert list(StoredFile.objects.all()) == [new]
    assert old.name == "cu.txt"


def test_people_do_not_sweep():
    with pytest.raises(Refused):
        sweep_orphans(by=UserFactory())


def test_the_clock_does_it_by_itself():
    with clock.at(clock.now() - timedelta(days=2)):
        store_file(upload("cu.txt", b"a"), by=UserFactory())
    assert "files.orphans" in {job.name for job in schedule.daily_jobs()}
    tasks.sweep()
    assert not StoredFile.objects.exists()
