from datetime import time

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "lantoa.files"
    verbose_name = "Tệp"

    def ready(self) -> None:
        from lantoa.core import schedule
        from lantoa.files import tasks

        schedule.register("files.orphans", "Dọn tệp tải lên quá một ngày mà không hồ sơ nào giữ", tasks.sweep, at=time(3, 30))
