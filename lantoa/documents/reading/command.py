"""`lantoa read_plan FILE`: the JSON of an official document on standard output.

Exit status 0; or 2 with one plain Vietnamese line on standard error when the file cannot be read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from lantoa.documents.reading import ReadingError, read


def main(argv: list[str]) -> int:
    if len(argv) != 1 or argv[0].startswith("-"):
        sys.stderr.write("Cách dùng: lantoa read_plan TỆP (.docx, .doc, .pdf, .md hoặc .txt).\n")
        return 2
    try:
        document = read(Path(argv[0]))
    except ReadingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.buffer.write((json.dumps(document.to_json(), ensure_ascii=False, indent=1) + "\n").encode())
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
