"""Invented people. Names are drawn from common parts by a seeded generator, so each run makes the same ones."""

import random
from dataclasses import dataclass

_SURNAMES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Trịnh",
    "Điểu",
    "Lâm",
]
_WOMEN = [
    "Thị Hạnh",
    "Thị Thu Hà",
    "Ngọc Ánh",
    "Thị Kim Oanh",
    "Thanh Trúc",
    "Thị Mỹ Lệ",
    "Bích Thủy",
    "Thị Phương",
    "Diễm My",
    "Thị Ươm",
    "Hồng Nhung",
    "Thị Xuân",
]
_MEN = [
    "Văn Tám",
    "Minh Đức",
    "Quốc Hùng",
    "Hữu Phước",
    "Thanh Sơn",
    "Văn Dũng",
    "Trọng Nghĩa",
    "Đình Khôi",
    "Hoàng Nam",
    "Công Danh",
    "Văn Ổn",
    "Tấn Lộc",
]


@dataclass(frozen=True)
class Person:
    full_name: str
    honorific: str  # accounts.Honorific value


class People:
    """An endless row of different people."""

    def __init__(self, seed: int = 449):
        self._random = random.Random(seed)  # noqa: S311  (names of a play, not secrets)
        self._given: set[str] = set()

    def next(self) -> Person:
        while True:
            woman = self._random.random() < 0.5
            name = f"{self._random.choice(_SURNAMES)} {self._random.choice(_WOMEN if woman else _MEN)}"
            if len(self._given) >= len(_SURNAMES) * (len(_WOMEN) + len(_MEN)):
                self._given.clear()  # a nation has namesakes
            if name not in self._given:
                self._given.add(name)
                return Person(name, self._random.choice(["chi", "ba"] if woman else ["anh", "ong"]))
