"""Spans of sound that were heard."""

from collections.abc import Sequence

ENOUGH = 0.95  # share of the sound that must have been played to have listened
FASTEST = 2.0  # a person may play at double speed; what is claimed beyond that was not heard
SLACK = 5.0  # seconds between two reports that the line may lose


def merged(spans: Sequence[Sequence[float]]) -> list[list[float]]:
    """Spans in order, those that touch made one."""
    found: list[list[float]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + 0.3:
            found[-1][1] = max(found[-1][1], end)
        else:
            found.append([start, end])
    return found
