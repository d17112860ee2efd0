"""`lantoa load_units FILE`: units, their history and clusters from a data file. Only looks, unless told to write."""

import tomllib
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core.dated import FOREVER
from lantoa.organisations.services.loading import load_units


class Command(BaseCommand):
    help = "Nạp đơn vị, lịch sử đơn vị và cụm, khối từ tệp TOML. Mặc định chỉ thử; thêm --write để ghi."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--until", type=date.fromisoformat, default=FOREVER, help="chỉ nạp đến hết ngày này (YYYY-MM-DD)")
        parser.add_argument("--write", action="store_true", help="ghi vào cơ sở dữ liệu")

    def handle(self, *args, file: Path, until: date, write: bool, **options):
        try:
            data = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CommandError(f"Không đọc được {file}: {error}") from error
        try:
            with transaction.atomic():
                loaded = load_units(data, until=until, by=User.objects.system())
                transaction.set_rollback(not write)
        except ValidationError as error:
            raise CommandError("Chưa ghi gì. " + " ".join(error.messages)) from error
        done = "Đã ghi" if write else "Đã thử, chưa ghi gì (thêm --write để ghi):"
        self.stdout.write(f"{done} {len(loaded.units)} đơn vị, {loaded.events} biến động, {len(loaded.clusters)} cụm, khối.")
