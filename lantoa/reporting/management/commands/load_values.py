"""`lantoa load_values FILE [--apply]`: accepted values of earlier years, from a CSV as DHIS2 exchanges them."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from lantoa.accounts.models import User
from lantoa.reporting.services.loading import load_values


class Command(BaseCommand):
    help = "Nạp số liệu các kỳ trước từ tệp CSV dataElement,period,orgUnit,value. Không có --apply thì chỉ kiểm tra."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--apply", action="store_true", help="nạp thật, khi mọi dòng đều đúng")

    def handle(self, *, file, apply=False, **options):
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                result = load_values(lines, apply=apply, by=User.objects.system())
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"Không đọc được {file}: cần tệp CSV, mã UTF-8.") from error
        if result.wrong_count:
            told = "\n".join(f"Dòng {line}: {what}" for line, what in result.wrong)
            more = f"\n… và {result.wrong_count - len(result.wrong)} dòng sai nữa." if result.wrong_count > len(result.wrong) else ""
            raise CommandError(f"{told}{more}\nChưa nạp gì. Sửa các dòng trên rồi chạy lại.")
        verb = "Đã nạp" if result.is_stored else "Mọi dòng đều đúng. Thêm --apply để nạp"
        self.stdout.write(f"{verb} {result.rows} giá trị của {len(result.periods)} kỳ.")
