"""Signing in and out, failures, and changes of password or factor become lines of the log."""

from allauth.account import signals as account_signals
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from allauth.socialaccount.signals import social_account_added
from django.contrib.auth import signals as auth_signals
from django.db import transaction
from django.dispatch import receiver

from lantoa.accounts.models import User
from lantoa.core import trail


def _record(action: str, user, **facts) -> None:
    with transaction.atomic():
        trail.record(action, user, by=user, **facts)


@receiver(auth_signals.user_logged_in)
def signed_in(user, **kwargs) -> None:
    _record("sign_in", user)


@receiver(auth_signals.user_logged_out)
def signed_out(user, **kwargs) -> None:
    if user is not None:
        _record("sign_out", user)


@receiver(auth_signals.user_login_failed)
def refused(credentials, **kwargs) -> None:
    """Only names that exist are written down: people type their password into the wrong field."""
    tried = credentials.get("username") or credentials.get("email") or ""
    user = User.objects.filter(username=tried).first() or User.objects.filter(email__iexact=tried, email__gt="").first()
    with transaction.atomic():
        trail.record("sign_in_failed", user, by=None)


@receiver(mfa_signals.authentication_failed)
def refused_code(user, **kwargs) -> None:
    with transaction.atomic():
        trail.record("sign_in_failed", user, by=None, reason="mã xác thực không đúng")


@receiver([account_signals.password_changed, account_signals.password_reset, account_signals.password_set])
def changed_password(user, **kwargs) -> None:
    _record("change_password", user)


@receiver(mfa_signals.authenticator_added)
def added_factor(user, authenticator, **kwargs) -> None:
    _record("add_factor", user, after={"cách": _factor(authenticator)})


@receiver(mfa_signals.authenticator_removed)
def removed_factor(user, authenticator, **kwargs) -> None:
    _record("remove_factor", user, before={"cách": _factor(authenticator)})


@receiver(mfa_signals.authenticator_reset)
def renewed_codes(user, **kwargs) -> None:
    _record("renew_codes", user)


@receiver(social_account_added)
def linked(sociallogin, **kwargs) -> None:
    _record("link_identity", sociallogin.user, after={"nơi": sociallogin.account.provider})


def _factor(authenticator: Authenticator) -> str:
    words = {"totp": "ứng dụng xác thực", "webauthn": "khóa bảo mật", "recovery_codes": "mã khôi phục"}
    return words.get(authenticator.type, authenticator.type)
