"""Who has acknowledged the plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lantoa.core.rights import allowed
from lantoa.core.text import fold
from lantoa.plans.queries import oversight
from lantoa.plans.queries.receipts import deliveries_seen, read_receipts
from lantoa.plans.services.reminders import resend_notices
from lantoa.plans.views.matrix import tabs
from lantoa.ui import feedback
from lantoa.ui.forms import SearchForm
from lantoa.ui.paging import paginate


@require_safe
def receipts(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(oversight.plans_delivered(request.user).select_related("issuer"), pk=pk)
    seen = deliveries_seen(plan, request.user)
    search = SearchForm(request.GET)
    search.is_valid()
    if words := fold(search.cleaned_data.get("q", "")):
        names = oversight.names_of(list(seen.order_by().values_list("unit_id", flat=True)))
        seen = seen.filter(unit__in=[unit_id for unit_id, name in names.items() if words in fold(name)])
    page = paginate(request, seen)
    names = oversight.names_of([row.unit_id for row in page])
    for row in page:
        row.unit_name = names[row.unit_id]
    return render(request, "plans/receipts.html", {
        "plan": plan, "tabs": tabs(request, plan), "search": search, "page": page,
        "receipts": read_receipts(plan, deliveries_seen(plan, request.user)),
        "may_resend": allowed(request.user, "plans.resend_notices", plan),
    })  # fmt: skip


@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(oversight.plans_run(request.user), pk=pk)
    count = resend_notices(plan, by=request.user)
    feedback.done(request, f"Đã nhắc lại {count} đơn vị chưa xác nhận." if count else "Mọi đơn vị đều đã xác nhận, không cần nhắc.")
    return redirect("plans:receipts", plan.pk)
