"""On which day what happens to the people of the sample year: told of, checked, chosen, honoured, written about, heard."""

from collections.abc import Callable
from datetime import date

from lantoa.demo.services import exemplars, radio, rounds, stories
from lantoa.demo.services.season import Season
from lantoa.selection.services import opening

Act = Callable[[Season, int, date], None]
# The acts of each day, in order, each with the month it is for. Four units begin in March, as soon as the plan is there.
DAYS: dict[date, list[tuple[Act, int]]] = {
    date(2022, 3, 25): [(exemplars.tell, 3)],
    date(2022, 3, 29): [(exemplars.check, 3)],
    date(2022, 4, 1): [(rounds.open_early, 3), (rounds.put_up, 3)],
    date(2022, 4, 5): [(rounds.vote, 3)],
    date(2022, 4, 8): [(rounds.announce, 3), (exemplars.tell, 4)],
    date(2022, 4, 12): [(rounds.honour, 3), (rounds.vote_in_city, 3)],
    date(2022, 4, 15): [(rounds.announce_in_city, 3), (stories.write, 3), (stories.open_columns, 4)],
    date(2022, 4, 19): [(exemplars.check, 4)],
    date(2022, 4, 22): [(rounds.honour_in_city, 3)],
    date(2022, 4, 29): [(rounds.put_up, 4)],
    date(2022, 5, 3): [(rounds.vote, 4), (rounds.annul, 4), (rounds.say_nil, 4)],
    date(2022, 5, 6): [(rounds.announce, 4)],
    date(2022, 5, 10): [(rounds.honour, 4), (exemplars.tell, 5), (radio.found_stations, 5), (radio.broadcast, 5)],
    date(2022, 5, 12): [(rounds.vote_in_city, 4)],
    date(2022, 5, 17): [(rounds.announce_in_city, 4), (stories.write, 4), (radio.confirm, 5), (radio.broadcast, 5)],
    date(2022, 5, 20): [(exemplars.check, 5), (radio.broadcast, 5)],
    date(2022, 5, 24): [(radio.confirm, 5)],
    date(2022, 5, 27): [(radio.broadcast, 5)],
    date(2022, 5, 31): [(rounds.put_up, 5), (rounds.revoke, 4), (stories.ask_media, 5), (radio.confirm, 5)],
    date(2022, 6, 3): [(rounds.vote, 5), (rounds.say_nil, 5), (stories.answer_media, 5), (radio.broadcast, 6)],
    date(2022, 6, 4): [(rounds.announce, 5)],
    date(2022, 6, 7): [(rounds.honour, 5), (exemplars.tell, 6), (exemplars.spread, 3), (stories.air, 4), (stories.hand_over_media, 5), (radio.confirm, 6)],
    date(2022, 6, 9): [
        (rounds.vote_in_city, 5), (exemplars.take_back, 3), (exemplars.check, 6), (rounds.draft_decision, 5), (stories.fill_desks, 6), (stories.write, 5),
        (radio.confirm, 6), (radio.fill_desk, 6),
    ],
}  # fmt: skip


def play(season: Season, day: date) -> None:
    """What falls on this day; rounds open by themselves first, as each morning."""
    opening.open_due_rounds(by=season.system)
    for act, month in DAYS.get(day, ()):
        act(season, month, day)
