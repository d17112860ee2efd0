"""`lantoa clock`: each minute looks at what is due (lantoa.core.schedule)."""

import signal
import threading

from django.core.management import BaseCommand
from django.db import close_old_connections

from lantoa.core import schedule

MINUTE = 60  # seconds


class Command(BaseCommand):
    help = "Đồng hồ: mỗi phút xem việc nào đến giờ (mở kỳ, nhắc hạn, gửi thư, dọn dẹp)."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="xem một lần rồi thôi")
        parser.add_argument("--list", action="store_true", help="chỉ in danh sách việc hằng ngày")

    def handle(self, *, once, **options):
        if options["list"]:
            for job in schedule.daily_jobs():
                self.stdout.write(f"{job.at:%H:%M}  {job.name}  {job.label}")
            return
        if once:
            schedule.tick()
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda signum, frame: stop.set())
        while not stop.is_set():
            close_old_connections()
            schedule.tick()
            stop.wait(MINUTE)
