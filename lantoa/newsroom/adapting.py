"""A first proposal of what the story says on each channel. A person reads and changes it before it goes out."""

import re
from collections.abc import Callable

from lantoa.core.text import strip_marks
from lantoa.newsroom import sms
from lantoa.newsroom.cleaning import plain
from lantoa.newsroom.enums import TextFor
from lantoa.newsroom.models import StoryVersion

SOCIAL_BLOCKS = 3  # blocks of the text in a post: who wants more opens the link
RADIO_WORDS = 240  # about a minute and a half read aloud
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


def propose(version: StoryVersion, form: str, *, address: str) -> str:
    """Plain text for the channel; `address`: where the story is read."""
    return _MAKERS[TextFor(form)](version, address)


def _radio(version: StoryVersion, address: str) -> str:
    said, used = [_stopped(version.title), _stopped(version.lead)], 0
    for block in plain(version.body).split("\n"):
        if used >= RADIO_WORDS or block in said:
            continue
        said.append(_stopped(block))
        used += len(block.split())
    if version.quote:
        said.append(f"{version.quote_by or 'Người trong cuộc'} nói: “{version.quote}”")
    return "\n\n".join(filter(None, said))


def _sms(version: StoryVersion, address: str) -> str:
    """As much as one message holds without marks, at the end of a word, then the address."""
    tail = f" {address}" if address else ""
    words = strip_marks(f"{version.title}. {version.lead}").split()
    said = ""
    for word in words:
        longer = f"{said} {word}".strip()
        if sms.measure(longer + "..." + tail).parts > 1 or not sms.measure(longer).is_plain:
            return f"{said}...{tail}" if said else tail.strip()
        said = longer
    return said + tail


def _social(version: StoryVersion, address: str) -> str:
    blocks = [block for block in plain(version.body).split("\n") if block != version.lead][:SOCIAL_BLOCKS]
    quote = f"“{version.quote}”{f' ({version.quote_by})' if version.quote_by else ''}" if version.quote else ""
    return "\n\n".join(filter(None, [version.title, version.lead, *blocks, quote, f"Đọc và nghe tiếp: {address}" if address else ""]))


def _poster(version: StoryVersion, address: str) -> str:
    """Three lines: the title, what was done in one sentence, words to remember."""
    deed = _SENTENCE.split(version.lead.strip())[0] if version.lead else ""
    return "\n".join(filter(None, [version.title, deed, f"“{version.quote}”" if version.quote else ""]))


def _stopped(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in '.!?…”"' else f"{text}."


_MAKERS: dict[TextFor, Callable[[StoryVersion, str], str]] = {
    TextFor.RADIO: _radio, TextFor.SMS: _sms, TextFor.SOCIAL: _social, TextFor.POSTER: _poster,
}  # fmt: skip
