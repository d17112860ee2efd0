"""`lantoa demo_accounts`: who can be played, for the person who has just started the server."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from lantoa.accounts.models import User
from lantoa.demo.services.stage import CAST, PASSWORD


class Command(BaseCommand):
    help = "In các tài khoản trình diễn."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Đây không phải bản trình diễn.")
        known = dict(User.objects.values_list("username", "full_name"))
        self.stdout.write(f"Đăng nhập bằng một lần bấm trên trang đăng nhập, hoặc mật khẩu chung: {PASSWORD}")
        for username, role, _, title in CAST:
            self.stdout.write(f"  {username:16} {role.label}: {known.get(username, '')} ({title})")
