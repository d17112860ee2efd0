"""Names as people write them, taken apart: form of address, trade, bare name, nickname, the wife's name."""

import re
import unicodedata
from dataclasses import dataclass

from lantoa.core.text import fold, nfc
from lantoa.exemplars.matching.syllables import Syllable, read

MAN, WOMAN = "male", "female"
OLD, GROWN, YOUNG = "old", "grown", "young"

# Words before a name, folded: (sex, age). Longer ones first when read.
_ADDRESS = {
    "ong": (MAN, GROWN), "ba": (WOMAN, GROWN), "anh": (MAN, GROWN), "chi": (WOMAN, GROWN), "em": ("", YOUNG), "chau": ("", YOUNG),
    "be": ("", YOUNG), "co": (WOMAN, GROWN), "chu": (MAN, GROWN), "bac": ("", GROWN), "cu": ("", OLD), "thay": (MAN, GROWN),
    "di": (WOMAN, GROWN), "cau": (MAN, GROWN), "mo": (WOMAN, GROWN), "duong": (MAN, GROWN), "thim": (WOMAN, GROWN), "cha": (MAN, GROWN),
    "soeur": (WOMAN, GROWN), "xo": (WOMAN, GROWN), "ni": (WOMAN, GROWN), "me": (WOMAN, OLD), "o": (WOMAN, GROWN),
    "mr": (MAN, GROWN), "ms": (WOMAN, GROWN), "mrs": (WOMAN, GROWN),
}  # fmt: skip
# Titles: what they say of the sex, and the walk of life they belong to (two walks of life are seldom one person's).
_TITLES = {
    "dong chi": ("", ""), "d/c": ("", ""), "bac si": ("", "y"), "bs": ("", "y"), "duoc si": ("", "y"), "y si": ("", "y"), "y ta": ("", "y"),
    "dieu duong": ("", "y"), "luong y": ("", "y"), "linh muc": (MAN, "đạo"), "lm": (MAN, "đạo"), "muc su": (MAN, "đạo"),
    "dai duc": (MAN, "đạo"), "thuong toa": (MAN, "đạo"), "hoa thuong": (MAN, "đạo"), "su co": (WOMAN, "đạo"), "su thay": (MAN, "đạo"),
    "ni su": (WOMAN, "đạo"), "ni co": (WOMAN, "đạo"), "di phuoc": (WOMAN, "đạo"), "cha xu": (MAN, "đạo"), "co giao": (WOMAN, "dạy"),
    "thay giao": (MAN, "dạy"), "nha giao": ("", "dạy"), "giao vien": ("", "dạy"), "giang vien": ("", "dạy"), "ngut": ("", "dạy"),
    "ngnd": ("", "dạy"), "tien si": ("", ""), "thac si": ("", ""), "ths": ("", ""), "ts": ("", ""), "ky su": ("", ""), "ks": ("", ""),
    "luat su": ("", ""), "nghe nhan": ("", ""), "cuu chien binh": ("", ""), "ccb": ("", ""), "thuong binh": ("", ""), "benh binh": ("", ""),
    "gia lang": (MAN, ""), "dai uy": ("", "quân"), "thuong uy": ("", "quân"), "trung uy": ("", "quân"), "thieu uy": ("", "quân"),
    "thieu ta": ("", "quân"), "trung ta": ("", "quân"), "thuong ta": ("", "quân"), "dai ta": ("", "quân"), "ha si": ("", "quân"),
    "trung si": ("", "quân"), "chien si": ("", "quân"), "binh nhat": ("", "quân"), "nguoi cao tuoi": ("", ""),
    "me viet nam anh hung": (WOMAN, ""), "me vnah": (WOMAN, ""), "doanh nhan": ("", ""), "nong dan": ("", ""), "cong nhan": ("", ""),
    "sinh vien": ("", "học"), "hoc sinh": ("", "học"), "dang vien": ("", ""), "doan vien": ("", ""), "hoi vien": ("", ""),
}  # fmt: skip
_HOUSEHOLD = frozenset({"ho gia dinh", "gia dinh", "hgd", "ho", "vo chong", "hai vo chong", "nha"})
_SAINTS = frozenset(
    "maria giuse phero phaolo gioan anna teresa terexa giacobe toma matta matheu macco maco luca daminh anton phanxico vinhson augustino lucia "
    "mactino cecilia agata monica catarina rosa philipphe".split()
)
_ORDINALS = frozenset("hai ba tu nam sau bay tam chin muoi ut".split())
SURNAMES = frozenset(
    "nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly li dinh doan lam mai trinh truong dao cao luong to ta ha thai "
    "chau chu van la quach kieu trieu tang vuong phung nghiem khong luu mac doan than ong ton voong vong phun chuong su lau sy ma hua giang "
    "lenh dieu tho hong thi thich nong lo quang ung tu thach kim son y ro k au mau bien tong lai pho vi hoa".split()
)
_ALSO_MIDDLE = frozenset("kim hong thi son hoa chu y ngoc minh thanh".split())
_WOMAN_MIDDLE, _MAN_MIDDLE = "thi", "van"
_NOT_LETTERS = re.compile(r"[^\w\s/'’&-]+", re.UNICODE)
_SHORT = [
    (re.compile(r"\bng(?:uyen)?\s*\.(?=\s*\w)", re.IGNORECASE), "nguyễn "),
    (re.compile(r"\btr\s*\.(?=\s*\w)", re.IGNORECASE), "trần "),
    (re.compile(r"\bđ\s*/\s*c\b", re.IGNORECASE), "đồng chí"),
    (re.compile(r"\bd/c\b", re.IGNORECASE), "đồng chí"),
]
# In names of collectives and hamlets, folded.
_WIDER = {
    "clb": "cau lac bo", "htx": "hop tac xa", "tht": "to hop tac", "kp": "khu pho", "kdc": "khu dan cu", "tdp": "to dan pho",
    "thcs": "trung hoc co so", "thpt": "trung hoc pho thong", "th": "tieu hoc", "mn": "mam non", "mttq": "mat tran", "lhpn": "phu nu",
    "pn": "phu nu", "hnd": "nong dan", "ccb": "cuu chien binh", "tn": "thanh nien", "tnhh": "", "dntn": "", "ubnd": "uy ban", "ca": "cong an",
    "cty": "cong ty", "bv": "benh vien", "tp": "thanh pho", "tx": "thi xa", "qs": "quan su", "bchqs": "quan su", "cmt8": "cach mang thang tam",
    "hlhpn": "phu nu", "lien hiep phu nu": "phu nu",
}  # fmt: skip
# Say what a collective is, not which one.
_GENERIC = frozenset(
    "tap the nhom cau lac bo to doi hoi chi ban mo hinh cua va so cac o tai trong dia phuong xa khu ap dan cu tinh truong".split()
)
_GENERIC_PHRASES = re.compile(r"\b(?:thien nguyen|tu quan|hop tac xa|lien hiep|co so|thanh pho|khu pho|dan cu)\b")
_PLACE_BEFORE_NAME = re.compile(r"\b(?:phuong|xa|p|x|thanh pho|tp|thi xa|tinh)\s+(?:[a-z]+\s+[a-z]+)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Name:
    """`syllables` of the bare name in order; `is_whole`: surname and given name are both there."""

    syllables: tuple[Syllable, ...]
    is_whole: bool

    @property
    def is_bare(self) -> bool:
        """Written without any mark: then marks say nothing."""
        return not any(s.has_marks for s in self.syllables)


@dataclass(frozen=True, slots=True)
class Called:
    """What a name line says. `names`: the main one first, then nicknames and the spouse's."""

    names: tuple[Name, ...]
    sex: str = ""
    age: str = ""
    walks: frozenset[str] = frozenset()  # walks of life its titles speak of
    extra: str = ""  # what was written after the name: trade, post, a place


def tidy(text: str) -> str:
    """Composed, abbreviations of surnames and titles written out, punctuation but brackets and commas made spaces."""
    text = nfc(unicodedata.normalize("NFKC", text).replace("’", "'"))
    for short, long in _SHORT:
        text = short.sub(long, text)
    return nfc(text)


def read_person(line: str, honorific: str = "", gender: str = "") -> Called:
    """ "vợ chồng ông Khổng Minh Trí, bà Lê Thị Thơ" → two names; "Nguyễn Văn Lượm (Tám Lượm)" → a name and a nickname."""
    line = tidy(line)
    brackets = [part.strip() for part in re.findall(r"[(\"“]([^)\"”]+)[)\"”]", line)]
    body = re.sub(r"[(\"“][^)\"”]*[)\"”]?", " ", line)
    pieces = [p for p in re.split(r"[,;–/]| - |\b(?:và|cùng|với)\b|\bva\b(?=\s+(?:ba|ong|vo|chong)\b)", body) if p and p.strip()]
    names: list[Name] = []
    extra: list[str] = []
    sex, age, walks = "", "", frozenset()
    for place, piece in enumerate(pieces):
        front = _strip_address(piece.split())
        words, rest = _cut_after_name(front.words)
        name = _as_name(words)
        if place == 0:
            sex, age, walks = front.sex, front.age, front.walks
            if name:
                names.append(name)
            extra.extend(rest)
        elif name and name.syllables[0].plain in SURNAMES and (front.titled or len(words) >= 3) and 2 <= len(words) <= 6:
            names.append(name)
        else:
            extra.append(piece)
    for words in brackets:
        left = _strip_address(words.split()).words
        if 1 <= len(left) <= 5 and (name := _as_name(left)):
            names.append(name)
    if len(names) > 1 and len(pieces) > 1 and any(n.is_whole for n in names[1:]):
        sex = ""  # husband and wife: no sex of its own
    if (address := _ADDRESS.get(fold(honorific))) and not sex:
        sex, age = address[0], age or address[1]
    return Called(tuple(names), gender or sex or _sex_of_middle(names), age, walks, " ".join(extra))


def _cut_after_name(words: list[str]) -> tuple[list[str], list[str]]:
    """ "Ba bán xôi" → Ba; a line all in small letters is not cut but at words that are never part of a name."""
    last = max((i for i, word in enumerate(words) if word[:1].isupper()), default=len(words) - 1)
    stop = next(
        (i for i, word in enumerate(words) if i >= 3 and len(words) > 4 and fold(word) in _AFTER_NAME and not word[:1].isupper()),
        len(words),
    )
    end = min(last + 1, stop) or 1
    return words[:end], words[end:]


_AFTER_NAME = frozenset("hs lop ban sinh nam o tai truong to kp khu ap tuoi la lam".split())


@dataclass(frozen=True, slots=True)
class _Front:
    sex: str
    age: str
    walks: frozenset[str]
    words: list[str]
    titled: bool


def _strip_address(words: list[str]) -> _Front:
    """What stands before the name, taken away: forms of address, titles, "hộ", "gia đình", a saint's name."""
    sex, age, walks, titled = "", "", set(), False
    while len(words) > 1:
        folded = [fold(w) for w in words]
        # "Ông Văn Tư", "Châu Thị Én": a surname that looks like a form of address, before "Văn" or "Thị".
        if folded[1] in ("thi", "van") and folded[0] in SURNAMES:
            break
        if phrase := _leading(folded, _TITLES):
            found_sex, walk = _TITLES[phrase]
            sex, titled = sex or found_sex, True
            walks |= {walk} - {""}
            words = words[len(phrase.split()) :]
        elif (phrase := _leading(folded, _HOUSEHOLD)) and not words[0].lower().startswith("hồ"):
            words, titled = words[len(phrase.split()) :], True
        elif folded[0] in _ADDRESS and _may_be_address(words, folded):
            found = _ADDRESS[folded[0]]
            sex, age, titled = sex or found[0], age or found[1], True
            words = words[1:]
        elif folded[0] in _SAINTS and len(words) >= 3:
            words = words[1:]
        else:
            break
    return _Front(sex, age, frozenset(walks), words, titled)


def _leading(folded: list[str], phrases) -> str:
    """The longest phrase the words begin with and do not end with."""
    for length in (4, 3, 2, 1):
        if len(folded) > length and (phrase := " ".join(folded[:length])) in phrases:
            return phrase
    return ""


_NO_MARKS = frozenset({"anh", "em", "cha", "ni", "o"})
_SPELLED = {
    "ba": {"bà", "ba"}, "co": {"cô", "co"}, "chu": {"chú", "chu"}, "di": {"dì", "di"}, "cau": {"cậu", "cau"}, "be": {"bé", "be"},
    "chau": {"cháu", "chau"}, "duong": {"dượng"}, "bac": {"bác", "bac"}, "cu": {"cụ", "cu"}, "o": {"o"}, "me": {"mẹ", "má"}, "mo": {"mợ"},
    "anh": {"anh"}, "chi": {"chị", "chi"}, "ong": {"ông", "ong"}, "thay": {"thầy", "thay"}, "cha": {"cha"}, "ni": {"ni"},
}  # fmt: skip


def _may_be_address(words: list[str], folded: list[str]) -> bool:
    """ "bà" is, "Ba" is a name; in a line without any mark "ba" may be either and is read as the address."""
    spelled = _SPELLED.get(folded[0])
    if spelled is None:
        return True
    word = words[0].lower()
    return word in spelled and (word != folded[0] or folded[0] in _NO_MARKS or [w.lower() for w in words] == folded)


def _as_name(words: list[str]) -> Name | None:
    cleaned = [w for part in words for w in re.split(r"\W+", part) if w]
    syllables = tuple(read(w) for w in cleaned if not w.isdigit())
    syllables = tuple(s for s in syllables if s.plain)[:8]
    if not syllables:
        return None
    plain = [s.plain for s in syllables]
    if len(plain) == 1:
        return Name(syllables, False)
    if len(plain) == 2:
        # "Lê Hòa" is a whole name; "Kim Chi", "Mỹ Lệ", "Ba Lúa" are not.
        return Name(syllables, plain[0] in SURNAMES and plain[0] not in _ORDINALS and plain[0] not in _ALSO_MIDDLE)
    # A first word that is no surname is a surname mistyped ("Nhuyễn Văn Tân"), unless it is "Tám", "Út".
    whole = plain[0] not in _ORDINALS
    return Name(syllables, whole)


def _sex_of_middle(names: list[Name]) -> str:
    if not names or not names[0].is_whole:
        return ""
    middle = [s.plain for s in names[0].syllables[1:-1]]
    return WOMAN if _WOMAN_MIDDLE in middle else MAN if middle[:1] == [_MAN_MIDDLE] else ""


def given_names(name: Name) -> tuple[Syllable, ...]:
    """Of a name without surname what may be the given name: all words but an ordinal before them ("Tám Lượm" → "Lượm")."""
    words = name.syllables
    if not name.is_whole and len(words) > 1 and words[0].plain in _ORDINALS:
        words = words[1:]
    return words if not name.is_whole else words[-1:]


def read_collective(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words that tell which collective it is, and its numbers ("tổ 3 khu phố 2" → to3, khupho2), folded, in order."""
    words: list[str] = []
    for word in fold(re.sub(r"(?<=[A-Za-z])(?=\d)", " ", tidy(line))).split():
        words.extend(_WIDER.get(word, word).split())
    text = _PLACE_BEFORE_NAME.sub(" ", " ".join(words))
    return _which(_GENERIC_PHRASES.sub(" ", text)), numbered(text)


def _which(text: str) -> tuple[str, ...]:
    kept = [w for w in text.split() if w not in _GENERIC and not w.isdigit()]
    return tuple(dict.fromkeys(kept or text.split()))


_NUMBERED = re.compile(r"\b(khu pho|ap|to|doi|chi hoi|chi doan|thon|hem|lop|khoi)(?: [a-z]+){0,2}? (?:so )?(\d+[a-z]?)\b")


def numbered(folded: str) -> tuple[str, ...]:
    return tuple(sorted({f"{what.replace(' ', '')}{number.lstrip('0')}" for what, number in _NUMBERED.findall(folded)}))


def read_hamlet(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words and numbered parts of "KP. 3", "ấp Bảo Vinh A": (words, numbers)."""
    words: list[str] = []
    for word in fold(re.sub(r"(?<=[A-Za-z])(?=\d)", " ", tidy(text))).split():
        words.extend(_WIDER.get(word, word).split())
    joined = " ".join(words)
    return (
        frozenset(
            w
            for w in words
            if w not in ("khu", "pho", "ap", "to", "p", "x", "phuong", "xa", "cu", "gan", "duong", "so") and not w.isdigit()
        ),
        frozenset(numbered(joined)),
    )


_WALKS_IN_TEXT = {
    "co giao": "dạy", "thay giao": "dạy", "giao vien": "dạy", "hieu truong": "dạy", "nha giao": "dạy", "bac si": "y", "dieu duong": "y",
    "luong y": "y", "hoc sinh": "học", "sinh vien": "học", "nu sinh": "học", "cong nhan": "thợ", "tho may": "thợ", "tho ho": "thợ",
    "tai xe": "thợ", "nhan vien": "thợ", "nong dan": "nông", "tru tri": "đạo", "cha xu": "đạo", "cong an": "quân", "trinh sat": "quân",
}  # fmt: skip


def walks_in(text: str) -> frozenset[str]:
    """The walk of life a telling begins with: "Cô giáo mầm non làm đồ chơi …"."""
    words = fold(text[:60]).split()[:4]
    return frozenset(walk for i in (0, 1) if (walk := _WALKS_IN_TEXT.get(" ".join(words[i : i + 2]))))
