"""Telling people (`notify`), delivering what waits (`delivery`), and what a reader does with it (`reading`)."""

from lantoa.notifications.services.telling import notify

__all__ = ["notify"]
