import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.text import fold, name_sort_key, nfc, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Điển hình tiên tiến", "dien hinh tien tien"),
        ("NGƯỜI TỐT, VIỆC TỐT", "nguoi tot viec tot"),
        ("hòa", "hoa"),
        ("hoà", "hoa"),
        ("Đ/c Nguyễn Thị Ườm – 449/KH-UBND", "d c nguyen thi uom 449 kh ubnd"),
        ("Ðồng Nai", "dong nai"),  # Icelandic eth, as some old fonts typed it
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=80))
def test_fold_is_idempotent_and_blind_to_composition(text):
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_nfc_makes_one_name_of_two_spellings():
    assert nfc("  Lê\u00a0Thị   Ha\u0323nh\u200b ") == "Lê Thị Hạnh"


def test_dictionary_order():
    words = ["Ơn", "Dân", "Đạt", "Ôn", "Dũng", "On", "Êm", "Em", "Ăn", "An", "Ân", "Đức"]
    assert sorted(words, key=sort_key) == ["An", "Ăn", "Ân", "Dân", "Dũng", "Đạt", "Đức", "Em", "Êm", "On", "Ôn", "Ơn"]


def test_tones_break_ties_only():
    assert sorted(["má", "ma", "mạ", "mà", "mã", "mả", "mai"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ", "mai"]


def test_names_sort_by_given_name():
    names = ["Trần Văn An", "Lê Thị Hạnh", "Nguyễn Thị Ánh", "Bùi Văn An"]
    assert sorted(names, key=name_sort_key) == ["Bùi Văn An", "Trần Văn An", "Nguyễn Thị Ánh", "Lê Thị Hạnh"]
