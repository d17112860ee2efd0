"""Settings of sign-in, second factor and sessions; read into lantoa.config.settings."""

ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
