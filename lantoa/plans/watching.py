"""What watching over plans registers with the rooms below: menu, the photos of inspections, the morning's work."""

from datetime import time

from django.http import HttpRequest
from django.urls import reverse

from lantoa.core import schedule
from lantoa.files import access
from lantoa.files.models import StoredFile
from lantoa.organisations.queries import has_role
from lantoa.outgoing import sources
from lantoa.plans import daily
from lantoa.plans.enums import InspectionState
from lantoa.plans.models import InspectionItem, LetterBundle, UrgingLetter
from lantoa.plans.queries import oversight
from lantoa.ui.navigation import Entry, Group, register

MORNING = time(6)  # before the day's digest leaves at seven


def register_all() -> None:
    for label, url_name, icon, order, roles, dock, pages in [
        ("Bảng theo dõi", "plans:current_matrix", "grid", 30, oversight.MATRIX_ROLES, "Theo dõi", ("matrix", "coverage", "receipts")),
        ("Đôn đốc", "plans:current_late_list", "clock", 40, oversight.REMINDER_ROLES, "", ("late_list", "letters", "letter")),
        ("Kiểm tra", "plans:inspections", "eye", 50, oversight.INSPECTION_ROLES, "", ("plan_inspections", "new_inspection")),
    ]:
        own = tuple(f"plans:{page}" for page in pages)
        register(Entry(label, url_name, icon, order, Group.RESULTS, allowed=_for(roles), dock=dock, pages=own))
    access.register("plans.inspection", sees_photo)
    access.register("plans.letterbundle", sees_bundle)
    sources.register("plans.urgingletter", lambda pk: reverse("plans:letter", args=[pk]))
    schedule.register("plans.daily", "Mở kỳ, ghi việc trễ, nhắc hạn", daily.run, at=MORNING)


def sees_bundle(user, file: StoredFile) -> bool:
    """A ZIP of letters opens to who sees the letters."""
    return any(
        user.has_perm("plans.view_letter", UrgingLetter(plan=row.plan))
        for row in LetterBundle.objects.filter(file=file).select_related("plan")
    )


def sees_photo(user, file: StoredFile) -> bool:
    """A photo taken on a visit: the inspectors at once, the unit when the visit is over, as on the visit's page."""
    inspections = oversight.inspections_visible_to(user)
    for item in InspectionItem.objects.filter(photo=file, inspection__in=inspections).select_related(
        "inspection__plan", "inspection__unit"
    ):
        if item.inspection.state in (InspectionState.DONE, InspectionState.SIGNED) or oversight.inspects(user, item.inspection):
            return True
    return False


def _for(roles):
    def allowed(request: HttpRequest) -> bool:
        return request.user.is_authenticated and has_role(request.user, *roles)

    return allowed
