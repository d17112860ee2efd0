"""A small Wagtail site to measure beside ours: one article of the words in WORDS, twenty beside it. Run once to make it, then serve
`site_to_measure:application`. Wagtail is no dependency of Lan Tỏa; whoever measures brings a Python that has it."""

import json
import os
import sys
import types
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = """{% load wagtailcore_tags %}<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{{ page.title }}</title>
<meta name="description" content="{{ page.lead }}"></head><body>{% include "menu.html" %}<main><article><h1>{{ page.title }}</h1>
<p>{{ page.lead }}</p>{{ page.body|richtext }}</article><section><h2>Chuyện khác</h2><ul>{% for other in others %}<li><a href="{% pageurl other %}">
<b>{{ other.title }}</b><span>{{ other.specific.lead }}</span></a></li>{% endfor %}</ul></section></main></body></html>"""
MENU = """{% load wagtailcore_tags %}<nav><a href="/">Trang chủ</a>
{% for up in page.get_ancestors %}<a href="{% pageurl up %}">{{ up.title }}</a>{% endfor %}</nav>"""

from django.conf import settings  # noqa: E402

settings.configure(
    DEBUG=False, SECRET_KEY="to measure only", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF="site_to_measure.urls", USE_TZ=True,  # noqa: S106
    WAGTAIL_SITE_NAME="Đo", WAGTAILADMIN_BASE_URL="http://127.0.0.1", DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", STATIC_URL="/static/",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": HERE / "db.sqlite3", "CONN_MAX_AGE": None}},
    INSTALLED_APPS=["told", "wagtail.sites", "wagtail.users", "wagtail.documents", "wagtail.images", "wagtail.admin", "wagtail.search", "wagtail",
                    "modelcluster", "taggit", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
                    "django.contrib.messages", "django.contrib.staticfiles"],
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
                "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware",
                "django.middleware.clickjacking.XFrameOptionsMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": False, "OPTIONS": {
        "loaders": [("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", {"told/article.html": PAGE, "menu.html": MENU}),
                                                               "django.template.loaders.app_directories.Loader"])],
        "context_processors": ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
                               "django.contrib.messages.context_processors.messages"]}}],
)  # fmt: skip

told = HERE / "told"
if not told.exists():
    told.mkdir()
    (told / "__init__.py").write_text("")
    (told / "models.py").write_text(
        "from django.db import models\nfrom wagtail.models import Page\nfrom wagtail.fields import RichTextField\n\n\n"
        "class Article(Page):\n    lead = models.TextField()\n    body = RichTextField()\n    template = 'told/article.html'\n\n"
        "    def get_context(self, request):\n        context = super().get_context(request)\n"
        "        context['others'] = Article.objects.live().exclude(pk=self.pk).order_by('-first_published_at', '-pk')[:3]\n        return context\n"
    )
urls = types.ModuleType("site_to_measure.urls")
sys.modules["site_to_measure.urls"] = urls

import django  # noqa: E402

django.setup()

from django.urls import include, path  # noqa: E402

urls.urlpatterns = [path("", include("wagtail.urls"))]

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()

if __name__ == "__main__":
    from django.core.management import call_command
    from told.models import Article
    from wagtail.models import Page, Site

    call_command("makemigrations", "told", verbosity=0)
    call_command("migrate", verbosity=0)
    words, root = json.loads(os.environ["WORDS"]), Page.get_first_root_node()
    home = Site.objects.get(is_default_site=True).root_page
    for number in range(21):
        home.add_child(instance=Article(
            title=words["title"], slug=f"bai-{number}", lead=words["lead"], body=words["body"],
            first_published_at=datetime(2022, 6, 1, tzinfo=UTC)))  # fmt: skip
