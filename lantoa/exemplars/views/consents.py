"""Taking and taking back consent, and what follows from it: takedowns, questions about one's data, papers to print."""

import segno
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.exemplars.enums import Purpose, Relation
from lantoa.exemplars.forms.consents import AnswerForm, ConsentForm, TakenDownForm, WithdrawForm
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries import consents as queries
from lantoa.exemplars.queries import files, waiting
from lantoa.exemplars.services import consents, privacy
from lantoa.exemplars.views.common import UNFINISHED, seen_or_404
from lantoa.ui.feedback import done, refusals_on
from lantoa.ui.paging import paginate


def _may_take(request: HttpRequest, pk: int) -> Nomination:
    shown = seen_or_404(request, pk)
    require(request.user, "exemplars.take_consent", shown)
    return shown


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit: read aloud, tick what is agreed to, sign. `?nguoi=` says whom is being asked; a child's file asks two, one after another."""
    shown = _may_take(request, pk)
    asked = queries.who_must_agree(shown)
    relation = _relation(request.GET.get("nguoi", ""), shown, asked)
    text = queries.text_for(relation) if relation else None
    form = ConsentForm(
        request.POST or None, request.FILES or None, initial={"text": text.pk if text else None, "person": _name(shown, relation)}
    )
    if request.method == "POST" and relation and form.is_valid():
        with refusals_on(form):
            consents.take_consent(shown, relation=relation, **form.given(), by=request.user)
            left = [r for r in asked if not shown.consents.filter(relation=r, withdrawn_at__isnull=True).exists()]
            if left:
                done(request, f"Đã ghi. Còn phải hỏi: {left[0].label}.")
                return redirect(reverse("exemplars:consent", args=[pk]) + f"?nguoi={left[0]}")
            done(request, "Đã ghi lời đồng ý, kèm bằng chứng.")
            return redirect(reverse("exemplars:nomination", args=[pk]) + "#dong-y")
    return render(request, "exemplars/consent.html", {
        "nomination": shown, "form": form, "asked": asked, "relation": relation, "text": text, "agreed": queries.overview(shown),
        "reading": files.read_for(shown, whole=False), "links": shown.own_links.filter(closed_at__isnull=True),
    }, status=UNFINISHED if form.errors else 200)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The person told an officer; what the officer does is what the own link would do."""
    shown = _may_take(request, pk)
    form = WithdrawForm(request.POST or None, agreed=agreed_now(shown))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        consents.withdraw_consent(shown, purposes=given["purposes"], note=given["note"], by=request.user)
        done(request, "Đã rút đồng ý. Trang công khai ẩn ngay; những nơi khác nằm trong danh sách gỡ bỏ.")
        return redirect(reverse("exemplars:nomination", args=[pk]) + "#dong-y")
    return render(
        request, "exemplars/withdraw_consent.html", {"nomination": shown, "form": form}, status=UNFINISHED if form.errors else 200
    )


@require_POST
def make_link(request: HttpRequest, pk: int) -> HttpResponse:
    """The own link of one of the signatories."""
    shown = _may_take(request, pk)
    relation = request.POST.get("nguoi", "")
    if relation not in Relation.values:
        raise Http404
    try:
        consents.make_own_link(shown, Relation(relation), by=request.user)
    except ValidationError as error:
        raise Http404 from error
    return redirect("exemplars:own_links", pk)


@require_POST
def close_link(request: HttpRequest, pk: int, link_pk: int) -> HttpResponse:
    shown = _may_take(request, pk)
    consents.close_own_link(get_object_or_404(shown.own_links.select_related("nomination__unit"), pk=link_pk), by=request.user)
    done(request, "Đã khóa đường dẫn. Địa chỉ cũ không mở được nữa.")
    return redirect("exemplars:own_links", pk)


@require_safe
def own_links(request: HttpRequest, pk: int) -> HttpResponse:
    """Addresses to hand over, each with its picture code; to be printed or shown on the spot."""
    shown = _may_take(request, pk)
    links = [(link, *_address(request, link.token)) for link in shown.own_links.filter(closed_at__isnull=True).order_by("pk")]
    had = {link.relation for link, *_ in links}
    missing = [relation for relation in queries.who_must_agree(shown) if relation not in had]
    return render(request, "exemplars/own_links.html", {"nomination": shown, "links": links, "missing": missing})


@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for who signs on paper, A4. With its picture code when the person has an own link already: a page does not make one."""
    shown = _may_take(request, pk)
    asked = queries.who_must_agree(shown)
    relation = _relation(request.GET.get("nguoi", ""), shown, asked)
    if relation is None:
        raise Http404
    link = shown.own_links.filter(relation=relation, closed_at__isnull=True).first()
    return render(request, "exemplars/consent_paper.html", {
        "nomination": shown, "relation": relation, "text": queries.text_for(relation), "purposes": Purpose, "today": clock.today(),
        "reading": files.read_for(shown, whole=False), "link": _address(request, link.token) if link else None,
    })  # fmt: skip


