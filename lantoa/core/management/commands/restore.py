"""`lantoa restore FILE`: checks a backup; with --apply puts it in place."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from lantoa.core.backup import BackupError, restore_backup


class Command(BaseCommand):
    help = "Kiểm tra một bản sao lưu; thêm --apply để phục hồi (dừng dịch vụ trước)."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--apply", action="store_true", help="phục hồi thật; không có thì chỉ kiểm tra")
        parser.add_argument("--over", action="store_true", help="thay thế dữ liệu đang có")

    def handle(self, *, file, apply, over, **options):
        if not file.exists():
            raise CommandError(f"Không thấy tệp {file}.")
        try:
            manifest = restore_backup(file, apply=apply, over=over)
        except BackupError as error:
            raise CommandError(str(error)) from error
        told = f"phiên bản {manifest.version}, làm lúc {manifest.made_at}, {manifest.files} tệp"
        if apply:
            self.stdout.write(f"Đã phục hồi ({told}).")
        else:
            self.stdout.write(f"Bản sao lưu tốt ({told}). Chưa thay đổi gì; thêm --apply để phục hồi.")
