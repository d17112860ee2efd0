"""`lantoa read_plan FILE` as other tools call it."""

import json
import subprocess
import sys

from tests.documents import papers


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "lantoa", "read_plan", *map(str, arguments)], capture_output=True, text=True, encoding="utf8"
    )


def test_a_plan_is_printed_as_json(tmp_path):
    path = tmp_path / "kế hoạch.docx"
    path.write_bytes(papers.as_docx())
    done = run(path)
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert list(document) == [
        "number", "number_only", "symbol", "place", "date", "issuer", "parent_issuer", "kind", "title", "legal_bases", "sections", "clauses",
        "assignments", "recipients", "signer", "warnings",
    ]  # fmt: skip
    assert (document["number"], document["date"]) == ("45/KH-SVHTT", "2024-03-05")


def test_a_bad_file_is_one_line_on_standard_error(tmp_path):
    path = tmp_path / "trống.docx"
    path.write_bytes(b"")
    done = run(path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Tệp này trống; hãy kiểm tra lại rồi gửi lại tệp có nội dung.\n"


def test_without_a_file_the_usage_is_shown():
    done = run()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Cách dùng: lantoa read_plan")
