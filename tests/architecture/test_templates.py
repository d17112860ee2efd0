"""No template carries style or script of its own: the content security policy would drop it in silence."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template

import lantoa

ROOT = Path(lantoa.__file__).parent
TEMPLATES = sorted(ROOT.rglob("templates/**/*.html"))
COMMENTS = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}", re.S)
FORBIDDEN = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "style element": re.compile(r"<style\b", re.I),
    "inline script": re.compile(r"<script\b(?![^>]*\ssrc=)", re.I),
    "handler attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "javascript address": re.compile(r"javascript:", re.I),
    "other host": re.compile(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", re.I),
    "htmx script attribute": re.compile(r"\shx-on|\shx-vals\s*=\s*[\"']js:", re.I),
}
FORM = re.compile(r"<form\b[^>]*method=[\"']?post[\"']?.*?</form>", re.I | re.S)


def source(path: Path) -> str:
    return COMMENTS.sub("", path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_nothing_the_policy_forbids(path):
    text = source(path)
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_posted_forms_carry_the_csrf_token(path):
    assert [form[:120] for form in FORM.findall(source(path)) if "csrf_token" not in form] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_compile(path):
    parts = path.parts
    get_template("/".join(parts[parts.index("templates") + 1 :]))


def test_the_patterns_catch_what_they_are_for():
    bad = [
        '<p style="x">',
        "<style>",
        "<script>",
        '<a onclick="x">',
        '<a href="javascript:x">',
        '<img src="//cdn.example/x">',
        '<b hx-on:click="x">',
    ]
    assert [any(p.search(text) for p in FORBIDDEN.values()) for text in bad] == [True] * len(bad)
    good = '<script src="x.js" type="module"></script><a href="/x" data-on="1">{% icon "x" %}</a>'
    assert [what for what, p in FORBIDDEN.items() if p.search(good)] == []
    assert engines["django"].from_string("{% icon 'check' %}").render({})
