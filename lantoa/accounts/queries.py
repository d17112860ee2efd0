"""Finding accounts."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.text import nfc

IDLE_DAYS = 45  # law-and-formats §6: an account nobody used for so long is disabled


def canonical_login(tried: str) -> str:
    """One key for one person: an e-mail address gives the user name it belongs to; anything else itself, folded."""
    name = nfc(tried).lower()
    if "@" in name and (found := User.objects.filter(email__iexact=name).values_list("username", flat=True).order_by("pk").first()):
        return found.lower()
    return name


def account_for_claims(claims: dict) -> User | None:
    """The account a single sign-on speaks of: by user name (settings.OIDC_CLAIM), else by an address the provider has verified.

    An address two people share finds nobody. allauth nests what the provider's two answers say.
    """
    flat = {**claims.get("id_token", {}), **claims.get("userinfo", {}), **claims}
    people = User.objects.people().filter(is_active=True)
    if (name := flat.get(settings.OIDC_CLAIM)) and (found := people.filter(username=name).first()):
        return found
    if flat.get("email") and flat.get("email_verified"):
        found = people.filter(email__iexact=flat["email"])[:2]
        return found[0] if len(found) == 1 else None
    return None


def idle_accounts() -> QuerySet[User]:
    """People's accounts nobody signed in to for IDLE_DAYS; a new account counts from the day it was made."""
    limit = clock.now() - timedelta(days=IDLE_DAYS)
    never = Q(last_login__isnull=True, joined_at__lt=limit)
    return User.objects.people().filter(is_active=True, is_superuser=False).filter(never | Q(last_login__lt=limit))
