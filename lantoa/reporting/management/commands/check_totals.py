"""`lantoa check_totals [--repair]`: whether every total is what the accepted values give."""

from django.core.management import BaseCommand, CommandError

from lantoa.accounts.models import User
from lantoa.reporting.services.totals import check_totals


class Command(BaseCommand):
    help = "Đối chiếu mọi số tổng hợp với số đã chấp nhận; có --repair thì tính lại chỗ lệch."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="tính lại các kỳ có số lệch")

    def handle(self, *, repair=False, **options):
        found = check_totals(repair=repair, by=User.objects.system())
        lines = [f"{one.period}: {one.nodes} dòng theo đơn vị, {one.clusters} dòng theo cụm, khối không khớp" for one in found]
        if not found:
            self.stdout.write("Tổng hợp khớp với số đã chấp nhận trong mọi kỳ.")
        elif repair:
            self.stdout.write("\n".join([*lines, "Đã tính lại các kỳ trên."]))
        else:
            raise CommandError("\n".join([*lines, "Chạy lại với --repair để tính lại."]))
