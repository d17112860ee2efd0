"""What the play of people keeps in mind from day to day: the deeds of data/deeds.toml, who was told of, who acts for which unit.

What happens to them stands in exemplars, rounds and stories; on which day, in calendar.
"""

import io
import tomllib
from datetime import date, datetime, time
from importlib.resources import files

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from lantoa.accounts.models import User
from lantoa.demo.names import People
from lantoa.demo.services.stage import Stage
from lantoa.exemplars.models import Nomination
from lantoa.movements.models import Movement
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.services.appointments import appoint

TODAY = date(2022, 6, 10)


def hour(day: date, at: int = 17, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(at, minute)))


def sheet_of_paper(name: str) -> SimpleUploadedFile:
    """A sheet as photographed: a white one, for the people are invented."""
    out = io.BytesIO()
    Image.new("RGB", (240, 320), "white").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def read(name: str) -> dict:
    """A file of data/."""
    return tomllib.loads(files("lantoa.demo").joinpath(f"data/{name}").read_text(encoding="utf-8"))


class Season:
    """What one play keeps in mind: `rows` by place in `deeds`, once told; `members` of a unit's council by unit id, the officer second."""

    def __init__(self, stage: Stage, *, encoded: str, by: User):
        self.stage, self.system, self.deeds = stage, by, read("deeds.toml")["deed"]
        self.rows: dict[int, Nomination] = {}
        self.people, self._encoded = People(1948), encoded
        self.members: dict[int, list[User]] = {}
        self._heads: dict[int, list[User]] = {}
        self.movements = {movement.name.lower(): movement for movement in Movement.objects.all()}

    def of(self, month: int, *fates: str) -> list[tuple[dict, Nomination]]:
        """The deeds of the month that come to one of these ends, with their nominations."""
        return [
            (deed, self.rows[n]) for n, deed in enumerate(self.deeds) if n in self.rows and deed["month"] == month and deed["fate"] in fates
        ]

    def unit(self, key: str) -> Unit:
        return self.stage.units[key]

    def officer(self, unit_id: int) -> User:
        return self.stage.officers[unit_id]

    def leader(self, unit_id: int) -> User:
        return self.stage.leaders[unit_id]

    def is_local(self, unit: Unit) -> bool:
        """A ward or a commune."""
        return unit.slug.startswith(("phuong-", "xa-"))

    def heads(self, unit: Unit, number: int = 1) -> list[User]:
        """`number` people of the unit below its officer: heads of hamlets, of groups, of workshops."""
        there = self._heads.setdefault(unit.pk, [])
        while len(there) < number:
            there.append(self._person_of(unit, len(there) + 1))
        return there[:number]

    def _person_of(self, unit: Unit, place: int) -> User:
        person = self.people.next()
        user = User.objects.create(
            username=f"{unit.slug[:40]}.{place}", full_name=person.full_name, honorific=person.honorific, password=self._encoded,
            last_login=hour(date(2022, 6, 9), 16),
        )  # fmt: skip
        title = "Trưởng khu phố, ấp" if self.is_local(unit) else "Tổ trưởng"
        appoint(user, role=Role.GRASSROOTS, unit=unit, title=title, valid_from=date(2022, 3, 1), by=self.system)
        return user
