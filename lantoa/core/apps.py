from datetime import time

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "lantoa.core"
    verbose_name = "Nền tảng"

    def ready(self) -> None:
        from lantoa.core import schedule, submits, tasks, upkeep

        schedule.register_tick("core.beat_worker", tasks.beat_worker.enqueue)
        schedule.register("core.submit_keys", "Xóa khóa gửi biểu mẫu đã quá một ngày", submits.sweep_keys, at=time(3))
        schedule.register("core.job_runs", "Xóa sổ chạy việc đã quá chín mươi ngày", schedule.sweep_runs, at=time(3))
        schedule.register("core.task_results", "Xóa kết quả việc nền đã quá bảy ngày", upkeep.prune_task_results, at=time(3, 10))
        schedule.register("core.sessions", "Xóa phiên đăng nhập đã hết hạn", upkeep.clear_sessions, at=time(3, 20))
