"""What stands before Django for readers without an account: finished pages, thrown away as soon as anything public may have changed.

freshness   reads the audit log: has anything the public may see changed?
keeping     what is kept in memory, and how much of it
pages       the WSGI layer that answers from what is kept
addresses   what of an address and a host makes a page of its own
"""
