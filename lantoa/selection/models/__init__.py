"""Who chooses by which rules, the rounds, the roll and the box; the decisions that follow, what they confer and how it is printed."""

from lantoa.selection.models.awards import AwardForm, BaseSalary
from lantoa.selection.models.councils import Council, CouncilMember, Scheme
from lantoa.selection.models.honours import Decision, Honour
from lantoa.selection.models.printing import CertificatePrint, CertificateTemplate
from lantoa.selection.models.rounds import Candidate, Recusal, Round, RoundCriterion, Seat
from lantoa.selection.models.votes import BallotPaper, BoxSlip, Mark

__all__ = [
    "AwardForm", "BallotPaper", "BaseSalary", "BoxSlip", "Candidate", "CertificatePrint", "CertificateTemplate", "Council", "CouncilMember",
    "Decision", "Honour", "Mark", "Recusal", "Round", "RoundCriterion", "Scheme", "Seat",
]  # fmt: skip
