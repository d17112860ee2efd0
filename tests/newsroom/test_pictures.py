"""Pictures: what is taken in and refused, the sizes made of them, and who may see them when."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.exemplars.enums import Purpose
from lantoa.newsroom.enums import Shown
from lantoa.newsroom.queries import published
from lantoa.newsroom.services import desks, pictures, writing
from tests.newsroom.conftest import TEXT, agree
from tests.newsroom.test_desks import written

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
WORDS = {"alt": "Con đường mới", "credit": "UBND phường", "shown": Shown.NOBODY}


def photo(name="a.jpg", size=(2000, 1000), form="JPEG", **more):
    out = io.BytesIO()
    Image.new("RGB", size, "#1F6F4C").save(out, form, **more)
    return SimpleUploadedFile(name, out.getvalue())


def status_of(client, address):
    """The status alone; what is streamed is read to its end, which closes the file and leaves the database's connection open."""
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def shown_story(town, **words):
    """A live story with one picture in its text and as its cover."""
    story = written(town)
    picture = pictures.add_picture(story, photo(), **{**WORDS, **words}, by=town.writer)
    text = {**TEXT, "body": TEXT["body"] + f'<figure data-picture="{picture.pk}"></figure>', "cover": picture}
    writing.write_version(story, text, based_on=1, by=town.writer)
    story.refresh_from_db()
    desks.send_to_desk(story, by=town.writer)
    desks.send_to_check(story, by=town.writer)
    desks.note_read_back(story, on=clock.today(), by=town.writer)
    desks.approve_story(story, by=town.leader)
    return desks.publish_story(story, by=town.leader), picture


def test_a_picture_is_measured_and_loses_what_the_camera_wrote(town, django_capture_on_commit_callbacks):
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh của ông Bảy"
    with django_capture_on_commit_callbacks(execute=True):
        picture = pictures.add_picture(written(town), photo(exif=exif), **WORDS, by=town.writer)
    with picture.file.content.open("rb") as content, Image.open(content) as opened:
        assert (opened.size, dict(opened.getexif())) == ((2000, 1000), {})
    made = picture.sizes.values_list("width", "height", "format")
    assert set(made) == {(w, w // 2, f) for w in (480, 960, 1600) for f in ("webp", "jpg")}


def test_making_sizes_twice_makes_nothing_more(town):
    from lantoa.accounts.models import User

    picture = pictures.add_picture(written(town), photo(size=(600, 400)), **WORDS, by=town.writer)
    assert pictures.make_sizes(picture, by=User.objects.system()) == 4  # 480 and its own 600
    assert pictures.make_sizes(picture, by=User.objects.system()) == 0


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (lambda: SimpleUploadedFile("a.svg", SVG), "Chưa nhận loại tệp"),
        (lambda: SimpleUploadedFile("a.jpg", SVG), "không phải ảnh"),
        (lambda: photo("a.png", (7000, 7000), "PNG"), "quá lớn"),
    ],
)
def test_what_is_no_picture_of_ours_is_refused_in_words(town, upload, said):
    story = written(town)
    with pytest.raises(ValidationError, match=said):
        pictures.add_picture(story, upload(), by=town.writer)
    assert not story.pictures.exists()


@pytest.mark.parametrize(
    ("lacking", "said"),
    [({"alt": ""}, "chưa ghi ảnh chụp gì"), ({"credit": ""}, "chưa ghi ai chụp"), ({"shown": ""}, "chưa nói trong ảnh có ai")],
)
def test_nothing_is_approved_before_the_picture_is_described(town, lacking, said):
    with pytest.raises(ValidationError, match=said):
        shown_story(town, **lacking)


def test_somebody_else_in_it_must_have_agreed(town):
    with pytest.raises(ValidationError, match="Ghi ai trong ảnh đã đồng ý"):
        pictures.add_picture(written(town), photo(), **{**WORDS, "shown": Shown.OTHERS}, by=town.writer)


def test_the_portal_shows_it_in_sizes(client, town):
    story, picture = shown_story(town)
    from lantoa.accounts.models import User

    pictures.make_sizes(picture, by=User.objects.system())
    page = client.get(f"/chuyen/{story.slug}/").content.decode()
    assert f"/chuyen/{story.slug}/anh/{picture.pk}-960.webp 960w" in page
    assert 'alt="Con đường mới"' in page
    answer = client.get(f"/chuyen/{story.slug}/anh/{picture.pk}-480.webp")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert Image.open(io.BytesIO(answer.getvalue())).size == (480, 240)


def test_a_face_is_gone_with_the_consent_to_it(client, town):
    agree(town.nomination, Purpose.IMAGE)
    story, picture = shown_story(town, shown=Shown.SUBJECT)
    address = f"/chuyen/{story.slug}/anh/{picture.pk}-0.jpg"
    assert status_of(client, address) == 200
    town.nomination.consents.filter(purpose=Purpose.IMAGE).update(withdrawn_at=clock.now())
    assert status_of(client, address) == 404
    assert published.published_body(published.published_story(story.slug), lambda *size: "x").count("<figure") == 0
    assert published.published_covers(published.published_stories()) == {}
    desks.take_down_story(story, reason="Gỡ thử.", by=town.leader)
    assert published.published_picture(story.slug, picture.pk) is None


def test_only_pictures_of_the_story_stand_in_it(town):
    other = written(town)
    theirs = pictures.add_picture(other, photo(), **WORDS, by=town.writer)
    story = writing.start_story(unit=town.ward, title="Bài khác", by=town.writer)
    body = f'<p>Chữ</p><figure data-picture="{theirs.pk}"></figure>'
    assert writing.write_version(story, {"title": "Bài khác", "body": body}, based_on=None, by=town.writer).body == "<p>Chữ</p>"


def test_a_picture_once_shown_stays(town):
    story, picture = shown_story(town)
    unused = pictures.add_picture(story, photo(), by=town.writer)
    pictures.remove_picture(unused, by=town.writer)
    with pytest.raises(ValidationError, match="được giữ lại"):
        pictures.remove_picture(picture, by=town.writer)
    with pytest.raises(Refused):
        pictures.describe_picture(picture, **WORDS, by=town.stranger)


def test_the_bytes_are_for_who_sees_the_story(client, town):
    _, picture = shown_story(town)
    for who, status in ((town.writer, 200), (town.stranger, 404)):
        client.force_login(who)
        assert status_of(client, f"/lam-viec/toa-soan/anh/{picture.pk}-480.jpg") == status
