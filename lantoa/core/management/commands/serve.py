"""`lantoa serve`: web, worker and clock together, for one machine. In production the three run as services of their own."""

import socket
import sys

from django.core.management import BaseCommand, CommandError
from django.db import connection

from lantoa.core.running import Child, keep_running

# Besides the web threads: worker, clock, and two for an operator's hands.
OTHER_CONNECTIONS = 4


class Command(BaseCommand):
    help = "Chạy trang web, tiến trình nền và đồng hồ cùng nhau; dừng bằng Ctrl+C."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định: chỉ máy này)")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="số tiến trình web")
        # Each thread holds a database connection of its own; the web server's own default once took all hundred of them.
        parser.add_argument(
            "--blocking-threads", type=int, default=4, help="số luồng của mỗi tiến trình web, mỗi luồng một kết nối dữ liệu"
        )
        parser.add_argument("--web-only", action="store_true", help="không chạy tiến trình nền và đồng hồ (khi chúng là dịch vụ riêng)")

    def handle(self, *, host, port, workers, blocking_threads, web_only, **options):
        self.check_port(host, port)
        self.check_connections(workers * blocking_threads + OTHER_CONNECTIONS)
        web = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", host, "--port", str(port),
            "--workers", str(workers), "--blocking-threads", str(blocking_threads), "--respawn-failed-workers",
            "--workers-kill-timeout", "15", "--log-level", "warning", "lantoa.config.wsgi:application",
        ]  # fmt: skip
        children = [Child("web", web)]
        if not web_only:
            children += [Child(name, [sys.executable, "-m", "lantoa", name]) for name in ("worker", "clock")]
        connection.close()
        keep_running(children)

    def check_port(self, host: str, port: int) -> None:
        """Raises CommandError when somebody listens there: the web server would share the port with them without a word."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a server stopped a moment ago is no obstacle
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Không dùng được cổng {port} trên {host}: có chương trình khác đang chạy ở đó. Chọn cổng khác: --port."
                ) from error

    def check_connections(self, wanted: int) -> None:
        """Raises CommandError when the threads could ask PostgreSQL for more connections than it gives."""
        if connection.vendor != "postgresql":
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int")
            given = cursor.fetchone()[0]
        if wanted > given:
            raise CommandError(
                f"Cần đến {wanted} kết nối dữ liệu nhưng PostgreSQL chỉ cho {given}. Giảm --workers hoặc --blocking-threads."
            )
