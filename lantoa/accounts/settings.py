"""Settings of sign-in, second factor and sessions; read into lantoa.config.settings (law-and-formats §6, level 2).

LANTOA_IDLE_MINUTES     minutes without a click after which one signs in again (15)
LANTOA_ADMIN_IDLE_MINUTES   the same for administrators (5)
LANTOA_SECOND_FACTOR_ROLES  codes of roles that must have a second factor ("AD,SA,CL,UL"); default: these with LANTOA_HTTPS=1, else none
LANTOA_OIDC_URL         address of the agency's single sign-on (OpenID Connect); empty: none
LANTOA_OIDC_CLIENT_ID, LANTOA_OIDC_CLIENT_SECRET
LANTOA_OIDC_NAME        words on its button ("Đăng nhập một lần của tỉnh")
LANTOA_OIDC_CLAIM       the claim that holds our user name (preferred_username)
"""

import os
from urllib.parse import urlsplit

_https = os.environ.get("LANTOA_HTTPS", "").lower() in {"1", "true", "yes", "co"}
_behind_proxy = os.environ.get("LANTOA_BEHIND_PROXY", "").lower() in {"1", "true", "yes", "co"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("username", "full_name", "email", "phone")}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "lantoa.accounts.validators.VietnameseCommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]  # fmt: skip
PASSWORD_RESET_TIMEOUT = 24 * 3600  # seconds a reset link lives

# --- Signing in ---------------------------------------------------------------------------------------------------------
ACCOUNT_ADAPTER = "lantoa.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up; allauth checks that the sign-in methods fit
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_SESSION_REMEMBER = False  # the cookie goes with the browser
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds in which a password just typed is not asked again
ACCOUNT_USER_DISPLAY = str
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    # five wrong passwords on one account, or sixty from one address, and it rests for a quarter of an hour
    "login_failed": "60/15m/ip,5/15m/key",
    "reset_password": "10/h/ip,3/h/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "5/15m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(_behind_proxy)

# --- Second factor ------------------------------------------------------------------------------------------------------
MFA_ADAPTER = "lantoa.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _https  # browsers themselves allow it on localhost only
MFA_TOTP_ISSUER = "Lan Tỏa"
MFA_TOTP_TOLERANCE = 1  # the step before and after too, as RFC 6238 advises: phones drift, people type slowly
MFA_ALLOW_UNVERIFIED_EMAIL = True  # accounts are made by administrators; addresses are not proven by mail
MFA_RATE_LIMITS = {"login_failed": "5/15m/key"}
# Who approves, signs or administers (quality.md S6). Without HTTPS the site is a trial on one machine.
_asked = os.environ.get("LANTOA_SECOND_FACTOR_ROLES")
SECOND_FACTOR_ROLES = [code for code in ("AD,SA,CL,UL" if _asked is None and _https else _asked or "").replace(" ", "").split(",") if code]

# --- Sessions -----------------------------------------------------------------------------------------------------------
SESSION_IDLE_SECONDS = 60 * int(os.environ.get("LANTOA_IDLE_MINUTES") or 15)
SESSION_COOKIE_AGE = 12 * 3600  # seconds; also the longest a session lives, whatever happens in it
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
ADMIN_IDLE_SECONDS = min(SESSION_IDLE_SECONDS, 60 * int(os.environ.get("LANTOA_ADMIN_IDLE_MINUTES") or 5))
USERSESSIONS_TRACK_ACTIVITY = False

# --- Single sign-on -----------------------------------------------------------------------------------------------------
SOCIALACCOUNT_ADAPTER = "lantoa.accounts.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_CLAIM = os.environ.get("LANTOA_OIDC_CLAIM") or "preferred_username"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [], "OAUTH_PKCE_ENABLED": True}}
if os.environ.get("LANTOA_OIDC_URL"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"].append({
        "provider_id": "sso",
        "name": os.environ.get("LANTOA_OIDC_NAME") or "Đăng nhập một lần",
        "client_id": os.environ.get("LANTOA_OIDC_CLIENT_ID", ""),
        "secret": os.environ.get("LANTOA_OIDC_CLIENT_SECRET", ""),
        "settings": {"server_url": os.environ["LANTOA_OIDC_URL"]},
    })  # fmt: skip
# Browsers hold a form's redirects to the content security policy too: the button leads to the provider's address.
OIDC_FORM_ACTIONS = ["{0.scheme}://{0.netloc}".format(urlsplit(os.environ["LANTOA_OIDC_URL"]))] if os.environ.get("LANTOA_OIDC_URL") else []
