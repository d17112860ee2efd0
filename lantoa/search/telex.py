"""Vietnamese typed while the keyboard was not switched: "nguowif tots" (Telex), "nguo7i2 to61t" (VNI) → "người tốt". Pure.

A word is repaired only when three things hold: it is no Vietnamese syllable as it stands (marks left aside), what the keys would have
made of it is one (onset, rime and tone all fit), and it is no common foreign word. So names and English stay what they are.
"""

import re
import unicodedata

_ONSETS = frozenset("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x".split()) | {""}
_RIMES = frozenset(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe "
    "oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ "
    "uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu "
    "y yêm yên yêng yêt yêu".split()
)
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = dict(zip("12345", ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
_STOPS = ("c", "ch", "p", "t")  # rimes that end so bear only sắc and nặng
_VOWELS = "aăâeêioôơuưy"
_MARKED = "ăâêôơư"
_FRONT = "eêiy"
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = {"a": "ă", "o": "ơ", "u": "ư"}
_PLAIN = str.maketrans("ăâđêôơư", "aadeoou")
_WORD = re.compile(r"[^\W_]+")
# Common foreign words whose keys would happen to make a syllable.
_FOREIGN = frozenset(
    "as ax bar bars bass bee been beer best bet bis boost boot boss box boxes bus car cars cost door for gas gear gee has her his host how "
    "if is its keen last law laws less list los loss low lows mars mas max miss mix moon most mos mr mrs ms nor now of old or our pass past "
    "pee pest pos post posts poor raw room rooms row rows sax see seen sees seem sex six soon star sos tar tax tax teen teens test tests this "
    "too tour tow us var vans vis war was wax was xor yes asus bts css cms gps his sms tests toss class mass moss kiss bloom zoom "
    "ios iss hus lars los luis alex felix rex max sis tess ross russ hugos texas maps hr mar dar ser sir err air for far per ur usa use".split()
)


_COUNTED = frozenset("khu to ap thon doi so tang lo duong".split())  # what bears a number: "khu5" is no khụ
_MEANT = {"tót": "tốt"}  # keys that make a word hardly anybody looks for, one stroke from one that everybody does


def repair_telex(text: str) -> str:
    """`text` with each unswitched word put right; the same text when there is none. Never raises. Idempotent on what it repaired."""
    words = _WORD.findall(text)
    strong = any(_repaired(word) and (not word[-1].isdigit() or re.search("[6-9]", word)) for word in words)

    def put_right(match: re.Match[str]) -> str:
        word = match.group()
        # A lone tone digit may as well be a number ("khu5"): believed only beside a word that leaves no doubt.
        if re.search(r"\d", word) and not re.search("[6-9]", word) and not strong:
            return word
        return _repaired(word) or word

    return _WORD.sub(put_right, text)


def is_syllable(word: str) -> bool:
    """Whether the letters, marks and tone left aside, can be a Vietnamese syllable."""
    return word in _FOLDED


def _repaired(word: str) -> str:
    """The word the keys were meant to make, or "" when they make none."""
    low = word.lower()
    if not low.isascii() or len(low) > 9 or low in _FOREIGN or low in _FOLDED or low.isdigit():
        return ""
    if low.rstrip("12345") in _COUNTED and low[-1].isdigit():
        return ""
    typed = _vni(low) if re.search(r"\d", low) else _telex(low)
    if typed is None:
        return ""
    made = _syllable(*typed)
    made = _MEANT.get(made, made)
    if made and word.isupper() and len(word) > 1:
        return made.upper()
    return made[:1].upper() + made[1:] if word[:1].isupper() else made


def _telex(word: str) -> tuple[str, str] | None:
    """Letters with their own marks, and the tone; None when a key has nothing to act on."""
    letters: list[str] = []
    tone = ""
    for key in word:
        voiced = any(letter in _VOWELS for letter in letters)
        if key in _TONES and voiced:
            if tone:
                return None
            tone = _TONES[key]
        elif key == "w":
            if not _put_horn(letters):
                letters.append("ư")
        elif key in _HATS and key in letters:
            at = len(letters) - 1 - letters[::-1].index(key)
            letters[at] = _HATS[key]
        elif key == "d" and letters[:1] == ["d"]:
            letters[0] = "đ"
        elif key in "zfj":
            return None
        else:
            letters.append(key)
    return "".join(letters).replace("ưo", "ươ"), tone


def _vni(word: str) -> tuple[str, str] | None:
    letters: list[str] = []
    tone = ""
    for key in word:
        if key in _VNI_TONES:
            if tone or not letters:
                return None
            tone = _VNI_TONES[key]
        elif key == "6":
            at = max((at for at, letter in enumerate(letters) if letter in _HATS), default=-1)
            if at < 0:
                return None
            letters[at] = _HATS[letters[at]]
        elif key == "7":
            if not _put_horn(letters, "ou"):
                return None
        elif key == "8":
            if "a" not in letters:
                return None
            letters[letters.index("a")] = "ă"
        elif key == "9":
            if letters[:1] != ["d"]:
                return None
            letters[0] = "đ"
        elif key == "0":
            return None
        else:
            letters.append(key)
    return "".join(letters).replace("ưo", "ươ"), tone


def _put_horn(letters: list[str], on: str = "aou") -> bool:
    """Horn or breve on the last vowel that takes one: both letters of uo, the u of ua."""
    at = max((at for at, letter in enumerate(letters) if letter in on), default=-1)
    if at < 0:
        return False
    before = letters[at - 1] if at else ""
    if letters[at] == "a" and before == "u" and letters[:1] != ["q"]:
        at -= 1
    elif letters[at] == "o" and before == "u" and letters[:1] != ["q"]:
        letters[at - 1] = "ư"
    letters[at] = _HORNS[letters[at]]
    return True


def _syllable(letters: str, tone: str) -> str:
    """Onset, rime and tone put together, the tone where it is written; "" when that is no syllable."""
    for length in (3, 2, 1, 0):
        onset, rime = letters[:length], letters[length:]
        if tone and rime not in _RIMES:
            rime = _HALF_TYPED.get(rime, rime)
        if len(onset) == length and _fit(onset, rime) and (tone in ("\u0301", "\u0323") or not rime.endswith(_STOPS)):
            return unicodedata.normalize("NFC", onset + _with_tone(rime, tone))
    return ""


def _fit(onset: str, rime: str) -> bool:
    if onset not in _ONSETS or rime not in _RIMES:
        return False
    if onset == "q":
        return rime[0] == "u"
    if onset in ("k", "gh", "ngh"):
        return rime[0] in _FRONT
    if onset in ("c", "ng"):
        return rime[0] not in _FRONT
    if onset == "g":
        return rime[0] not in "eêy"
    return not (rime[0] == "y" and onset and onset not in ("h", "k", "l", "m", "qu", "s", "t", "v"))


def _with_tone(rime: str, tone: str) -> str:
    if not tone:
        return rime
    marked = [at for at, letter in enumerate(rime) if letter in _MARKED]
    vowels = [at for at, letter in enumerate(rime) if letter in _VOWELS]
    closed = vowels[-1] < len(rime) - 1
    if marked:
        at = marked[-1]
    elif len(vowels) == 1:
        at = vowels[0]
    elif closed:
        at = vowels[-1]
    else:
        at = vowels[1] if len(vowels) == 3 else vowels[0]
    return rime[: at + 1] + tone + rime[at + 1 :]


# Rimes of two vowels whose marks were left out while the tone was not ("viecj", "nguoif"): put in where there is no doubt.
_HALF_TYPED = {"iec": "iêc", "iem": "iêm", "ien": "iên", "ieng": "iêng", "iep": "iêp", "iet": "iêt", "ieu": "iêu", "uoi": "ươi", "yen": "yên",
               "uyen": "uyên", "uyet": "uyêt", "yeu": "yêu", "uong": "ương", "uoc": "ươc"}  # fmt: skip

_FOLDED = frozenset(
    (onset + rime).translate(_PLAIN) for onset in _ONSETS for rime in _RIMES if _fit(onset, rime) and rime not in ("oong", "ooc")
) | {"xoong", "boong"}  # the others are ông and ôc, typed: "coong" is công
