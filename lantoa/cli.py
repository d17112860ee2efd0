"""The command line `lantoa`.

Commands are Django management commands, with one exception: `read_plan` needs neither settings nor a database,
so it starts without Django, as a filter in a shell should.
"""

import os
import sys


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit status (2: the input was refused, with one Vietnamese line on stderr)."""
    argv = sys.argv[1:] if argv is None else argv
    if argv[:1] == ["read_plan"]:
        from lantoa.documents.reading.command import main as read_plan

        return read_plan(argv[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["lantoa", *argv])
    return 0
