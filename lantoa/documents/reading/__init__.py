"""Reads official documents (DOCX, DOC, PDF, scans, Markdown, text) into `OfficialDocument`.

The way of a file, one module a step:

    formats    which kind of file            docx, doc97, pdf, ocr, markdown, plaintext: its blocks
    layout     paragraphs and tables: all that the rest needs to know of a file
    phrases, marks, agencies, names, dates   the vocabulary of administrative documents
    head, bases, outline, duties, foot       the parts of a document, each with its own grammar
    structure  puts the parts together       guard, worker: all of it in a process with limits

`read` is the one way in; nothing here needs Django.
"""

from __future__ import annotations

from pathlib import Path

from lantoa.documents.official import OfficialDocument
from lantoa.documents.reading.errors import ReadingError

__all__ = ["ReadingError", "read"]


def read(source: Path | str | bytes, *, name: str = "") -> OfficialDocument:
    """The official document in a file (a path) or in bytes (`name` then gives its file name).

    Takes at most 10 seconds and 500 MB, a scan at most 90 seconds. Raises ReadingError with one Vietnamese sentence for
    anything that cannot be read.
    """
    from lantoa.documents.reading.guard import read_guarded

    if not isinstance(source, bytes):
        name = name or Path(source).name
        try:
            source = Path(source).read_bytes()
        except OSError as error:
            raise ReadingError(f"Không mở được tệp “{name}”; hãy kiểm tra lại đường dẫn và quyền đọc tệp.") from error
    return read_guarded(source, name)
