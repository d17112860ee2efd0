"""`lantoa bench NAME [--units N] [--records N] [--rows N]`: one JSON object of figures, measured on scratch data in a database of its own."""

import json
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import connection

from lantoa import __version__
from lantoa.demo.services.benchmarks import BENCHES


class Command(BaseCommand):
    help = "Đo tốc độ trên dữ liệu nháp, in một đối tượng JSON. Không đụng đến dữ liệu đang có."

    def add_arguments(self, parser):
        parser.add_argument("name", choices=sorted(BENCHES))
        parser.add_argument("--units", type=int, default=100)
        parser.add_argument("--records", type=int, default=100_000)
        parser.add_argument(
            "--rows", type=int, default=0, help="số mục của chỉ mục tìm kiếm, số hồ sơ, số dòng của tệp; 0: mức của mục tiêu"
        )

        parser.add_argument("--scale", type=float, default=1.0, help="phần của tải toàn quốc khi đo reporting_national")

    def handle(self, *args, name: str, units: int, records: int, rows: int, scale: float, **options):
        with tempfile.TemporaryDirectory() as folder:
            settings.MEDIA_ROOT = Path(folder)
            if connection.vendor == "sqlite":
                connection.settings_dict["TEST"]["NAME"] = f"{folder}/bench.sqlite3"
            settings.ALLOWED_HOSTS = ["testserver", *settings.ALLOWED_HOSTS]
            kept = connection.settings_dict["NAME"]
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            try:
                call_command("createcachetable", verbosity=0)
                size = {"read_plan": (), "duplicates": (records,), "search": (rows or 1_000_000,),
                    "nominations": (rows or 200_000,), "import_nominations": (rows or 10_000,), "council": (rows or 50_000,),
                    "public_person": (rows or 50_000,), "public_search": (rows or 1_000_000,),
                    "reporting_national": (scale,), "letters": (rows or 500,)}.get(name, (units,))  # fmt: skip
                figures = BENCHES[name](*size)
            finally:
                connection.creation.destroy_test_db(kept, verbosity=0)
        self.stdout.write(
            json.dumps({"bench": name, "version": __version__, "database": connection.vendor, **figures}, ensure_ascii=False, indent=1)
        )
