"""`lantoa verify_audit`: whether the log is still what was written."""

from itertools import islice

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from lantoa.audit.models import ChainHead
from lantoa.audit.verifying import Anchor, faults

MOST_SHOWN = 20


class Command(BaseCommand):
    help = "Kiểm tra chuỗi nhật ký: phát hiện dòng bị sửa, bị xóa, bị đổi chỗ hay bị cắt đuôi."

    def add_arguments(self, parser):
        parser.add_argument("--anchor", metavar="SỐ:MÃ", help="dấu niêm đã in ở một lần kiểm tra trước")

    def handle(self, *, anchor=None, **options):
        try:
            anchor = Anchor.parse(anchor) if anchor else None
        except ValueError as error:
            raise CommandError("Dấu niêm có dạng SỐ:MÃ, như lần kiểm tra trước đã in.") from error
        with transaction.atomic():  # writers wait for the head's lock, so that the tail and the head are of one moment
            head = ChainHead.objects.select_for_update().filter(pk=1).first()
            found = list(islice(faults(anchor), MOST_SHOWN))
        if found:
            more = "\n…" if len(found) == MOST_SHOWN else ""
            raise CommandError("Nhật ký KHÔNG nguyên vẹn.\n" + "\n".join(found) + more)
        self.stdout.write(f"Nhật ký nguyên vẹn: {head.length} dòng. Dấu niêm, nên ghi lại và cất nơi khác: {head}")
