"""Own notices, how one wishes to be told, and the outbox of the people one oversees."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core.rights import allowed, require
from lantoa.notifications import queries
from lantoa.notifications.forms import NoticeSearch, OutboxSearch, PreferenceForm
from lantoa.notifications.models import OutboxMessage
from lantoa.notifications.services import reading
from lantoa.ui import feedback
from lantoa.ui.paging import paginate


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    search = NoticeSearch(request.GET)
    rows = queries.notices_of(request.user)
    if search.is_valid():
        asked = search.cleaned_data
        if asked["q"]:
            rows = rows.filter(Q(title__icontains=asked["q"]) | Q(body__icontains=asked["q"]))
        if asked["muc"]:
            rows = rows.filter(read_at__isnull=asked["muc"] == "moi")
    context = {"page": paginate(request, rows), "search": search, "new": queries.unread_count(request.user),
               "sees_outbox": allowed(request.user, "notifications.view_outbox")}  # fmt: skip
    return render(request, "notifications/list.html", context)


@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark it read and go where it leads."""
    notice = get_object_or_404(queries.notices_of(request.user), pk=pk)
    reading.mark_read(notice, by=request.user)
    return redirect(notice.url if _stays_here(notice.url) else "notifications:list")


def _stays_here(url: str) -> bool:
    return bool(url) and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    count = reading.mark_all_read(by=request.user)
    feedback.done(request, f"Đã đánh dấu đọc {count} thông báo." if count else "Không còn thông báo nào chưa đọc.")
    return redirect("notifications:list")


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    wish = queries.preference_of(request.user)
    form = PreferenceForm(request.POST or None, instance=wish)
    if request.method == "POST" and form.is_valid():
        reading.set_preference(**form.cleaned_data, by=request.user)
        feedback.done(request, "Đã lưu cách nhận thông báo.")
        return redirect("notifications:list")
    return render(request, "notifications/preferences.html", {"form": form})


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    require(request.user, "notifications.view_outbox")
    search = OutboxSearch(request.GET)
    rows = _found(queries.outbox_visible_to(request.user), search).select_related("recipient")
    return render(request, "notifications/outbox.html", {"page": paginate(request, rows), "search": search})


def _found(rows: QuerySet[OutboxMessage], search: OutboxSearch) -> QuerySet[OutboxMessage]:
    if not search.is_valid():
        return rows
    asked = search.cleaned_data
    if asked["q"]:
        rows = rows.filter(
            Q(subject__icontains=asked["q"]) | Q(recipient__full_name__icontains=asked["q"]) | Q(address__icontains=asked["q"])
        )
    wanted = {"channel": asked["kenh"], "state": asked["tinh_trang"], "kind": asked["loai"]}
    return rows.filter(**{field: value for field, value in wanted.items() if value})


@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    rows = queries.outbox_visible_to(request.user).select_related("recipient", "carried_by", "notice")
    found = get_object_or_404(rows, pk=pk)
    may_resend = found.is_resendable and allowed(request.user, "notifications.resend_message", found)
    return render(request, "notifications/message.html", {"message_out": found, "may_resend": may_resend})


@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.outbox_visible_to(request.user), pk=pk)
    try:
        reading.resend_message(found, by=request.user)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        feedback.done(request, f"Đã xếp hàng gửi lại cho {found.recipient}.")
    return redirect("notifications:message", pk=pk)
