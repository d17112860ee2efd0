"""Making, resetting and locking accounts. What people do to their own (password, factors, sessions) goes through allauth."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from lantoa.accounts import queries
from lantoa.accounts.models import User
from lantoa.core import trail
from lantoa.core.rights import require


@transaction.atomic
def create_user(
    username: str, full_name: str, *, email: str = "", phone: str = "", honorific: str = "", password: str | None = None, by: Any
) -> User:
    """Make an account; without a password the person gets in by `issue_reset_link`. Raises ValidationError in words."""
    require(by, "accounts.manage")
    user = User(username=username, full_name=full_name, email=email, phone=phone, honorific=honorific)
    user.clean_fields(exclude=["password", "name_key"])
    if password is not None:
        validate_password(password, user)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise ValidationError({"username": "Tên đăng nhập này đã có người dùng. Hãy chọn tên khác."}, code="unique") from error
    trail.record("create", user, by=by, after={"username": username, "full_name": full_name})
    return user


@transaction.atomic
def set_password(user: User, password: str, *, by: Any) -> None:
    """Give somebody a new password; all their sessions end. Raises ValidationError when it is weak."""
    require(by, "accounts.manage", user)
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    _end_sessions(user)
    trail.record("set_password", user, by=by)


@transaction.atomic
def issue_reset_link(user: User, *, by: Any) -> str:
    """A path that lets whoever opens it choose a new password: once, and for a day (settings.PASSWORD_RESET_TIMEOUT).

    It does not sign in, and a second factor is still asked for.
    """
    require(by, "accounts.manage", user)
    if not user.is_active:
        raise ValidationError("Tài khoản đang khóa. Hãy mở lại trước khi cấp đường dẫn.")
    trail.record("issue_reset_link", user, by=by)
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    uid, _, token = key.partition("-")
    return reverse("account_reset_password_from_key", args=[uid, token])


@transaction.atomic
def deactivate_user(user: User, *, reason: str, by: Any) -> None:
    """Lock an account. From the next click on the person is out: sessions are deleted and sign-in refuses."""
    require(by, "accounts.manage", user)
    if not reason.strip():
        raise ValidationError("Hãy ghi lý do khóa tài khoản.")
    _lock(user, reason, by)


@transaction.atomic
def reactivate_user(user: User, *, by: Any) -> None:
    require(by, "accounts.manage", user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    trail.record("reactivate", user, by=by)


@transaction.atomic
def disable_idle_accounts(*, by: Any) -> int:
    """Lock accounts nobody used for 45 days (queries.IDLE_DAYS). The clock does this each night. Returns how many."""
    require(by, "accounts.sweep")
    idle = list(queries.idle_accounts())
    for user in idle:
        _lock(user, f"Không đăng nhập trong {queries.IDLE_DAYS} ngày", by)
    return len(idle)


def _lock(user: User, reason: str, by: Any) -> None:
    user.is_active = False
    user.save(update_fields=["is_active"])
    _end_sessions(user)
    trail.record("deactivate", user, by=by, reason=reason)


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()
