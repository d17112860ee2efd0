"""Words for the ear: what is written, as an announcer says it. Plain Python, no database.

    spoken("Ngày 11/6/1948, UBND TP. Long Khánh")  →  "Ngày mười một tháng sáu năm một nghìn chín trăm bốn mươi tám,
                                                     Ủy ban nhân dân thành phố Long Khánh"
    script_of(story)                               →  a Script: short sentences with breath marks, and how long it takes

Everything below works on plain strings, so that a script can be edited by a person and used again. In a script `/` is a short
breath, `//` the end of a sentence, an empty line the end of a paragraph.
"""

from lantoa.radio.speaking.doubts import doubts
from lantoa.radio.speaking.reading import spoken
from lantoa.radio.speaking.script import Script, closing, joined, opening, script_of
from lantoa.radio.speaking.timing import SYLLABLES_PER_MINUTE, reading_seconds, sentences, syllables, without_marks

__all__ = [
    "SYLLABLES_PER_MINUTE", "Script", "closing", "doubts", "joined", "opening", "reading_seconds", "script_of", "sentences", "spoken",
    "syllables", "without_marks",
]  # fmt: skip
