"""Indicators, forms, cycles, unit reports, the values accepted and their totals."""

from lantoa.reporting.models.city import CityReport, CitySection
from lantoa.reporting.models.forms import Check, Form, Item, Section
from lantoa.reporting.models.indicators import Indicator
from lantoa.reporting.models.reports import Answer, Box, Cycle, ReportReminder, UnitReport
from lantoa.reporting.models.totals import ClusterTotal, UnitTotal, Value

__all__ = [
    "Answer",
    "Box",
    "Check",
    "CityReport",
    "CitySection",
    "ClusterTotal",
    "Cycle",
    "Form",
    "Indicator",
    "Item",
    "ReportReminder",
    "Section",
    "UnitReport",
    "UnitTotal",
    "Value",
]
