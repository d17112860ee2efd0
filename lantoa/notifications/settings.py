"""Settings of the room: gateways for SMS and Zalo (unset: the channel is off), and the address links in messages begin with."""

import os

NOTIFICATION_GATEWAYS = {
    "sms": (os.environ.get("LANTOA_SMS_URL", ""), os.environ.get("LANTOA_SMS_TOKEN", "")),
    "zalo": (os.environ.get("LANTOA_ZALO_URL", ""), os.environ.get("LANTOA_ZALO_TOKEN", "")),
}
SITE_URL = os.environ.get("LANTOA_SITE_URL") or os.environ.get("LANTOA_ORIGINS", "").split(",")[0] or "http://127.0.0.1:8000"
