"""How long a public page may be kept by others. Short: what a person takes back must be gone within minutes, everywhere."""

from django.views.decorators.cache import cache_control

SECONDS = 60
cached = cache_control(public=True, max_age=SECONDS)
# What may be taken back at any moment (a story, its photo): kept by nobody without asking again.
asked_again = cache_control(public=True, no_cache=True)
