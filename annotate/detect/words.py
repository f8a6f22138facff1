"""The worker's own list: names, customers, projects that no pattern knows. Kept sealed.

It is sealed and opened by the keeper, which is passed in; this room has no keys.
"""
# RE2 ships no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from annotate.detect.model import Answer, Finding, Kind, Ready, Unavailable
from annotate.detect.rules import FINDINGS_MAX, TEXT_MAX
from recorder.errors import WrongUse

WORDS_MAX: Final = 2000
WORD_MAX: Final = 200
# A shorter word is looked for as a word of its own only, or "Al" would be found in "also".
ANYWHERE_MIN: Final = 5
CERTAIN: Final = 1.0


def read_words(untrusted: str) -> tuple[str, ...]:
    """One word or phrase a line; empty lines and lines that begin with # are left out.

    Raises:
        WrongUse: there are too many, or one is too short or long.
    """
    lines = (unicodedata.normalize("NFC", line).strip() for line in untrusted.splitlines())
    words = tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
    if len(words) > WORDS_MAX:
        raise WrongUse(f"The list has {len(words):,} words; at most {WORDS_MAX:,} are looked for.")
    if any(not 2 <= len(word) <= WORD_MAX for word in words):
        raise WrongUse(f"A word of the list must have 2 to {WORD_MAX} characters.")
    return words


@dataclass(frozen=True)
class WordDetector:
    """Finds the words of a list, in whatever case and however many blanks lie between."""

    words: tuple[str, ...] = field(repr=False)
    name: str = "words of yours"

    def find(self, text: str) -> Answer:
        if len(text) > TEXT_MAX:
            return Unavailable(self.name, f"A text is longer than {TEXT_MAX:,} characters.")
        if not self.words:
            return Ready(())
        found: list[Finding] = []
        for match in self._pattern.finditer(text):
            start, end = match.span(0)
            if _is_whole(text, start, end):
                found.append(Finding(Kind.WORD, start, end, self.name, CERTAIN))
            if len(found) > FINDINGS_MAX:
                return Unavailable(self.name, f"More than {FINDINGS_MAX:,} findings in one text.")
        return Ready(tuple(found))

    @cached_property
    def _pattern(self) -> Any:
        import re2

        options = re2.Options()
        options.log_errors = False
        options.max_mem = 256 << 20
        return re2.compile("(?i)" + "|".join(_ways(self.words)), options)


def _ways(words: Iterable[str]) -> Iterator[str]:
    import re2

    # Longer ones first: "Anna Schmidt" wins over "Anna".
    for word in sorted(words, key=len, reverse=True):
        yield r"\s+".join(re2.escape(part) for part in word.split())


def _is_whole(text: str, start: int, end: int) -> bool:
    if end - start >= ANYWHERE_MIN:
        return True
    return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
