"""What is fixed about requests between units and media."""

# Plan 449, III.1-2 sets no time to answer; duty U11 of the catalogue counts answers within five working days ("đề xuất, chờ Hội đồng duyệt").
WORKING_DAYS_TO_ANSWER = 5
