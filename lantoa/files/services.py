"""Keeping files. The stored name is random: what a person called the file is only shown, never used as a path."""

import hashlib
import uuid
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ForeignKey, OneToOneField

from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.files import validators
from lantoa.files.models import StoredFile


@transaction.atomic
def store_file(uploaded: UploadedFile, *, allow: dict[str, str] = validators.ALL, by: Any) -> StoredFile:
    """Check the upload by its content and keep it; a photo is rewritten without EXIF and place.

    Effects, in order: the bytes on disk under a random name; the row; the trail. Raises ValidationError in words. If the caller's
    transaction fails, the bytes stay behind under their random name, unreachable.
    """
    require(by, "files.upload")
    checked = validators.check(uploaded, allow)
    file = StoredFile(
        name=checked.name, size=len(checked.content), mime=checked.mime, uploaded_by=by, sha256=hashlib.sha256(checked.content).hexdigest()
    )
    file.content.save(uuid.uuid4().hex, ContentFile(checked.content), save=False)
    file.save()
    trail.record("store", file, by=by, after={"name": file.name, "sha256": file.sha256, "size": file.size})
    return file


@transaction.atomic
def note_download(file: StoredFile, *, by: Any) -> None:
    """Write to the trail that a person took somebody else's file: the one reading that leaves a line, for what it may hold of others."""
    require(by, "files.download", file)
    trail.record("download", file, by=by)


@transaction.atomic
def sweep_orphans(*, by: Any) -> int:
    """Remove files a day old that no record holds (an upload whose form was never finished). Returns how many."""
    require(by, "files.sweep")
    orphans = StoredFile.objects.filter(created_at__lt=clock.now() - timedelta(days=1))
    for field in StoredFile._meta.get_fields(include_hidden=True):
        if field.auto_created and isinstance(getattr(field, "field", None), ForeignKey | OneToOneField):
            orphans = orphans.exclude(
                pk__in=field.related_model._base_manager.filter(**{f"{field.field.name}__isnull": False}).values(field.field.name)
            )
    swept = list(orphans)
    for file in swept:
        trail.record("sweep", file, by=by, before={"name": file.name, "sha256": file.sha256})
        storage, path = file.content.storage, file.content.name
        file.delete()
        transaction.on_commit(lambda storage=storage, path=path: storage.delete(path))
    return len(swept)
