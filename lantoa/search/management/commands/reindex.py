"""`lantoa reindex`: make the search index anew from the rows it stands for. Safe at any time; the clock does it each night."""

from django.core.management import BaseCommand

from lantoa.search import indexing


class Command(BaseCommand):
    help = "Lập lại chỉ mục tìm kiếm từ dữ liệu gốc."

    def handle(self, *args, **options):
        self.stdout.write(f"Chỉ mục có {indexing.rebuild_all()} mục.")
