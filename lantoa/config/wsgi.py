import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402  (settings can be read from here on)

if settings.PAGE_CACHE_BYTES:
    from lantoa.front.pages import FinishedPages

    application = FinishedPages(application)