@require_safe
def filming_notice(request: HttpRequest) -> HttpResponse:
    """The notice for meetings and performances where there is filming (Luật 91/2025/QH15, Điều 32): people must be told."""
    require(request.user, "exemplars.list_privacy")
    return render(request, "exemplars/filming_notice.html", {"event": request.GET.get("su-kien", "")[:150]})


# --- What follows ---------------------------------------------------------------------------------------------------------------


@require_safe
def takedowns(request: HttpRequest) -> HttpResponse:
    return _takedowns(request)


@require_POST
def finish_takedown(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "exemplars.list_privacy")
    found = get_object_or_404(waiting.takedowns_of(request.user).select_related("nomination__unit"), pk=pk)
    require(request.user, "exemplars.take_down", found.nomination)
    form = TakenDownForm(request.POST, request.FILES, auto_id=f"go-{pk}-%s")
    if form.is_valid():
        with refusals_on(form):
            privacy.finish_takedown(found, **form.cleaned_data, by=request.user)
    if form.errors:
        return _takedowns(request, {pk: form})
    done(request, "Đã ghi là gỡ xong.")
    return redirect("exemplars:takedowns")


@require_safe
def data_requests(request: HttpRequest) -> HttpResponse:
    return _data_requests(request)


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "exemplars.list_privacy")
    found = get_object_or_404(waiting.requests_of(request.user).select_related("nomination__unit"), pk=pk)
    privacy.acknowledge_request(found, by=request.user)
    done(request, "Đã báo là đã nhận. Người ấy thấy ở trang riêng của mình.")
    return redirect("exemplars:data_requests")


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "exemplars.list_privacy")
    found = get_object_or_404(waiting.requests_of(request.user).select_related("nomination__unit"), pk=pk)
    require(request.user, "exemplars.answer_request", found.nomination)
    form = AnswerForm(request.POST, auto_id=f"dap-{pk}-%s")
    if form.is_valid():
        with refusals_on(form):
            privacy.answer_request(found, answer=form.cleaned_data["answer"], by=request.user)
    if form.errors:
        return _data_requests(request, {pk: form})
    done(request, "Đã trả lời. Người ấy đọc được ở trang riêng của mình.")
    return redirect("exemplars:data_requests")


def _takedowns(request: HttpRequest, unfinished: dict | None = None) -> HttpResponse:
    require(request.user, "exemplars.list_privacy")
    finished = request.GET.get("xem") == "xong"
    found = waiting.takedowns_of(request.user).filter(done_at__isnull=not finished)
    page = paginate(request, found.order_by(*(["-done_at", "-pk"] if finished else ["due_at", "pk"])))
    rows = [(row, (unfinished or {}).get(row.pk) or TakenDownForm(auto_id=f"go-{row.pk}-%s"), row.pk in (unfinished or {})) for row in page]
    return render(request, "exemplars/takedowns.html", {"page": page, "rows": rows, "finished": finished, "now": clock.now()},
                  status=UNFINISHED if unfinished else 200)  # fmt: skip


def _data_requests(request: HttpRequest, unfinished: dict | None = None) -> HttpResponse:
    require(request.user, "exemplars.list_privacy")
    finished = request.GET.get("xem") == "xong"
    found = waiting.requests_of(request.user).filter(answered_at__isnull=not finished)
    page = paginate(request, found.order_by(*(["-answered_at", "-pk"] if finished else ["answer_by", "pk"])))
    rows = [(row, (unfinished or {}).get(row.pk) or AnswerForm(auto_id=f"dap-{row.pk}-%s"), row.pk in (unfinished or {})) for row in page]
    return render(request, "exemplars/data_requests.html", {"page": page, "rows": rows, "finished": finished},
                  status=UNFINISHED if unfinished else 200)  # fmt: skip


def agreed_now(shown: Nomination) -> list[Purpose]:
    """What somebody has said yes to, whether or not all have."""
    given = set(shown.consents.filter(withdrawn_at__isnull=True).values_list("purpose", flat=True))
    return [purpose for purpose in Purpose if purpose in given]


def _relation(chosen: str, shown: Nomination, asked: list[Relation]) -> Relation | None:
    """Whom is being asked: as chosen in the address, or the first who has said nothing yet."""
    if chosen in asked:
        return Relation(chosen)
    had = set(shown.consents.filter(withdrawn_at__isnull=True).values_list("relation", flat=True))
    return next((relation for relation in asked if relation not in had), asked[0] if asked else None)


def _name(shown: Nomination, relation: Relation | None) -> str:
    return shown.name if relation in (Relation.SELF, Relation.CHILD) else shown.head_name if relation == Relation.HEAD else ""


def _address(request: HttpRequest, token: str) -> tuple[str, str]:
    """(address, its picture code as data for <img>)."""
    address = request.build_absolute_uri(reverse("own_link", args=[token]))
    return address, segno.make(address, error="m").svg_data_uri(scale=5, border=2)
