"""Base classes of models, and the submit keys."""

import uuid

from django.db import models

from lantoa.core import clock
from lantoa.core.text import nfc, nfc_lines


class NFCCharField(models.CharField):
    """One line of text, kept in the one composed form, so that equal names are equal bytes."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return nfc(value) if isinstance(value, str) else value

    def to_python(self, value):
        value = super().to_python(value)
        return nfc(value) if isinstance(value, str) else value


class NFCTextField(models.TextField):
    """Text of several paragraphs, composed; line breaks stay."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return nfc_lines(value) if isinstance(value, str) else value


class Timestamped(models.Model):
    """When the row was made, by the project's clock (the demo's rows are made "in 2022")."""

    created_at = models.DateTimeField("tạo lúc", default=clock.now, editable=False)

    class Meta:
        abstract = True


class SubmitKey(models.Model):
    """One form shown to a person, sent at most once. The primary key is what makes a double click harmless.

    Kept for a day (`lantoa clock` sweeps), long enough for a back button and a retry.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user_id = models.BigIntegerField()  # not a foreign key: core stands below accounts
    location = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=clock.now, db_index=True)


class JobRun(models.Model):
    """A daily job of the clock on one day (lantoa.core.schedule). The unique key is what makes a second clock harmless."""

    name = models.CharField(max_length=60)
    day = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=1)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "day"], name="core_job_once_a_day")]

    def __str__(self) -> str:
        return f"{self.name} {self.day}"


class Heartbeat(models.Model):
    """The last sign of life of a process: the clock writes its own, the worker the one the clock asks it for."""

    process = models.CharField(max_length=20, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.process
