"""How allauth behaves with us: nobody signs up, single sign-on opens only accounts that exist, secrets are kept encrypted."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect

from lantoa.accounts import queries

_LOCKED = "Tài khoản tạm nghỉ 15 phút vì đã thử sai nhiều lần. Hãy chờ rồi thử lại, hoặc nhờ người quản trị đặt lại mật khẩu."
_WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra lại bàn phím (chữ hoa, bộ gõ tiếng Việt) rồi thử lại."


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _LOCKED,
        "username_password_mismatch": _WRONG,
        "email_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        """Failures count against the person, by whichever name they were tried, known or not."""
        tried = credentials.get("username") or credentials.get("email") or ""
        return f"account:{queries.canonical_login(tried)}"


class MFAAdapter(DefaultMFAAdapter):
    """TOTP secrets and recovery seeds are useless to whoever has only the database."""

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()


def _fernet() -> Fernet:
    key = hashlib.sha256(b"lantoa.accounts.mfa" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """The agency's sign-on says who somebody is; whether they work here was decided when an administrator made the account."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False

    def pre_social_login(self, request, sociallogin) -> None:
        """At the first coming, find the local account by the claim and tie the two; refuse, in words, where there is none."""
        if sociallogin.is_existing:
            return
        user = queries.account_for_claims(sociallogin.account.extra_data)
        if user is None:
            messages.error(
                request, "Tài khoản đăng nhập một lần này chưa có trong hệ thống. Hãy nhờ người quản trị của đơn vị cấp tài khoản."
            )
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, user)

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None) -> None:
        messages.error(request, "Chưa đăng nhập được bằng đăng nhập một lần. Hãy thử lại, hoặc dùng tên đăng nhập và mật khẩu.")
        raise ImmediateHttpResponse(redirect("account_login"))
