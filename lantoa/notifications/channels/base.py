"""What every channel shares: how it refuses, and the address links in messages begin with."""

from django.conf import settings


class ChannelError(Exception):
    """The message did not leave; the text says why, for the people who read the outbox."""


class NotConfiguredError(ChannelError):
    pass


class RefusedError(ChannelError):
    pass


class TryLaterError(ChannelError):
    pass


def base_url() -> str:
    """Where the site is reached from outside, without a slash at the end."""
    return settings.SITE_URL.rstrip("/")
