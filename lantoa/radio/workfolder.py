"""Where sound is worked on: levelled parts kept between two mixes, and copies of what lies in a far storage."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from lantoa.files.models import StoredFile


def folder() -> Path:
    found = Path(settings.MEDIA_ROOT) / "ghep-am"
    found.mkdir(parents=True, exist_ok=True)
    return found


def pieces() -> Path:
    """Recordings on their way from a browser, one folder a person."""
    found = folder() / "manh"
    found.mkdir(exist_ok=True)
    return found


def folder_of(bulletin_pk: int) -> Path:
    found = folder() / f"bt-{bulletin_pk}"
    found.mkdir(exist_ok=True)
    return found


def forget(bulletin_pk: int) -> None:
    """No levelled part of what was withdrawn stays on the disk."""
    shutil.rmtree(folder() / f"bt-{bulletin_pk}", ignore_errors=True)


@contextmanager
def local_path(file: StoredFile) -> Iterator[Path]:
    """The file as a path, fetched first where the storage is not a disk of ours."""
    try:
        path = Path(file.content.path)
    except NotImplementedError:
        with tempfile.NamedTemporaryFile(dir=folder(), suffix=Path(file.name).suffix) as copy, file.content.open("rb") as content:
            shutil.copyfileobj(content, copy)
            copy.flush()
            yield Path(copy.name)
    else:
        yield path
