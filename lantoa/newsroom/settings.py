"""Settings of the room."""

import os

# Each night look whether columns held on other sites answer. Off until an operator allows going out to the internet.
LOOK_AT_COLUMNS = os.environ.get("LANTOA_LOOK_AT_COLUMNS", "") == "1"
