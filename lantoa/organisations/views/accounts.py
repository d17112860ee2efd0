"""Who can sign in: making an account, giving the way to a password, locking and opening it again."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from lantoa.accounts import services
from lantoa.accounts.models import User
from lantoa.core import rights
from lantoa.organisations import forms
from lantoa.organisations.queries.accounts import accounts_of, listed_accounts
from lantoa.ui import feedback
from lantoa.ui.paging import paginate


@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    rights.require(request.user, "accounts.manage")
    search = forms.AccountFilterForm(request.GET or None)
    wanted = search.cleaned_data if search.is_valid() else {}
    rows = listed_accounts(accounts_of(request.user), text=wanted.get("q", ""), state=wanted.get("tinh_trang", ""))
    return render(request, "organisations/accounts.html", {"page": paginate(request, rows), "search": search})


def account_add(request: HttpRequest) -> HttpResponse:
    """Make an account, then on to giving it a post."""
    rights.require(request.user, "accounts.manage")
    form = forms.AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            made = services.create_user(**form.cleaned_data, by=request.user)
            feedback.done(request, f"Đã tạo tài khoản {made.username}. Tiếp theo: phân công nơi làm việc, vai trò.")
            return redirect(f"{reverse('organisations:appoint')}?{urlencode({'nguoi': made.username})}")
    return render(request, "organisations/account_add.html", {"form": form})


@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _person(request, pk))


@require_POST
def account_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    person = _person(request, pk)
    rights.require(request.user, "accounts.manage", person)
    match act:
        case "duong-dan":
            return _give_link(request, person)
        case "khoa":
            form = forms.LockForm(request.POST)
            if form.is_valid():
                with feedback.refusals_on(form):
                    services.deactivate_user(person, **form.cleaned_data, by=request.user)
                    feedback.done(request, f"Đã khóa tài khoản {person.username}.")
                    return redirect("organisations:account", pk)
            return _page(request, person, lock=form, status=422)
        case "mo-lai":
            services.reactivate_user(person, by=request.user)
            feedback.done(request, f"Đã mở lại tài khoản {person.username}.")
            return redirect("organisations:account", pk)
    raise Http404


def _give_link(request: HttpRequest, person: User) -> HttpResponse:
    """The link is shown once, here: it stands nowhere else, so that nobody else can find it."""
    try:
        link = services.issue_reset_link(person, by=request.user)
    except ValidationError as error:
        return _page(request, person, refusal=" ".join(error.messages), status=422)
    return _page(request, person, link=request.build_absolute_uri(link))


def _person(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(listed_accounts(accounts_of(request.user)), pk=pk)


def _page(
    request: HttpRequest, person: User, *, link: str = "", refusal: str = "", lock: forms.LockForm | None = None, status: int = 200
) -> HttpResponse:
    return render(request, "organisations/account.html", {
        "person": person, "link": link, "refusal": refusal, "may_manage": rights.allowed(request.user, "accounts.manage", person),
        "lock": lock or forms.LockForm(), "lock_came_back": lock is not None,
    }, status=status)  # fmt: skip
