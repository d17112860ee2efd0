"""Ways out of the house. Each channel hands over one message, or says in words why not.

send(message) returns      the other side took it
raises NotConfiguredError       the operator set up no such channel: skipped
raises RefusedError             the other side will never take it (a wrong address): failed
raises TryLaterError            the other side is away: tried again with growing pauses
"""

from lantoa.notifications.channels.base import ChannelError, NotConfiguredError, RefusedError, TryLaterError, base_url
from lantoa.notifications.channels.email import EmailChannel
from lantoa.notifications.channels.gateway import GatewayChannel
from lantoa.notifications.enums import Channel

__all__ = ["ChannelError", "NotConfiguredError", "RefusedError", "TryLaterError", "base_url", "for_"]


def for_(channel: Channel) -> EmailChannel | GatewayChannel:
    """The way out for the channel. In-app messages have none: they are there when they are written."""
    if channel is Channel.EMAIL:
        return EmailChannel()
    return GatewayChannel(channel)
