from django import forms
from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "lantoa.ui"
    verbose_name = "Giao diện"

    def ready(self):
        # Django's own "Trường này là bắt buộc." names the fault; a person wants to know what to do.
        forms.Field.default_error_messages["required"] = "Mục này còn trống, mời điền."
