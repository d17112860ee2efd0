"""The process that `guard` starts: bytes on standard input, the document's JSON on standard output.

Exit status 0: read; 2: refused, the sentence is on standard output; 3: a scan, to be run again with 'recognise'.
"""

from __future__ import annotations

import json
import resource
import sys

from lantoa.documents.reading.errors import ReadingError, ScanError
from lantoa.documents.reading.guard import MEMORY, REFUSED, SCAN


def main(argv: list[str]) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    from lantoa.documents.reading.formats import blocks_of
    from lantoa.documents.reading.structure import document_of

    name, how = argv
    try:
        document = document_of(blocks_of(sys.stdin.buffer.read(), name, recognise=how == "recognise"))
    except ScanError as refusal:
        sys.stdout.write(str(refusal))
        return SCAN
    except ReadingError as refusal:
        sys.stdout.write(str(refusal))
        return REFUSED
    json.dump(document.to_json(), sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
