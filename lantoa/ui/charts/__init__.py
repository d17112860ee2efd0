"""Charts drawn on the server. Each comes with a one-line summary and its figures as a table.

The drawing is hidden from screen readers: the summary and the table say the same. Colours and sizes are presentation
attributes, because the content security policy forbids style attributes. At most five series, in the order of SERIES.
"""

from lantoa.ui.charts.bars import Bar, bars
from lantoa.ui.charts.base import SERIES, Chart
from lantoa.ui.charts.columns import columns
from lantoa.ui.charts.dots import dots
from lantoa.ui.charts.ring import ring
from lantoa.ui.charts.river import Stage, river
from lantoa.ui.charts.ruler import KINDS, Cell, legend
from lantoa.ui.charts.spread import Node, spread

__all__ = ["KINDS", "SERIES", "Bar", "Cell", "Chart", "Node", "Stage", "bars", "columns", "dots", "legend", "ring", "river", "spread"]
