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
