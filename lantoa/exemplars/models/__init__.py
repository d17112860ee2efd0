"""What is put forward, by whom, how it was checked, and what the person agreed to."""

from lantoa.exemplars.models.books import NominationBook
from lantoa.exemplars.models.consents import Consent, ConsentText, OwnLink
from lantoa.exemplars.models.duplicates import MatchFacts, MatchKey, Suspicion
from lantoa.exemplars.models.nominations import Attachment, Draft, DraftFile, Nomination, Sender, Subject
from lantoa.exemplars.models.privacy import DataRequest, Takedown
from lantoa.exemplars.models.verification import Confirmation, CriterionCheck, Hold, MentoringEntry, Source

__all__ = [
    "Attachment", "Confirmation", "Consent", "ConsentText", "CriterionCheck", "DataRequest", "Draft", "DraftFile", "Hold", "MatchFacts",
    "MatchKey", "MentoringEntry", "Nomination", "NominationBook", "OwnLink", "Sender", "Source", "Subject", "Suspicion", "Takedown",
]  # fmt: skip
