"""Many letters as one ZIP: asked for on a page, made by the worker."""

import io
import zipfile
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.core.workflow import move
from lantoa.files.services import store_file
from lantoa.notifications.services import notify
from lantoa.plans.enums import BundleState, LetterState
from lantoa.plans.exports.letter_files import letter_files
from lantoa.plans.models import LetterBundle, Plan, UrgingLetter

_ZIP = {"zip": "application/zip"}
STUCK = timedelta(minutes=2)  # ten letters take less than a second: a maker silent for so long is dead


@transaction.atomic
def ask_for_bundle(plan: Plan, *, form: str, by: User) -> LetterBundle:
    """Have the worker write all open drafts of the plan. One that is being made already is given back.

    Effects, in order: the bundle; a trail line; the worker's task after the commit.
    """
    from lantoa.plans.background import make_letters

    require(by, "plans.write_letters", plan)
    plan = Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
    if busy := plan.letter_bundles.filter(form=form, state__in=[BundleState.WAITING, BundleState.RUNNING]).first():
        return busy
    total = plan.letters.filter(state=LetterState.DRAFT).count()
    if not total:
        raise ValidationError("Chưa có bản thảo công văn nào. Chọn đơn vị trong danh sách trễ rồi soạn.", code="none")
    bundle = LetterBundle(plan=plan, form=form, total=total, asked_by=by)
    bundle.full_clean()
    bundle.save()
    trail.record("ask_for_bundle", bundle, by=by, after={"count": total})
    transaction.on_commit(lambda: make_letters.enqueue(bundle.pk), robust=True)
    return bundle


def make_bundle(bundle: LetterBundle, *, by: User) -> LetterBundle:
    """The worker's part. Run again after it was killed, it starts anew; a finished one is left alone.

    Effects, in order: the state; the count, every tenth letter; the file; the state; whoever asked is told.
    """
    require(by, "plans.run_daily")
    if bundle.state == BundleState.DONE:
        return bundle
    with transaction.atomic():
        if bundle.state != BundleState.RUNNING:
            move(bundle, BundleState.RUNNING, by=by)
        LetterBundle.objects.filter(pk=bundle.pk).update(done_count=0, beat_at=clock.now())
    letters = list(
        UrgingLetter.objects.filter(plan=bundle.plan, state=LetterState.DRAFT).select_related("plan__issuer", "plan__standing_agency", "unit")
        .order_by("pk")[: bundle.total]
    )  # fmt: skip
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for done, (name, content) in enumerate(letter_files(letters, bundle.form), start=1):
                archive.writestr(name, content)
                if done % 10 == 0:
                    LetterBundle.objects.filter(pk=bundle.pk).update(done_count=done, beat_at=clock.now())
    except Exception:
        with transaction.atomic():
            move(bundle, BundleState.FAILED, by=by, reason="Máy chủ không dựng được tệp.")
        raise
    with transaction.atomic():
        upload = SimpleUploadedFile(f"cong-van-don-doc-{bundle.pk}.zip", out.getvalue(), "application/zip")
        bundle.file, bundle.done_count, bundle.total = store_file(upload, allow=_ZIP, by=bundle.asked_by), len(letters), len(letters)
        move(bundle, BundleState.DONE, by=by, also=("file", "done_count", "total"))
        notify(
            "plans.letter_bundle", to=[bundle.asked_by], url=reverse("plans:letters", args=[bundle.plan_id]),
            context={"count": len(letters), "plan": bundle.plan.citation}, about=bundle.plan, by=by,
        )  # fmt: skip
    return bundle


def resume_bundles(*, by: User) -> int:
    """Each minute: bundles whose maker was killed, or whose task was lost, are given to the worker again; returns how many.

    Nothing half-written is left behind, for the file is stored whole with the last state. Safe to run twice: giving one out is a
    sign of life, so the next minute leaves it alone. Effects: the sign of life; the worker's task.
    """
    from lantoa.plans.background import make_letters

    require(by, "plans.run_daily")
    silent = LetterBundle.objects.filter(state__in=[BundleState.WAITING, BundleState.RUNNING], beat_at__lt=clock.now() - STUCK)
    taken = [pk for pk in silent.values_list("pk", flat=True) if silent.filter(pk=pk).update(beat_at=clock.now())]
    for pk in taken:
        make_letters.enqueue(pk)
    return len(taken)
