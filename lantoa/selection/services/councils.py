"""Councils and their members, and the dated rules by which rounds are held."""

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.dated import FOREVER
from lantoa.core.rights import require
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import has_role
from lantoa.selection.enums import Level, Post
from lantoa.selection.models import Council, CouncilMember, Scheme
from lantoa.selection.models.councils import RULE_FIELDS


@transaction.atomic
def found_council(
    unit: Unit, *, name: str, level: str = Level.UNIT, founded_by: str = "", parent: Council | None = None, by: User
) -> Council:
    """Effects: the council; a trail line."""
    require(by, "selection.found_council", unit)
    if parent and (parent.unit_id != unit.pk or parent.level != level or parent.parent_id):
        raise ValidationError({"parent": "Tiểu ban thuộc một hội đồng cùng đơn vị, cùng cấp."})
    council = Council(unit=unit, name=name, level=level, founded_by=founded_by, parent=parent)
    council.full_clean()
    council.save()
    trail.record("found", council, by=by, after={"tên": name, "quyết định": founded_by})
    return council


@transaction.atomic
def seat_member(council: Council, user: User, *, post: str = Post.MEMBER, since: date | None = None, by: User) -> CouncilMember:
    """Effects: the seat from the day on (today); a trail line. One chair at a time; an administrator has no seat."""
    require(by, "selection.keep_council", council)
    day = since or clock.today()
    if has_role(user, Role.ADMINISTRATOR) or user.is_system or not user.is_active:
        raise ValidationError("Người quản trị hệ thống và tài khoản đã ngừng không ngồi trong hội đồng.", code="administrator")
    members = CouncilMember.objects.at(day).filter(council=council)
    if members.filter(user=user).exists():
        raise ValidationError("Người này đang là thành viên của hội đồng.", code="seated")
    if post == Post.CHAIR and members.filter(post=Post.CHAIR).exists():
        raise ValidationError("Hội đồng đang có Chủ tịch. Cho thôi người cũ trước.", code="chair")
    member = CouncilMember(
        council=council, user=user, post=post, valid_from=day, order=list(Post).index(Post(post)) * 100 + members.count()
    )
    member.full_clean()
    member.save()
    trail.record("seat_member", council, by=by, after={"thành viên": str(user), "vai trò": member.get_post_display()})
    return member


@transaction.atomic
def unseat_member(member: CouncilMember, *, last_day: date | None = None, by: User) -> CouncilMember:
    """Effects: the seat ends; who never sat a day is taken out; a trail line."""
    require(by, "selection.keep_council", member.council)
    end = last_day or clock.today()
    if end <= member.valid_from:
        trail.record("unseat_member", member.council, by=by, before={"thành viên": str(member.user)})
        member.delete()
        return member
    member.valid_to = end
    member.save(update_fields=["valid_to"])
    trail.record("unseat_member", member.council, by=by, before={"thành viên": str(member.user)})
    return member


@transaction.atomic
def set_scheme(authority: Unit, *, level: str, period_kind: str, valid_from: date, by: User, **rules: Any) -> Scheme:
    """New rules from a day on; those before end that day. Effects, in order: the old ones end; the new ones; a trail line with what differs."""
    require(by, "selection.set_scheme", authority)
    before = Scheme.objects.select_for_update().at(valid_from).filter(authority=authority, level=level, period_kind=period_kind).first()
    if before and before.valid_from == valid_from:
        raise ValidationError({"valid_from": "Đã có quy chế dùng từ đúng ngày này. Chọn ngày sau đó."})
    scheme = Scheme(authority=authority, level=level, period_kind=period_kind, valid_from=valid_from, **rules)
    if before:
        scheme.valid_to = before.valid_to
        before.valid_to = valid_from
        before.save(update_fields=["valid_to"])
    scheme.full_clean()
    scheme.save()
    changed = [name for name in (*RULE_FIELDS, "decided_by") if before is None or getattr(before, name) != getattr(scheme, name)]
    trail.record(
        "set_scheme", scheme, by=by,
        before={name: getattr(before, name) for name in changed} if before else {}, after={name: getattr(scheme, name) for name in changed},
    )  # fmt: skip
    return scheme


@transaction.atomic
def propose_schemes(authority: Unit, *, since: date, by: User) -> list[Scheme]:
    """Lay down the proposals of data/schemes.toml for an authority that has none yet. Running twice adds nothing."""
    require(by, "selection.set_scheme", authority)
    made = []
    for row in tomllib.loads(files("lantoa.selection").joinpath("data/schemes.toml").read_text(encoding="utf-8"))["scheme"]:
        there = Scheme.objects.filter(authority=authority, level=row["level"], period_kind=row["period_kind"])
        if not there.filter(valid_to=FOREVER).exists():
            made.append(set_scheme(authority, valid_from=since, by=by, **row))
    return made
