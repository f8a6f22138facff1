"""Check digits of cards, accounts and people's numbers. Pure; each answers for one candidate.

A check takes what a pattern matched and returns how many of its characters belong to the number,
0 for none.
"""

from __future__ import annotations

import calendar
import hashlib
import ipaddress
from collections.abc import Callable, Sequence
from typing import Final

Check = Callable[[str], int]

_IBAN_LENGTHS: Final = dict(
    item.split(":")
    for item in [
        "AD:24",
        "AE:23",
        "AL:28",
        "AT:20",
        "AZ:28",
        "BA:20",
        "BE:16",
        "BG:22",
        "BH:22",
        "BR:29",
        "BY:28",
        "CH:21",
        "CR:22",
        "CY:28",
        "CZ:24",
        "DE:22",
        "DK:18",
        "DO:28",
        "EE:20",
        "EG:29",
        "ES:24",
        "FI:18",
        "FO:18",
        "FR:27",
        "GB:22",
        "GE:22",
        "GI:23",
        "GL:18",
        "GR:27",
        "GT:28",
        "HR:21",
        "HU:28",
        "IE:22",
        "IL:23",
        "IQ:23",
        "IS:26",
        "IT:27",
        "JO:30",
        "KW:30",
        "KZ:20",
        "LB:28",
        "LC:32",
        "LI:21",
        "LT:20",
        "LU:20",
        "LV:21",
        "LY:25",
        "MC:27",
        "MD:24",
        "ME:22",
        "MK:19",
        "MR:27",
        "MT:31",
        "MU:30",
        "NL:18",
        "NO:15",
        "PK:24",
        "PL:28",
        "PS:29",
        "PT:25",
        "QA:29",
        "RO:24",
        "RS:22",
        "SA:24",
        "SC:31",
        "SE:24",
        "SI:19",
        "SK:24",
        "SM:27",
        "ST:25",
        "SV:28",
        "TL:23",
        "TN:24",
        "TR:26",
        "UA:29",
        "VA:22",
        "VG:24",
        "XK:20",
    ]
)
_DNI_LETTERS: Final = "TRWAGMYFPDXBNJZSQVHLCKE"
_HETU_LETTERS: Final = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_FISCAL_ODD: Final = tuple(
    int(value)
    for value in (
        [
            "1",
            "0",
            "5",
            "7",
            "9",
            "13",
            "15",
            "17",
            "19",
            "21",
            "2",
            "4",
            "18",
            "20",
            "11",
            "3",
            "6",
            "8",
            "12",
            "14",
            "16",
            "10",
            "22",
            "25",
            "24",
            "23",
        ]
    )
)


def digits_of(text: str) -> tuple[int, ...]:
    return tuple(int(char) for char in text if char in "0123456789")


def luhn(digits: Sequence[int]) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return bool(digits) and total % 10 == 0


def is_card_prefix(digits: Sequence[int]) -> bool:
    """Whether an issuer gives out numbers that begin so and are as long."""
    number, length = "".join(map(str, digits)), len(digits)
    two, three, four = int(number[:2]), int(number[:3]), int(number[:4])
    return (
        (number[0] == "4" and length in (13, 16, 19))
        or (length == 16 and (51 <= two <= 55 or 2221 <= four <= 2720))
        or (length == 15 and two in (34, 37))
        or (length == 16 and (four == 6011 or two == 65 or 644 <= three <= 649))
        or (length == 14 and (300 <= three <= 305 or two in (36, 38, 39)))
        or (length == 16 and 3528 <= four <= 3589)
        or (16 <= length <= 19 and two == 62)
        or (12 <= length <= 19 and four in (5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763))
    )


def card(text: str) -> int:
    digits = digits_of(text)
    good = len(set(digits)) > 1 and is_card_prefix(digits) and luhn(digits)
    return len(text) if good else 0


def card_shape(text: str) -> int:
    """A card of which a digit may have been misread."""
    digits = digits_of(text)
    return len(text) if len(digits) >= 13 and is_card_prefix(digits) else 0


def iban(text: str) -> int:
    number, end = _iban_part(text)
    moved = number[4:] + number[:4]
    if not number or not moved.isalnum():
        return 0
    return end if int("".join(str(int(char, 36)) for char in moved)) % 97 == 1 else 0


def iban_shape(text: str) -> int:
    """An IBAN of which a character may have been misread."""
    return _iban_part(text)[1]


def _iban_part(text: str) -> tuple[str, int]:
    """As many characters as its country's numbers have, and where they end."""
    wanted = int(_IBAN_LENGTHS.get(text[:2].upper(), 0))
    number = ""
    for place, char in enumerate(text):
        if char.isascii() and char.isalnum():
            number += char.upper()
            if len(number) == wanted:
                return number, place + 1
    return "", 0


