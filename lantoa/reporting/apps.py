from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "lantoa.reporting"
    verbose_name = "Báo cáo"
