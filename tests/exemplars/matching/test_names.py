"""Names as people write them."""

import unicodedata

import pytest

from lantoa.exemplars.matching.facts import Facts, Place
from lantoa.exemplars.matching.keys import keys_of, keys_to_ask
from lantoa.exemplars.matching.labelled import telex
from lantoa.exemplars.matching.normalise import read_collective, read_hamlet, read_person
from lantoa.exemplars.matching.prepared import pack, prepare, unpack
from lantoa.exemplars.matching.scoring import Likely, score
from lantoa.exemplars.matching.syllables import read

WARD = Place(1, frozenset({1}), 1, True, "Xuân An", "Long Khánh")


def plain(line, **more):
    return [" ".join(s.plain for s in name.syllables) for name in read_person(line, **more).names]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("ông Nguyễn Văn Bảy", ["nguyen van bay"]),
        ("Ông Văn Tư", ["ong van tu"]),
        ("hộ ông Ông Văn Tư", ["ong van tu"]),
        ("ba tran thi my le", ["tran thi my le"]),
        ("Châu Thị Én", ["chau thi en"]),
        ("hồ văn phát", ["ho van phat"]),
        ("đ/c Võ Minh Tâm", ["vo minh tam"]),
        ("Linh mục Giuse Trần Văn Khiêm", ["tran van khiem"]),
        ("Ng. Thị Kim Chi", ["nguyen thi kim chi"]),
        ("gia đình bà Kiều Thị Nhàn", ["kieu thi nhan"]),
        ("Nguyễn Văn Lượm (Tám Lượm)", ["nguyen van luom", "tam luom"]),
        ("vợ chồng ông Khổng Minh Trí, bà Lê Thị Thơ", ["khong minh tri", "le thi tho"]),
        ("anh Võ Minh Tâm, dân quân phường", ["vo minh tam"]),
        ("cô Ba bán xôi", ["ba"]),
        ("K'Tâm", ["k tam"]),
        ("Maria Nguyễn Thị Lành", ["nguyen thi lanh"]),
        ("le van tai", ["le van tai"]),
        ("Nguyễn Thị Lam", ["nguyen thi lam"]),
    ],
)
def test_names_are_taken_out_of_what_stands_around_them(line, names):
    assert plain(line) == names


@pytest.mark.parametrize(
    ("line", "sex"),
    [("ông Nguyễn Ngọc Thanh", "male"), ("cô giáo Ngọc Thanh", "female"), ("Lê Thị Hạnh", "female"), ("Nguyễn Ngọc Thanh", ""),
     ("vợ chồng ông Khổng Minh Trí, bà Lê Thị Thơ", ""), ("bác sĩ Nguyễn Minh Đức", "")],
)  # fmt: skip
def test_the_sex_is_read_from_titles_and_middle_names(line, sex):
    assert read_person(line).sex == sex


@pytest.mark.parametrize("word", ["người", "được", "Hùng", "Quốc", "mất", "Hương", "giúp", "việc", "thương", "Nguyễn", "Thủy", "Đặng"])
def test_telex_left_unswitched_is_read(word):
    assert read(telex(word)).plain == read(word).plain


def test_where_the_tone_stands_and_how_letters_are_composed_does_not_matter():
    assert read("hoà") == read("hòa") == read(unicodedata.normalize("NFD", "hòa"))


@pytest.mark.parametrize(
    ("line", "which", "numbers"),
    [
        ("CLB Dưỡng sinh KP. 4, P. Xuân Trung", ("duong", "sinh"), ("khupho4",)),
        ("Tổ tự quản số 3, KP. Bàu Sen", ("bau", "sen"), ("to3",)),
        ("Trường THCS Nguyễn Trãi Nhỏ", ("trung", "hoc", "nguyen", "trai", "nho"), ()),
    ],
)
def test_collectives_keep_what_tells_them_apart(line, which, numbers):
    assert read_collective(line) == (which, numbers)


def test_hamlets_are_read_with_and_without_abbreviations():
    assert read_hamlet("KP. 3") == read_hamlet("khu phố 3") == read_hamlet("kp3") == (frozenset(), frozenset({"khupho3"}))


def person(name, **more):
    return Facts("individual", name, WARD, deed=more.pop("deed", "Hiến 120 m2 đất mở hẻm 46"), **more)


def slips(word):
    letters = "abcdeghiklmnopqrstuvxy"
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]
        yield word[:i] + word[i] + word[i:]
        if i + 1 < len(word):
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
        for letter in letters[i::5]:
            yield word[:i] + letter + word[i + 1 :]


@pytest.mark.parametrize("name", ["nguyen thi kim chi", "tran van nghia", "le hoa", "dang hoang phi long", "vu thuy"])
def test_one_slip_in_any_syllable_still_shares_a_key(name):
    kept = keys_of(prepare(person(name)))
    words = name.split()
    for place, word in enumerate(words):
        for slip in slips(word):
            if not slip:
                continue
            typed = " ".join([*words[:place], slip, *words[place + 1 :]])
            asked = keys_to_ask(prepare(person(typed, deed="một việc khác hẳn")), [1])
            assert kept & asked, typed


def test_swapped_words_missing_marks_and_a_left_out_middle_word_share_a_key():
    kept = keys_of(prepare(person("Lê Thị Thu Hạnh")))
    for typed in ("Hạnh Lê Thị Thu", "le thi thu hanh", "Lê Hạnh", "Lê Thị Hạnh", "Thu Hạnh", "bà Hạnh", "Lee Thij Thu Hanhj"):
        assert kept & keys_to_ask(prepare(person(typed, deed="việc khác")), [1]), typed


def test_odd_names_are_taken_as_they_come():
    for name in ("", "   ", "123", "!!!", "ông", "(", "x" * 500, "Nguyễn " * 200, "\u200b", "🙂", "ông bà", "hộ", "- - -", "阮"):
        for kind in ("individual", "collective", "household"):
            facts = Facts(kind, name, WARD, deed=name)
            ready = prepare(facts)
            assert unpack(pack(ready), WARD) == ready
            assert score(facts, facts).total >= 0
            assert len(keys_of(ready)) < 200


def test_a_ward_that_became_another_is_the_same_place_and_says_so():
    old = Place("xuan-an", frozenset({"xuan-an"}), "long-khanh", True, "Xuân An", "Long Khánh")
    new = Place("long-khanh", frozenset({"long-khanh", "xuan-an", "xuan-binh"}), "long-khanh", True, "Long Khánh", "Long Khánh")
    said = score(Facts("individual", "Dương Văn Ổn", old, deed="Chế máy bơm"), Facts("individual", "Dương Văn Ổn", new, deed="Chế máy bơm"))
    assert "cùng nơi (Xuân An nay là Long Khánh)" in said.alike
    assert said.likely == Likely.SAME


def test_two_wards_of_one_day_are_two_places_though_they_are_one_now():
    a = Place("xuan-an", frozenset({"xuan-an"}), "long-khanh", True, "Xuân An", "Long Khánh")
    b = Place("xuan-binh", frozenset({"xuan-binh"}), "long-khanh", True, "Xuân Bình", "Long Khánh")
    said = score(Facts("individual", "Dương Văn Ổn", a, deed="x"), Facts("individual", "Dương Văn Ổn", b, deed="x"))
    assert "hai nơi nay nhập làm một (Long Khánh)" in said.unlike
