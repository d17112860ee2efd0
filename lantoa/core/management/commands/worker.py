"""`lantoa worker`: does the background tasks, one after the other."""

from django.core.management import BaseCommand, call_command


class Command(BaseCommand):
    help = "Chạy các việc nền (gửi thư, bản tin ngày…)."

    def add_arguments(self, parser):
        parser.add_argument("--batch", action="store_true", help="làm hết việc đang chờ rồi thôi")

    def handle(self, *, batch, **options):
        call_command("db_worker", queue_name="*", interval=1, batch=batch, reload=False, startup_delay=False, verbosity=0)
