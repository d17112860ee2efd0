"""How public pages may be kept. Others ask again each time (what a person takes back must be gone at once, everywhere); our own layer of
finished pages (lantoa.front) makes that asking cheap, and knows from the audit log when a page has to be made anew.
"""

from django.views.decorators.cache import cache_control

from lantoa.front.addresses import reads

asked_again = cached = cache_control(public=True, no_cache=True)

__all__ = ["asked_again", "cached", "reads"]
