"""The process that `guard` starts: bytes on standard input, the document's JSON on standard output.

Exit status 0: read; 2: refused, the sentence is on standard output; 3: a scan, to be run again with 'recognise'.
"""

from __future__ import annotations

import json
import resource
import sys

from lantoa.documents.reading.errors import ReadingError, ScanError
from lantoa.documents.reading.guard import MEMORY, REFUSED, SCAN, SCAN_MEMORY


def main(argv: list[str]) -> int:
    name, how = argv
    ceiling = SCAN_MEMORY if how == "recognise" else MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    from lantoa.documents.reading.formats import blocks_of
    from lantoa.documents.reading.structure import document_of

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
