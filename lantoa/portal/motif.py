"""The picture of the front page: a star, rings round it, places without names. An ornament, not a figure: it shows no data."""

from lantoa.ui.charts import Node, spread

# (key, parent): three first places, each passing it on.
_BRANCHES = [
    ("a", None), ("b", None), ("c", None),
    ("a1", "a"), ("a2", "a"), ("b1", "b"), ("b2", "b"), ("c1", "c"),
    ("a11", "a1"), ("a12", "a1"), ("a21", "a2"), ("a22", "a2"), ("b11", "b1"), ("b21", "b2"), ("b22", "b2"), ("c11", "c1"), ("c12", "c1"),
    ("a111", "a11"), ("a121", "a12"), ("a221", "a22"), ("b111", "b11"), ("b211", "b21"), ("b212", "b21"), ("b221", "b22"), ("c111", "c11"), ("c121", "c12"),
]  # fmt: skip
SPREAD = spread([Node(key, parent=parent) for key, parent in _BRANCHES], origin="", what="").svg
