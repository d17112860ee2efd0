"""Where something has to disappear from when a purpose is no longer agreed to, and by when.

What we can reach ourselves: within the hour (our own promise, issue 3). What is printed or lies with others: 15 and 20 days
(NĐ 356/2025, Điều 5). The decree's text is not at hand to say which days it means: counted as calendar days, which is never late.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lantoa.exemplars.enums import Purpose

WITHIN_THE_HOUR = timedelta(hours=1)
OWN_COPIES = timedelta(days=15)
OTHERS = timedelta(days=20)


@dataclass(frozen=True)
class Place:
    where: str
    within: timedelta

    def due_at(self, moment: datetime) -> datetime:
        return moment + self.within


PLACES: dict[Purpose, tuple[Place, ...]] = {
    Purpose.PORTAL: (
        Place("Cổng, trang thông tin điện tử của ta và các khung nhúng", WITHIN_THE_HOUR),
        Place("Trang của đơn vị khác, báo điện tử đã đăng lại", OTHERS),
    ),
    Purpose.RADIO: (Place("Lịch phát và bản tin trên đài truyền thanh", WITHIN_THE_HOUR),),
    Purpose.SOCIAL: (
        Place("Bài trên Zalo, Facebook của cơ quan", WITHIN_THE_HOUR),
        Place("Trang, nhóm khác đã chia sẻ", OTHERS),
    ),
    Purpose.PRINT: (
        Place("Bản tin, pa nô của ta chưa phát hành hoặc còn treo", OWN_COPIES),
        Place("Tòa soạn báo đã nhận bài", OTHERS),
    ),
    Purpose.EXHIBITION: (Place("Chỗ trưng bày ở hội nghị, nhà văn hóa", OWN_COPIES),),
    Purpose.IMAGE: (
        Place("Ảnh trên các trang của ta", WITHIN_THE_HOUR),
        Place("Ảnh đã gửi cho nơi khác", OTHERS),
    ),
}  # fmt: skip
