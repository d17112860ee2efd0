"""What may stand on a page, and what is left of what may not."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.newsroom.cleaning import TAGS, clean, from_plain, plain


@pytest.mark.parametrize(
    ("given_html", "kept"),
    [
        ("<p>Chào <b>bà con</b></p>", "<p>Chào bà con</p>"),
        ("<p>Chào <strong>bà con</strong></p>", "<p>Chào <strong>bà con</strong></p>"),
        ('<p style="color:red" class="MsoNormal" onclick="x()">Chữ</p>', "<p>Chữ</p>"),
        ("<script>alert(1)</script><p>Chữ</p>", "<p>Chữ</p>"),
        ('<a href="javascript:alert(1)">bấm</a>', '<a rel="noopener nofollow">bấm</a>'),
        ('<a href="https://x.example.vn">bấm</a>', '<a href="https://x.example.vn" rel="noopener nofollow">bấm</a>'),
        ("<img src=x onerror=alert(1)>", ""),
        ("<p>- một</p><p>- hai</p>", "<ul><li>một</li><li>hai</li></ul>"),
        ("<p>&nbsp;</p><p>Chữ</p><p><br></p>", "<p>Chữ</p>"),
        ("<svg><style><img src=x onerror=alert(1)></style></svg>", ""),
    ],
)
def test_what_is_kept(given_html, kept):
    assert clean(given_html) == kept


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing(text):
    once = clean(text)
    assert clean(once) == once


class Seen(HTMLParser):
    """Every tag and attribute that a browser would find."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@given(st.text(alphabet="<>\"'=/ab scriptonerrlimgp&;:", max_size=200))
def test_nothing_but_the_allowed_survives(text):
    seen = Seen(clean(text))
    assert seen.tags <= TAGS
    assert seen.attributes <= {"href", "rel", "scope", "colspan", "rowspan", "data-picture"}


def test_plain_text_becomes_paragraphs_and_back():
    html = from_plain("Dòng một < hai\n\nDòng ba")
    assert html == "<p>Dòng một &lt; hai</p><p>Dòng ba</p>"
    assert plain(html) == "Dòng một < hai\nDòng ba"
