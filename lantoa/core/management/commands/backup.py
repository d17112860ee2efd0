"""`lantoa backup FILE`: everything in one archive, while people work."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from lantoa.core.backup import BackupError, write_backup


class Command(BaseCommand):
    help = "Sao lưu cơ sở dữ liệu và tệp vào một tệp .tar.gz."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="ghi đè nếu tệp đã có")

    def handle(self, *, file, replace, **options):
        if file.exists() and not replace:
            raise CommandError(f"{file} đã có. Chọn tên khác hoặc thêm --replace.")
        try:
            manifest = write_backup(file)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Đã sao lưu vào {file}: cơ sở dữ liệu và {manifest.files} tệp, {manifest.size / 2**20:.1f} MB chưa nén.")
