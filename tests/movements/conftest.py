import pytest

from lantoa.core import clock
from tests.movements.ground import DAY, make_ground


@pytest.fixture
def w(db, settings):
    """The ground, on its day; `settings.FIXED_TODAY` holds for requests as well."""
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        yield make_ground()
