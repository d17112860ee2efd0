"""The picture of the front page: a star, rings round it, places without names. An ornament, not a figure: it shows no data."""

from lantoa.ui.charts import Node, spread

# A key without its last letter names the branch it grows from: a → a1 → a12 → a121.
_KEYS = (
    "a", "b", "c", "a1", "a2", "b1", "b2", "c1", "a11", "a12", "a21", "a22", "b11", "b21", "b22",
    "c11", "c12", "a111", "a121", "a221", "b111", "b211", "b212", "b221", "c111", "c121",
)  # fmt: skip
SPREAD = spread([Node(key, parent=key[:-1] or None) for key in _KEYS], origin="", what="").svg
