"""Numbers of telephones, by the plans that the countries publish, through phonenumbers."""
# phonenumbers is partly untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from annotate.detect.model import Answer, Finding, Kind, Ready, Unavailable
from annotate.detect.rules import FINDINGS_MAX, TEXT_MAX, compiled, strongest

REGIONS: Final = ("DE", "GB", "US", "FR", "ES", "IT", "NL", "PL", "AT", "CH")
PART_MAX: Final = 4000
# Each is tried by the plan of each region, which takes about a millisecond.
NUMBERS_MAX: Final = 2000
INTERNATIONAL: Final = 0.95
WRITTEN_SO: Final = 0.7
_WORDS: Final = (
    r"(?i)(?:\btel|\bphone|\bfon\b|telefon|mobil|\bcell|\bcall\b|\bfax|\bsms\b|handy|whatsapp|rufen"
    r"|téléphone|portable|teléfono|móvil|telefono|cellulare|telefoon|rückruf|☎|📞)"
)
_NUMBER: Final = r"\d[\d ().\/-]{5,24}\d"
_DATE: Final = (
    r"^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
    r"|\d{1,4}(?:\.\d{1,4}){2,3})$"
)


@dataclass(frozen=True, slots=True)
class PhoneDetector:
    """Finds numbers with a country's code anywhere, others by how the regions write them."""

    regions: tuple[str, ...] = REGIONS
    name: str = "phone numbers"

    def find(self, text: str) -> Answer:
        if len(text) > TEXT_MAX:
            return Unavailable(self.name, f"A text is longer than {TEXT_MAX:,} characters.")
        if len(compiled(_NUMBER).findall(text)) > NUMBERS_MAX:
            return Unavailable(self.name, f"A text holds more than {NUMBERS_MAX:,} numbers.")
        found: list[Finding] = []
        for begin in range(0, len(text), PART_MAX - 100):
            try:
                found += self._in_part(text[begin : begin + PART_MAX], begin)
            except ImportError:
                return Unavailable(self.name, "phonenumbers is not installed.")
            # It parses what a stranger wrote; whatever it stumbles over, it did not run.
            except Exception as error:  # noqa: BLE001
                return Unavailable(self.name, f"It ended with {type(error).__name__}.")
            if len(found) > FINDINGS_MAX:
                return Unavailable(self.name, f"More than {FINDINGS_MAX:,} findings in one text.")
        return Ready(strongest(found))

    def _in_part(self, part: str, begin: int) -> list[Finding]:
        import phonenumbers

        if not compiled(_NUMBER).search(part):
            return []
        found: list[Finding] = []
        for region in self.regions:
            matcher = phonenumbers.PhoneNumberMatcher(
                part, region, leniency=phonenumbers.Leniency.VALID, max_tries=1000
            )
            for match in matcher:
                if (confidence := _confidence(part, match.start, match.end)) is not None:
                    span = begin + match.start, begin + match.end
                    found.append(Finding(Kind.PHONE, *span, self.name, confidence))
        return found


def _confidence(text: str, start: int, end: int) -> float | None:
    """How sure it is; None for what is more likely an order, a date or a version."""
    number = text[start:end].strip()
    if number.startswith(("+", "(+", "00")):
        return INTERNATIONAL
    if compiled(_WORDS).search(text[max(0, start - 30) : start]):
        return WRITTEN_SO
    before = text[max(0, start - 1) : start]
    if before in ("#", "-", "/", ".", ":", "_", "=") or before.isalnum():
        return None
    is_grouped = any(char in " -/()." for char in number) and not _is_date_or_version(number)
    trunk = number.startswith(("0", "(0", "(")) or (number.count("-") == 2 and len(number) == 12)
    return WRITTEN_SO if is_grouped and trunk else None


def _is_date_or_version(number: str) -> bool:
    return compiled(_DATE).search(number) is not None
