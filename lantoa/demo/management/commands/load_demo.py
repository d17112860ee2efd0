"""`lantoa load_demo`: the sample year of Long Khánh, 2022. Only into an empty database."""

import time

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from lantoa.accounts.models import User
from lantoa.demo.services.loading import load_sample_year
from lantoa.demo.services.nation import load_nation_for_measuring
from lantoa.exemplars.models import Nomination
from lantoa.newsroom.models import Story
from lantoa.organisations.models import Unit
from lantoa.plans.models import Assignment
from lantoa.selection.models import Round


class Command(BaseCommand):
    help = "Nạp năm mẫu (Long Khánh 2022, người hư cấu) vào cơ sở dữ liệu trống."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="im lặng thôi khi đã có dữ liệu")
        parser.add_argument("--units", type=int, default=0, metavar="N", help="thay vào đó: cây cả nước với N xã, phường, để đo")

    def handle(self, *args, units: int, if_empty: bool, **options):
        if Unit.objects.exists():
            if if_empty:
                return
            raise CommandError("Cơ sở dữ liệu đã có đơn vị. Năm mẫu chỉ nạp vào cơ sở dữ liệu trống.")
        self.stdout.write("Nạp năm mẫu (Long Khánh 2022, người đều hư cấu), khoảng một phút…")
        started, system = time.monotonic(), User.objects.system()
        if units:
            load_nation_for_measuring(communes=units, by=system)
        else:
            load_sample_year(by=system)
            (settings.VAR_DIR / "demo").write_text("Dữ liệu ở đây là năm mẫu, không phải số liệu thật.\n", encoding="utf-8")
        seconds = time.monotonic() - started
        loaded = [
            (Unit, "đơn vị"), (Assignment, "việc được giao"), (Nomination, "gương được giới thiệu"), (Round, "đợt bình chọn"), (Story, "bài viết"),
        ]  # fmt: skip
        words = ", ".join(f"{number} {what}" for model, what in loaded if (number := model.objects.count()))
        self.stdout.write(f"Đã nạp {words}, trong {seconds:.0f} giây.")
