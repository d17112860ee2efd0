"""Plan > Clause > Duty > Assignment (duty × unit × period) > Evidence; around them inspections and urging."""

from lantoa.plans.models.assignments import Assignment, Evidence
from lantoa.plans.models.duties import Duty, DutyTarget, Recurrence
from lantoa.plans.models.oversight import Inspection, InspectionItem, LetterBundle, Reminder, UrgingLetter, UrgingLetterLine
from lantoa.plans.models.plans import Clause, Delivery, LegalBasis, Plan, Recipient

__all__ = [
    "Assignment",
    "Clause",
    "Delivery",
    "Duty",
    "DutyTarget",
    "Evidence",
    "Inspection",
    "InspectionItem",
    "LegalBasis",
    "LetterBundle",
    "Plan",
    "Recipient",
    "Recurrence",
    "Reminder",
    "UrgingLetter",
    "UrgingLetterLine",
]