def weighted(text: str, weights: Sequence[int], modulus: int = 11) -> int:
    """The sum of digits by weights, for the checks built on it."""
    return sum(d * w for d, w in zip(digits_of(text), weights, strict=False)) % modulus


def day_is_real(day: int, month: int, year: int | None = None) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year or 2000, month)[1]


def mod_11_10(text: str) -> bool:
    """ISO 7064: the German tax number, the Croatian OIB."""
    digits, product = digits_of(text), 10
    for digit in digits[:-1]:
        rest = (digit + product) % 10 or 10
        product = rest * 2 % 11
    return (11 - product) % 10 == digits[-1]


def german_tax(text: str) -> int:
    digits = digits_of(text)
    counts = sorted((digits[:10].count(digit) for digit in range(10)), reverse=True)
    once = counts[0] in (2, 3) and counts[1] == 1
    return len(text) if digits[0] != 0 and once and mod_11_10(text) else 0


def german_insurance(text: str) -> int:
    chars = "".join(char for char in text.upper() if char.isalnum())
    numbers = chars[:8] + f"{ord(chars[8]) - 64:02d}" + chars[9:11]
    total = 0
    for digit, weight in zip(digits_of(numbers), (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1), strict=True):
        total += sum(divmod(digit * weight, 10))
    real = day_is_real(int(chars[2:4]) % 50 or 1, int(chars[4:6]))
    return len(text) if real and total % 10 == int(chars[11]) else 0


def french_nir(text: str) -> int:
    chars = "".join(char for char in text.upper() if char.isalnum())
    number = chars[:13].replace("2A", "19").replace("2B", "18")
    good = number.isdigit() and 97 - int(number) % 97 == int(chars[13:])
    return len(text) if good else 0


def spanish_id(text: str) -> int:
    chars = "".join(char for char in text.upper() if char.isalnum())
    number = chars[:-1].translate(str.maketrans("XYZ", "012"))
    return len(text) if _DNI_LETTERS[int(number) % 23] == chars[-1] else 0


def italian_fiscal(text: str) -> int:
    # The table is by letter; a digit stands for the letter at its place.
    values = [int(char) if char.isdigit() else ord(char) - 65 for char in text.upper()]
    total = sum(
        _FISCAL_ODD[value] if not place % 2 else value for place, value in enumerate(values[:15])
    )
    return len(text) if total % 26 == values[15] else 0


def dutch_bsn(text: str) -> int:
    return len(text) if weighted(text, (9, 8, 7, 6, 5, 4, 3, 2, -1)) == 0 else 0


def belgian_national(text: str) -> int:
    chars = "".join(char for char in text if char.isdigit())
    body, check = chars[:9], int(chars[9:])
    real = int(chars[2:4]) <= 12 and int(chars[4:6]) <= 31
    return len(text) if real and check in (97 - int(body) % 97, 97 - int("2" + body) % 97) else 0


def polish_pesel(text: str) -> int:
    digits = digits_of(text)
    month, day = digits[2] * 10 + digits[3], digits[4] * 10 + digits[5]
    good = weighted(text, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1), 10) == 0
    return len(text) if good and day_is_real(day, month % 20) else 0


def portuguese_nif(text: str) -> int:
    expected = 11 - weighted(text, (9, 8, 7, 6, 5, 4, 3, 2))
    return len(text) if digits_of(text)[8] == (0 if expected > 9 else expected) else 0


def nhs(text: str) -> int:
    return len(text) if weighted(text, (10, 9, 8, 7, 6, 5, 4, 3, 2, 1)) == 0 else 0


def swedish_personal(text: str) -> int:
    chars = "".join(char for char in text if char.isdigit())[-10:]
    real = day_is_real(int(chars[4:6]) % 60, int(chars[2:4]))
    return len(text) if real and luhn(digits_of(chars)) else 0


def danish_cpr(text: str) -> int:
    return len(text) if day_is_real(int(text[:2]), int(text[2:4])) else 0


def northern_dashed(text: str) -> int:
    """Six digits, a dash, four: Swedish by its check digit, or Danish by its date."""
    return swedish_personal(text) or danish_cpr(text)


def finnish_hetu(text: str) -> int:
    number = int(text[:6] + text[7:10])
    real = day_is_real(int(text[:2]), int(text[2:4]))
    return len(text) if real and _HETU_LETTERS[number % 31] == text[10].upper() else 0


def norwegian_number(text: str) -> int:
    digits = digits_of(text)
    first = weighted(text, (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)) == 0
    second = weighted(text, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) == 0
    real = day_is_real((digits[0] * 10 + digits[1]) % 40, (digits[2] * 10 + digits[3]) % 40)
    return len(text) if first and second and real else 0


def swiss_ahv(text: str) -> int:
    return len(text) if weighted(text, (1, 3) * 6 + (1,), 10) == 0 else 0


