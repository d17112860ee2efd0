"""Settings of the public face; read into lantoa.config.settings."""

import os

# Whom readers may ask. Nothing is shown for what is not set: a made-up telephone number is worse than none.
PORTAL_OFFICE = os.environ.get("LANTOA_OFFICE", "")  # "Phòng Nội vụ thành phố Long Khánh"
PORTAL_PHONE = os.environ.get("LANTOA_OFFICE_PHONE", "")
PORTAL_EMAIL = os.environ.get("LANTOA_OFFICE_EMAIL", "")

CARD_DIR = os.environ.get("LANTOA_CARDS", "")  # share cards that were drawn; empty: "cards" beside the data
