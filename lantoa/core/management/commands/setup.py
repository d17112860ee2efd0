"""`lantoa setup`: make the database and the static files ready for this version. Safe to run at every start and upgrade."""

from django.conf import settings
from django.core.management import BaseCommand, call_command


class Command(BaseCommand):
    help = "Chuẩn bị cơ sở dữ liệu và tệp tĩnh cho phiên bản này (chạy lại bao nhiêu lần cũng được)."

    def handle(self, *args, **options):
        call_command("migrate", interactive=False, verbosity=0)
        if settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
            call_command("createcachetable", verbosity=0)
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write("Đã chuẩn bị xong cơ sở dữ liệu và tệp tĩnh.")
