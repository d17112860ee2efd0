"""Clusters and blocks: the list, one with its seats and heads by year, and what may be done to it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.core import clock, rights
from lantoa.organisations import forms, queries
from lantoa.organisations.enums import HeadPost
from lantoa.organisations.services import clusters
from lantoa.organisations.views.shared import asked_day
from lantoa.ui import feedback
from lantoa.ui.forms import SearchForm
from lantoa.ui.paging import paginate


def cluster_list(request: HttpRequest) -> HttpResponse:
    rights.require(request.user, "organisations.browse")
    search = SearchForm(request.GET or None)
    text = search.cleaned_data["q"] if search.is_valid() else ""
    day = asked_day(request)
    rows = queries.listed_clusters(queries.visible_clusters(request.user), day, text=text)
    can_add = rights.allowed(request.user, "organisations.import_units")
    return render(
        request, "organisations/clusters.html", {"page": paginate(request, rows), "search": search, "day": day, "can_add": can_add}
    )


def cluster_add(request: HttpRequest) -> HttpResponse:
    rights.require(request.user, "organisations.import_units")
    form = forms.ClusterForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        with feedback.refusals_on(form):
            cluster = clusters.create_cluster(data.pop("authority"), **data, by=request.user)
            feedback.done(request, f"Đã lập {cluster}.")
            return redirect("organisations:cluster", cluster.pk)
    return render(request, "organisations/cluster_add.html", {"form": form})


def cluster_page(request: HttpRequest, pk: int) -> HttpResponse:
    cluster = get_object_or_404(queries.visible_clusters(request.user), pk=pk)
    day = asked_day(request)
    context = {
        "cluster": cluster, "day": day, "authority": cluster.authority,
        "seated": queries.seated_units(cluster, day), "heads": queries.heads_by_year(cluster),
        "proposed": queries.proposed_head(cluster, clock.today().year + 1), "next_year": clock.today().year + 1,
        "people": cluster.appointments.at(day).select_related("user").order_by("user__name_key"),
        "can_manage": rights.allowed(request.user, "organisations.manage_clusters", cluster.authority),
    }  # fmt: skip
    return render(request, "organisations/cluster.html", context)


def cluster_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One of the four acts of _ACTS: a form, then the service."""
    cluster = get_object_or_404(queries.visible_clusters(request.user), pk=pk)
    rights.require(request.user, "organisations.manage_clusters", cluster.authority)
    if act not in _ACTS:
        raise Http404
    label, form_class, run = _ACTS[act]
    form = form_class(request.POST or None, user=request.user, initial=_initial(request, cluster, act))
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            run(cluster, form.cleaned_data, request.user)
            feedback.done(request, "Đã ghi.")
            return redirect("organisations:cluster", cluster.pk)
    return render(request, "organisations/cluster_act.html", {"form": form, "cluster": cluster, "label": label})


def _initial(request: HttpRequest, cluster, act: str) -> dict:
    """The unit a link names; for the head of next year, the one whose turn it is."""
    year = clock.today().year + 1
    named = request.GET.get("don_vi", "")
    if act == "truong-pho" and not named:
        named = str(queries.proposed_head(cluster, year) or "")
    return {"unit": named, "year": year, "post": HeadPost.HEAD}


def _seat(cluster, data, by):
    clusters.seat_unit(cluster, data["unit"], on=data["on"], by=by)


def _unseat(cluster, data, by):
    clusters.unseat_unit(cluster, data["unit"], on=data["on"], by=by)


def _head(cluster, data, by):
    clusters.set_head(cluster, data["unit"], year=data["year"], post=data["post"], by=by)


def _close(cluster, data, by):
    clusters.close_cluster(cluster, on=data["on"], reason=data["reason"], by=by)


_ACTS = {
    "vao": ("Đưa đơn vị vào", forms.SeatForm, _seat),
    "ra": ("Đưa đơn vị ra", forms.SeatForm, _unseat),
    "truong-pho": ("Đặt trưởng, phó", forms.HeadForm, _head),
    "dong": ("Thôi hoạt động", forms.DayForm, _close),
}
