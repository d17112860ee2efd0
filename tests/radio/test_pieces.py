"""A recording that arrives piece by piece."""

import errno
import os

import pytest

from lantoa.radio.pieces import MOST, PIECE, PiecesError, forget, forget_old, joined, keep_piece, next_piece

KEY = "070992ee-3ea2-410c-9985-6d02b9f0e645"  # the same in each worker that collects


def test_pieces_in_any_order_and_twice_make_one_take(tmp_path):
    assert [keep_piece(tmp_path, KEY, number, content) for number, content in [(0, b"a"), (2, b"c"), (0, b"a"), (1, b"b")]] == [1, 1, 1, 3]
    assert joined(tmp_path, KEY, 3) == b"abc"
    assert joined(tmp_path, KEY.upper(), 2) == b"ab"
    forget(tmp_path, KEY)
    assert next_piece(tmp_path, KEY) == 0


@pytest.mark.parametrize("count", [0, -1, 3, MOST + 1])
def test_not_all_there(tmp_path, count):
    keep_piece(tmp_path, KEY, 0, b"a")
    keep_piece(tmp_path, KEY, 2, b"c")
    with pytest.raises(PiecesError, match="chưa tới đủ"):
        joined(tmp_path, KEY, count)


@pytest.mark.parametrize("key", ["", "../../etc", "x", None, f"{KEY}/.."])
def test_a_key_that_is_no_key(tmp_path, key):
    with pytest.raises(PiecesError, match="Hãy tải lại trang"):
        keep_piece(tmp_path, key, 0, b"a")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("number", "content"), [(0, b""), (0, b"x" * (PIECE + 1)), (-1, b"x"), (MOST, b"x")])
def test_a_piece_too_small_too_big_or_too_far(tmp_path, number, content):
    with pytest.raises(PiecesError):
        keep_piece(tmp_path, KEY, number, content)


def test_the_disk_full_leaves_no_half_piece(tmp_path, monkeypatch):
    def refuse(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        keep_piece(tmp_path, KEY, 0, b"a")
    assert list((tmp_path / KEY).iterdir()) == []


def test_what_was_never_finished_is_swept(tmp_path):
    keep_piece(tmp_path, KEY, 0, b"a")
    now = (tmp_path / KEY).stat().st_mtime
    assert (forget_old(tmp_path, seconds=100, now=now + 50), forget_old(tmp_path, seconds=100, now=now + 150)) == (0, 1)
    assert list(tmp_path.iterdir()) == []
