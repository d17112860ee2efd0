"""Urging letters as files, one each."""

from collections.abc import Iterable, Iterator

from lantoa.core.text import fold
from lantoa.documents.writing import Draft, to_docx, to_pdf
from lantoa.plans.exports.letters import urging_draft
from lantoa.plans.models import UrgingLetter
from lantoa.plans.queries.oversight import names_of

_WRITERS = {"docx": to_docx, "pdf": to_pdf}


def letter_file(letter: UrgingLetter, form: str) -> tuple[str, bytes]:
    """(file name, bytes) of one letter; `form` is 'docx' or 'pdf'."""
    return next(letter_files([letter], form))


def letter_files(letters: Iterable[UrgingLetter], form: str) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of each, in order; the names of all units in one query a day of writing."""
    letters = list(letters)
    names: dict = {}
    for day in {letter.written_on for letter in letters}:
        mine = [letter for letter in letters if letter.written_on == day]
        found = names_of({pk for one in mine for pk in (one.unit_id, one.plan.issuer_id, one.plan.standing_agency_id)}, day)
        names |= {(day, pk): name for pk, name in found.items()}
    for number, letter in enumerate(letters, start=1):
        unit = names[letter.written_on, letter.unit_id]
        draft = _draft(
            letter, unit, names[letter.written_on, letter.plan.issuer_id], names[letter.written_on, letter.plan.standing_agency_id]
        )
        yield f"{number:03}-{fold(unit).replace(' ', '-')[:60]}.{form}", _WRITERS[form](draft)


def _draft(letter: UrgingLetter, unit: str, issuer: str, agency: str) -> Draft:
    return urging_draft(
        agency=agency, authority=("ỦY BAN NHÂN DÂN", issuer.upper()), place=letter.plan.place, unit=unit, citation=letter.plan.citation,
        body=letter.body, on=letter.written_on,
    )  # fmt: skip
