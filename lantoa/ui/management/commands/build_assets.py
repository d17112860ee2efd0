from django.core.management.base import BaseCommand

from lantoa.ui import assets


class Command(BaseCommand):
    help = "Làm phông chữ, biểu tượng và htmx vào thư mục build (chạy lại bao nhiêu lần cũng được)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="làm lại cả khi không có gì đổi")
        parser.add_argument("--quiet", action="store_true", help="không in gì khi mọi việc ổn")

    def handle(self, *args, force, quiet, **options):
        written = assets.build(force=force)
        if not quiet:
            self.stdout.write(f"{len(written)} tệp mới." if written else "Mọi tệp đã sẵn sàng.")
