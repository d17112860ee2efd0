"""From what a document says to the duties it asks for. Pure functions: no database, no clock; an officer confirms each proposal.

catalogue   what plans of the emulation family are known to ask (data/duty_catalogue.toml)
owners      a body as printed ("UBND các phường, xã") -> whom it means here
timing      "định kỳ hằng quý", "trước ngày 15/12/2026" -> how often, by when
renewal     next year's wording: 74 năm -> 75 năm, 2022 -> 2023
propose     puts them together
"""

from lantoa.plans.proposing.model import ProposedDuty, ProposedRecurrence, ProposedTarget
from lantoa.plans.proposing.propose import propose

__all__ = ["ProposedDuty", "ProposedRecurrence", "ProposedTarget", "propose"]