def austrian_insurance(text: str) -> int:
    digits = digits_of(text)
    expected = weighted(text, (3, 7, 9, 0, 5, 8, 4, 2, 1, 6))
    real = day_is_real(digits[4] * 10 + digits[5], digits[6] * 10 + digits[7])
    return len(text) if real and digits[0] != 0 and expected == digits[3] else 0


def czech_number(text: str) -> int:
    chars = "".join(char for char in text if char.isdigit())
    month = int(chars[2:4]) % 50
    real = day_is_real(int(chars[4:6]), month % 20 or month)
    number = int(chars)
    old = len(chars) == 9 and int(chars[:2]) < 54
    return len(text) if real and (old or number % 11 == 0) else 0


def irish_pps(text: str) -> int:
    total = weighted(text, (8, 7, 6, 5, 4, 3, 2), 10**6)
    total += (ord(text[8].upper()) - 64) % 23 * 9 if len(text) > 8 else 0
    return len(text) if "WABCDEFGHIJKLMNOPQRSTUV"[total % 23] == text[7].upper() else 0


def romanian_cnp(text: str) -> int:
    digits = digits_of(text)
    rest = weighted(text, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9))
    real = day_is_real(digits[5] * 10 + digits[6], digits[3] * 10 + digits[4])
    return len(text) if real and digits[12] == (1 if rest == 10 else rest) else 0


def bulgarian_egn(text: str) -> int:
    digits = digits_of(text)
    month, day = (digits[2] * 10 + digits[3]) % 20, digits[4] * 10 + digits[5]
    good = weighted(text, (2, 4, 8, 5, 10, 9, 7, 3, 6)) % 10 == digits[9]
    return len(text) if good and day_is_real(day, month) else 0


def baltic_code(text: str) -> int:
    """Estonian and Lithuanian numbers of people."""
    digits = digits_of(text)
    rest = weighted(text, (1, 2, 3, 4, 5, 6, 7, 8, 9, 1))
    if rest == 10:
        rest = weighted(text, (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 10
    real = day_is_real(digits[5] * 10 + digits[6], digits[3] * 10 + digits[4])
    return len(text) if real and 1 <= digits[0] <= 6 and rest == digits[10] else 0


def croatian_oib(text: str) -> int:
    return len(text) if mod_11_10(text) else 0


def greek_amka(text: str) -> int:
    digits = digits_of(text)
    real = day_is_real(digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
    return len(text) if real and luhn(digits) else 0


def balkan_emso(text: str) -> int:
    digits = digits_of(text)
    expected = 11 - weighted(text, (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
    real = day_is_real(digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
    return len(text) if real and digits[12] == (0 if expected > 9 else expected) else 0


def brazilian_cpf(text: str) -> int:
    digits = digits_of(text)
    first = -weighted(text, (10, 9, 8, 7, 6, 5, 4, 3, 2)) % 11 % 10
    second = -weighted(text, (11, 10, 9, 8, 7, 6, 5, 4, 3, 2)) % 11 % 10
    return len(text) if len(set(digits)) > 1 and digits[9:] == (first, second) else 0


def us_ssn(text: str) -> int:
    chars = "".join(char for char in text if char.isdigit())
    area, group, serial = int(chars[:3]), int(chars[3:5]), int(chars[5:])
    return len(text) if area not in (0, 666) and area < 900 and group and serial else 0


def us_routing(text: str) -> int:
    return len(text) if weighted(text, (3, 7, 1) * 3, 10) == 0 else 0


def address_v4(text: str) -> int:
    """An address that tells something: not a mask, not this machine, not a version number."""
    written = text.split(".")
    parts = [int(part) for part in written]
    if any(part > 255 for part in parts) or any(str(int(part)) != part for part in written):
        return 0
    if parts[0] in (0, 127, 255) or max(parts) < 20 or parts[0] > 239:
        return 0
    return len(text)


def address_v6(text: str) -> int:
    try:
        address = ipaddress.IPv6Address(text)
    except ValueError:
        return 0
    groups = [group for group in text.split(":") if group]
    return 0 if address.is_loopback or address.is_unspecified or len(groups) < 3 else len(text)


def base58(text: str) -> int:
    """A Bitcoin address or key, by the hash at its end."""
    number = 0
    for char in text:
        number = number * 58 + _BASE58.index(char)
    data = number.to_bytes(40, "big").lstrip(b"\0")
    data = b"\0" * (len(text) - len(text.lstrip("1"))) + data
    hashed = hashlib.sha256(hashlib.sha256(data[:-4]).digest()).digest()
    return len(text) if len(data) >= 25 and hashed[:4] == data[-4:] else 0


def coordinates(text: str) -> int:
    north, east = (float(part) for part in text.replace(" ", "").split(","))
    return len(text) if abs(north) <= 90 and abs(east) <= 180 else 0
