"""The portal's search: everything public, and no number that tells of anything else."""

import html
import re

import pytest

from lantoa.core import clock
from lantoa.exemplars.enums import Purpose
from lantoa.search import queries
from lantoa.search.indexing import rebuild_all
from tests.factories import MovementFactory, NominationFactory, PlanFactory
from tests.newsroom.conftest import TEXT, agree, town  # noqa: F401  (the fixture)
from tests.newsroom.test_desks import approved, live

pytestmark = pytest.mark.django_db


def found(client, words, **facets):
    """Titles of the hits, and what the heading says. The index is written after the commit, which tests have none of."""
    if facets.pop("fresh", True):
        rebuild_all()
    text = html.unescape(client.get("/tim/", {"q": words, **facets}).content.decode())
    titles = re.findall(r'<ul class="hits">(.*?)</ul>', text, re.S)
    plain = re.sub(r"</?mark>", "", "".join(titles))
    return re.findall(r'<li><a href="[^"]*">([^<]*)</a>', plain), re.search(r"<h1[^>]*>([^<]*)", text)[1]


@pytest.mark.parametrize("words", ["hiến đất mở đường", "hien dat mo duong", "HIEN DAT", "hieens ddaats"])
def test_found_with_and_without_marks_and_with_unswitched_keys(client, town, words):  # noqa: F811
    live(town)
    assert TEXT["title"] in found(client, words)[0]


def test_what_is_not_out_is_neither_found_nor_counted(client, town):  # noqa: F811
    approved(town)
    MovementFactory(draft=True, authority=town.city, name="Hiến đất chưa phát động")
    PlanFactory(draft=True, title="Hiến đất bản thảo")
    agree(NominationFactory(unit=town.ward, name="Hiến Đất Thị Chờ", birth_year=1980), Purpose.PORTAL)
    assert found(client, "hien dat") == ([], "Chưa tìm thấy “hien dat”")


def test_what_is_taken_back_is_gone_before_anybody_writes_the_index_anew(client, town):  # noqa: F811
    live(town)
    assert found(client, "hien dat mo duong")[0]
    town.nomination.consents.update(withdrawn_at=clock.now())
    titles, heading = found(client, "hien dat mo duong", fresh=False)
    assert (titles, heading) == ([], "Chưa tìm thấy “hien dat mo duong”")


def test_facets_narrow_and_nonsense_is_ignored(client, town):  # noqa: F811
    live(town)
    everything = found(client, "thu")[0]
    assert set(found(client, "thu", loai="p_exemplars")[0]) < set(everything)
    assert found(client, "thu", loai="stories", nam="abcd", phong_trao="khong-co")[0] == everything
    assert found(client, "thu", nam="1999")[0] == []


def test_officers_find_none_of_the_public_entries(client, town):  # noqa: F811
    live(town)
    rebuild_all()
    hits = queries.found(["hiến", "đất"], user=town.leader)
    assert hits
    assert [entry for entry in hits if entry.source.startswith("p_")] == []


@pytest.mark.parametrize("words", ["", "   ", "\x00", "'\"; drop table", "🙂", "a" * 5000, "%%%"])
def test_any_question_is_answered(client, words):
    answer = client.get("/tim/", {"q": words})
    assert (answer.status_code, answer.cookies) == (200, {})
    assert "no-store" in answer["Cache-Control"]
