"""Scans: pages without a text layer, read by a recogniser that the machine has.

Two are known: the program `tesseract` with its Vietnamese data, and the optional package `trueocr`. Without either the
sender is told so; nothing is guessed.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pypdfium2 as pdfium

from lantoa.documents.reading import legacy
from lantoa.documents.reading.columns import blocks_of
from lantoa.documents.reading.errors import ReadingError
from lantoa.documents.reading.layout import Block
from lantoa.documents.reading.page import Word, lines_of

SCAN_PAGE_LIMIT = 15
PAGE_SECONDS = 40
_DPI = 200
_SURE = 20.0  # words the recogniser gives less than this percentage are stains, stamps and signatures


def read(document: pdfium.PdfDocument) -> list[Block]:
    """The recognised pages as blocks. Raises ReadingError when nothing on this machine can recognise Vietnamese."""
    if len(document) > SCAN_PAGE_LIMIT:
        raise ReadingError(
            f"Bản quét này có {len(document)} trang, nhiều hơn mức {SCAN_PAGE_LIMIT} trang; hãy gửi bản Word hoặc PDF có lớp chữ."
        )
    images = [_image(document, index) for index in range(len(document))]
    if has_tesseract():
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            pages = list(pool.map(_recognise, images))
    elif importlib.util.find_spec("trueocr"):
        pages = _recognise_with_package(images)
    else:
        raise ReadingError(
            "Tệp PDF này là bản quét mà máy chủ chưa cài bộ nhận dạng chữ (tesseract tiếng Việt); hãy gửi bản Word hoặc PDF có lớp chữ."
        )
    lines = [line for words in pages for line in lines_of(words)]
    if not any(line.text.strip() for line in lines):
        raise ReadingError("Bản quét này không nhận ra chữ nào; hãy quét lại rõ hơn hoặc gửi bản Word.")
    return blocks_of(lines, laid_out=True)


def has_tesseract() -> bool:
    """Whether tesseract and its Vietnamese data are installed."""
    if not shutil.which("tesseract"):
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False, timeout=PAGE_SECONDS)  # noqa: S607 (found on the PATH by design)
    return "vie" in listed.stdout.split()


def _image(document: pdfium.PdfDocument, index: int) -> bytes:
    """The page as a grey PNG."""
    picture = document[index].render(scale=_DPI / 72, grayscale=True).to_pil()
    out = io.BytesIO()
    picture.save(out, format="PNG")
    return out.getvalue()


def _recognise(image: bytes) -> list[Word]:
    """Words by tesseract. One thread a page: pages already run side by side."""
    try:
        run = subprocess.run(  # noqa: S603 (fixed arguments; the picture goes to standard input)
            ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", "4", "--dpi", str(_DPI), "tsv"],  # noqa: S607 (found on the PATH by design)
            input=image, capture_output=True, check=False, timeout=PAGE_SECONDS, env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise ReadingError("Bản quét này nhận dạng quá lâu; hãy gửi bản Word hoặc PDF có lớp chữ.") from error
    words: list[Word] = []
    for row in csv.DictReader(io.StringIO(run.stdout.decode("utf-8", errors="replace")), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = legacy.repair((row.get("text") or "").strip())
        if row.get("level") != "5" or not text or float(row["conf"]) < _SURE:
            continue
        left, top = float(row["left"]), float(row["top"])
        words.append(Word(text, left, top, left + float(row["width"]), top + float(row["height"])))
    return words


def _recognise_with_package(images: list[bytes]) -> list[list[Word]]:
    """Words by trueocr, page by page. It gives whole lines with their boxes; a line is taken as one word."""
    from trueocr import load_model

    model = load_model(threads=os.cpu_count() or 1)
    return [[Word(line["text"], *map(float, line["bbox"])) for line in model.predict(image).lines] for image in images]
