"""The worker's part: what is left when it dies, when the disk is full, when the bulletin changes under it, when there is no voice."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.notifications.models import Notice
from lantoa.radio import mixing
from lantoa.radio.enums import BulletinState, MixState
from lantoa.radio.models import Mix, Take
from lantoa.radio.queries.bulletins import standing
from lantoa.radio.services import voicing
from tests.radio.conftest import NOON, scripted, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def spoken(town):
    """A bulletin with a recording for each part, asked to be mixed."""
    bulletin = scripted(town)
    for part in standing(bulletin):
        voicing.keep_take(part, upload(), by=town.writer)
    return voicing.ask_for_mix(bulletin, by=town.writer)


def make(mix):
    return voicing.make_mix(mix, by=User.objects.system())


def test_pressed_twice_it_is_one_mix(town, spoken):
    assert voicing.ask_for_mix(spoken.bulletin, by=town.writer) == spoken
    made = make(spoken)
    assert (made.state, made.progress, make(spoken).attempts) == (MixState.DONE, 100, 1)
    assert Notice.objects.filter(recipient=town.writer, kind="radio.mix_done").count() == 1


def test_a_worker_that_died_is_followed_by_another(town, spoken, django_capture_on_commit_callbacks):
    Mix.objects.filter(pk=spoken.pk).update(state=MixState.RUNNING, attempts=1, progress=40)
    assert make(spoken).state == MixState.RUNNING  # it may still be alive
    with clock.at(NOON + timedelta(minutes=3)):
        assert voicing.resume_mixes(by=User.objects.system()) == 1
    spoken.refresh_from_db()
    assert (spoken.state, spoken.bulletin.__class__.objects.get().state) == (MixState.DONE, BulletinState.VOICED)


def test_after_three_deaths_it_is_given_up_in_words(town, spoken):
    Mix.objects.filter(pk=spoken.pk).update(state=MixState.RUNNING, attempts=3)
    with clock.at(NOON + timedelta(minutes=3)):
        assert voicing.resume_mixes(by=User.objects.system()) == 0
    spoken.refresh_from_db()
    assert spoken.state == MixState.FAILED
    assert "ba lần" in spoken.error
    assert voicing.ask_for_mix(spoken.bulletin, by=town.writer) != spoken


def test_a_full_disk_is_said_and_nothing_is_lost(town, spoken, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("lantoa.radio.services.voicing.store_file", full)
        made = make(spoken)
        with pytest.raises(ValidationError, match="hết chỗ chứa"):
            voicing.keep_take(standing(spoken.bulletin)[0], upload(), by=town.writer)
    assert (made.state, made.error) == (MixState.FAILED, voicing.NO_ROOM)
    assert Take.objects.count() == 4
    assert make(voicing.ask_for_mix(spoken.bulletin, by=town.writer)).state == MixState.DONE


def test_a_part_recorded_again_under_the_mixer_makes_its_file_void(town, spoken, monkeypatch):
    real = mixing.mix

    def slow(*args, **kwargs):
        done = real(*args, **kwargs)
        voicing.keep_take(standing(spoken.bulletin)[1], upload(1.5), by=town.writer)
        return done

    monkeypatch.setattr("lantoa.radio.services.voicing.mixing.mix", slow)
    made = make(spoken)
    assert (made.state, made.error, made.file) == (MixState.FAILED, voicing.CHANGED, None)


def test_without_the_voice_asked_for_it_says_what_to_do(town):
    bulletin = scripted(town)
    with pytest.raises(ValidationError, match="giọng"):
        voicing.ask_for_mix(bulletin, voice="giong-la", by=town.writer)
    mix = Mix.objects.create(bulletin=bulletin, voice="giong-la", asked_by=town.writer)  # it was there when it was asked for
    made = make(mix)
    assert made.state == MixState.FAILED
    assert "giọng" in made.error
