"""`lantoa create_administrator`: the first person of a new installation, who then appoints everybody else."""

import getpass

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.accounts.services import create_user
from lantoa.core import clock
from lantoa.organisations.enums import Role, UnitKind
from lantoa.organisations.models import Unit
from lantoa.organisations.services.appointments import appoint
from lantoa.organisations.services.units import NewUnit, found_unit


class Command(BaseCommand):
    help = "Tạo người quản trị đầu tiên (hỏi tên đăng nhập, họ tên, mật khẩu và tên cơ quan)."

    def handle(self, *args, **options):
        try:
            username = input("Tên đăng nhập: ").strip()
            full_name = input("Họ và tên: ").strip()
            office = input("Tên cơ quan cài đặt hệ thống: ").strip()
            password = getpass.getpass("Mật khẩu (ít nhất 12 ký tự): ")
        except (EOFError, KeyboardInterrupt) as error:
            raise CommandError("Đã dừng, chưa tạo gì.") from error
        if not (username and full_name and office):
            raise CommandError("Cần đủ tên đăng nhập, họ tên và tên cơ quan. Chưa tạo gì.")
        system, today = User.objects.system(), clock.today()
        try:
            with transaction.atomic():
                user = create_user(username, full_name, password=password, by=system)
                unit = Unit.objects.named_at().filter(version__name=office).first()
                unit = unit or found_unit(NewUnit(name=office, kind=UnitKind.DEPARTMENT, parent=None), on=today, by=system)
                appoint(user, role=Role.ADMINISTRATOR, unit=unit, title="Quản trị hệ thống", valid_from=today, by=system)
        except ValidationError as error:
            raise CommandError("Chưa tạo gì. " + " ".join(error.messages)) from error
        self.stdout.write(f"Đã tạo người quản trị {full_name} tại {office}. Đăng nhập: Việc của tôi chỉ từng bước tiếp theo.")
