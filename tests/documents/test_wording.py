from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.documents.wording import LIMIT, day_in_words, money, money_in_words, number_in_words

DIGITS = {word: value for value, word in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"])} | {
    "mốt": 1,
    "lăm": 5,
}


def value_of(words: str) -> int:
    """Reads the words back by the grammar of the language, not by the writer's steps."""
    total = group = 0
    billions = 0
    for word in words.split():
        if word == "tỷ":
            billions, total, group = (total + group) * 10**9, 0, 0
        elif word in ("triệu", "nghìn"):
            total, group = total + group * (10**6 if word == "triệu" else 10**3), 0
        elif word == "trăm":
            group *= 100
        elif word == "mươi":
            group = group - group % 10 + group % 10 * 10
        elif word == "mười":
            group += 10
        elif word != "linh":
            group += DIGITS[word]
    return billions + total + group


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"), (5, "năm"), (10, "mười"), (11, "mười một"), (15, "mười lăm"), (21, "hai mươi mốt"), (24, "hai mươi bốn"), (55, "năm mươi lăm"),
        (75, "bảy mươi lăm"), (100, "một trăm"), (101, "một trăm linh một"), (105, "một trăm linh năm"), (110, "một trăm mười"), (115, "một trăm mười lăm"),
        (1004, "một nghìn không trăm linh bốn"), (5075, "năm nghìn không trăm bảy mươi lăm"), (20_000, "hai mươi nghìn"), (1_000_000, "một triệu"),
        (1_000_001, "một triệu không trăm linh một"), (1_520_000, "một triệu năm trăm hai mươi nghìn"), (2_005_000_000, "hai tỷ không trăm linh năm triệu"),
        (10**12, "một nghìn tỷ"), (-30, "âm ba mươi"),
    ],
)  # fmt: skip
def test_numbers_in_words(number, words):
    assert number_in_words(number) == words


@given(st.integers(1, 10**12 - 1))
def test_the_words_say_the_number(number):
    assert value_of(number_in_words(number)) == number


def test_money():
    assert money_in_words(1_520_000) == "một triệu năm trăm hai mươi nghìn đồng"
    assert money(30_400_000) == "30.400.000"


def test_a_number_beyond_all_budgets_is_refused():
    with pytest.raises(ValueError):
        number_in_words(LIMIT)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2022, 2, 5), "ngày 05 tháng 02 năm 2022"), (date(2022, 1, 10), "ngày 10 tháng 01 năm 2022"),
        (date(2022, 3, 9), "ngày 09 tháng 3 năm 2022"), (date(2022, 12, 31), "ngày 31 tháng 12 năm 2022"),
    ],
)  # fmt: skip
def test_only_days_below_ten_and_the_first_two_months_are_padded(day, words):
    assert day_in_words(day) == words
