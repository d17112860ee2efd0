"""Keeping forms: their days, whether they are in use, a new version."""

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.core.workflow import move
from lantoa.reporting.enums import FormState
from lantoa.reporting.models import Check, Form, Indicator, Item, Section
from lantoa.reporting.services.indicators import renew_items


@transaction.atomic
def set_days(form: Form, *, opens_days: int, due_days: int, by: User) -> Form:
    """When cycles open and are due from now on; cycles already open keep their days. Effects: the form; the trail."""
    require(by, "reporting.manage_forms", form)
    form = Form.objects.select_for_update(of=["self"]).select_related("authority").get(pk=form.pk)
    before = {"opens_days": form.opens_days, "due_days": form.due_days}
    form.opens_days, form.due_days = opens_days, due_days
    form.full_clean(exclude=["created_by"])
    form.save(update_fields=["opens_days", "due_days"])
    trail.record("set_days", form, by=by, before=before, after={"opens_days": opens_days, "due_days": due_days})
    return form


@transaction.atomic
def new_version(form: Form, *, by: User) -> Form:
    """A draft that begins as a copy of the form in use, asking for the indicators as they are counted today; what was reported on the old
    one stays as it is. Effects: the draft; the trail."""
    require(by, "reporting.manage_forms", form)
    form = Form.objects.select_for_update(of=["self"]).select_related("authority").get(pk=form.pk)
    if Form.objects.filter(authority=form.authority, key=form.key, state=FormState.DRAFT).exists():
        raise ValidationError("Mẫu này đang có một bản soạn dở. Mở bản đó để sửa tiếp.", code="has_draft")
    last = Form.objects.filter(authority=form.authority, key=form.key).order_by("-version").values_list("version", flat=True).first()
    sections, checks = list(form.sections.order_by("order", "pk")), list(form.checks.order_by("order", "pk"))
    items = list(form.items.order_by("order", "pk"))
    draft = Form.objects.get(pk=form.pk)
    draft.pk, draft.version, draft.state, draft.valid_from, draft.created_by = None, last + 1, FormState.DRAFT, clock.today(), by
    draft._state.adding = True
    draft.created_at = clock.now()
    draft.save()
    places = {}
    for section in sections:
        old, section.pk, section.form = section.pk, None, draft
        section._state.adding = True
        section.save()
        places[old] = section
    for item in items:
        item.pk, item.form, item.section = None, draft, places[item.section_id]
    for check in checks:
        check.pk, check.form = None, draft
    Item.objects.bulk_create(items)
    Check.objects.bulk_create(checks)
    renew_items(draft, clock.today(), by=by)
    trail.record("new_version", draft, by=by, after={"version": draft.version})
    return draft


@transaction.atomic
def add_figure(section: Section, indicator: Indicator, *, by: User) -> Item:
    """Ask for one more figure, at the end of the section of a draft. Effects: the item; the trail."""
    require(by, "reporting.manage_forms", section.form)
    _check_draft(section.form)
    if Item.objects.filter(form=section.form, indicator=indicator).exists():
        raise ValidationError("Chỉ tiêu này đã có trong mẫu.", code="there")
    last = section.items.order_by("-order").values_list("order", flat=True).first()
    item = Item.objects.create(form=section.form, section=section, kind="figure", indicator=indicator, order=(last or 0) + 1)
    trail.record("add_figure", section.form, by=by, after={"text": str(indicator)})
    return item


@transaction.atomic
def drop_item(item: Item, *, by: User) -> None:
    """Ask for one less in a draft. Effects: the item and the checks that need it are gone; the trail."""
    require(by, "reporting.manage_forms", item.form)
    _check_draft(item.form)
    trail.record("drop_item", item.form, by=by, before={"text": str(item)})
    item.delete()


@transaction.atomic
def put_in_use(form: Form, *, by: User) -> Form:
    """Let a draft take the place of the version in use; cycles opened from now on follow it. Effects: the old one
    retires; its boxes ask for the indicators as they are counted today; the states."""
    require(by, "reporting.manage_forms", form)
    form = Form.objects.select_for_update(of=["self"]).select_related("authority").get(pk=form.pk)
    renew_items(form, clock.today(), by=by)
    if not form.items.exists():
        raise ValidationError("Mẫu chưa có ô nào. Thêm ít nhất một chỉ tiêu.", code="empty")
    for old in Form.objects.select_for_update(of=["self"]).filter(authority=form.authority, key=form.key, state=FormState.ACTIVE):
        move(old, FormState.RETIRED, by=by)
    form.valid_from = clock.today()
    move(form, FormState.ACTIVE, by=by, also=("valid_from",))
    return form


@transaction.atomic
def retire(form: Form, *, by: User) -> Form:
    """No more cycles of this form are opened. Effects: the state."""
    require(by, "reporting.manage_forms", form)
    form = Form.objects.select_for_update(of=["self"]).select_related("authority").get(pk=form.pk)
    move(form, FormState.RETIRED, by=by)
    return form


def _check_draft(form: Form) -> None:
    if form.state != FormState.DRAFT:
        raise ValidationError("Mẫu đang dùng không sửa ô được: lập bản mới, sửa rồi đưa vào dùng.", code="not_draft")
