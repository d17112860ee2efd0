"""Settings of the readers' letters; read into lantoa.config.settings."""

import os

# Working days in which a unit answers. Đề xuất, chờ Hội đồng duyệt: NĐ 42/2022, Điều 8 asks for an answer and leaves the days to the
# province; the rule we know of (Bắc Ninh, QĐ 80/2025) says five.
FEEDBACK_ANSWER_DAYS = int(os.environ.get("LANTOA_FEEDBACK_DAYS", "5"))
