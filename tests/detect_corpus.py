"""Secrets as screens show them, made from a seed. None of them was ever anybody's.

`held_out` marks forms that were written down after the rules, and without looking at them.
"""

from __future__ import annotations

import base64
import hashlib
import random
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotate.detect.model import Kind

EACH = 8
B62 = string.ascii_letters + string.digits
HEX = "0123456789abcdef"


@dataclass(frozen=True)
class Positive:
    """A text, and what in it is secret."""

    kind: Kind
    text: str
    secret: str
    held_out: bool


Maker = Callable[[random.Random], tuple[str, str]]


def pick(dice: random.Random, alphabet: str, count: int) -> str:
    return "".join(dice.choice(alphabet) for _ in range(count))


def digits(dice: random.Random, count: int) -> str:
    return pick(dice, string.digits, count)


def luhn_digit(body: str) -> str:
    return next(str(end) for end in range(10) if _luhn_sum(body + str(end)) % 10 == 0)


def _luhn_sum(number: str) -> int:
    pairs = (divmod(int(d) * (1 + place % 2), 10) for place, d in enumerate(reversed(number)))
    return sum(tens + ones for tens, ones in pairs)


def card(dice: random.Random, prefix: str, length: int) -> str:
    body = prefix + digits(dice, length - len(prefix) - 1)
    return body + luhn_digit(body)


def spaced(number: str, *groups: int, by: str = " ") -> str:
    parts, at = [], 0
    for group in groups:
        parts.append(number[at : at + group])
        at += group
    return by.join(part for part in (*parts, number[at:]) if part)


def iban(dice: random.Random, country: str, body: str) -> str:
    moved = "".join(str(int(char, 36)) for char in body + country + "00")
    return f"{country}{98 - int(moved) % 97:02d}{body}"


def birthday(dice: random.Random) -> str:
    """Year, month and day, two digits each."""
    return f"{dice.randint(45, 99)}{dice.randint(1, 12):02d}{dice.randint(1, 28):02d}"


def date(dice: random.Random, form: str) -> str:
    names = ["January", "March", "April", "June", "July", "August", "October"]
    return form.format(
        d=dice.randint(1, 28),
        m=dice.randint(1, 12),
        y=dice.randint(1945, 2004),
        name=dice.choice(names),
    )


def person(dice: random.Random) -> tuple[str, str]:
    first = dice.choice(
        ["anna", "boris", "chloe", "dario", "elif", "farid", "greta", "hugo", "ines", "jonas"]
    )
    return first, dice.choice(
        ["keller", "moreau", "novak", "olsen", "petrov", "quist", "rossi", "schmidt", "tanaka"]
    )


def password(dice: random.Random) -> str:
    word = dice.choice(["Sommer", "Falcon", "river", "Zebra", "tulip", "Kaffee", "Orbit"])
    return f"{word}{dice.choice('!#_-.@')}{dice.randint(10, 9999)}"


def base58check(dice: random.Random, version: bytes, count: int) -> str:
    alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    data = version + dice.randbytes(count)
    data += hashlib.sha256(hashlib.sha256(data).digest()).digest()[:4]
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = alphabet[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def jwt(dice: random.Random) -> str:
    def part(text: str) -> str:
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    head = part('{"alg":"HS256","typ":"JWT"}')
    body = part(f'{{"sub":"{digits(dice, 8)}","iat":17{digits(dice, 8)}}}')
    return f"{head}.{body}.{pick(dice, B62 + '_-', 43)}"


def pem(dice: random.Random, kind: str, lines: int = 4) -> str:
    body = "\n".join(pick(dice, B62 + "+/", 64) for _ in range(lines))
    return f"-----BEGIN {kind}-----\n{body}\n-----END {kind}-----"


def steuer_id(dice: random.Random) -> str:
    while True:
        body = dice.sample("123456789", 9)
        body.insert(dice.randint(1, 9), dice.choice(body))
        product = 10
        for digit in body:
            product = ((int(digit) + product) % 10 or 10) * 2 % 11
        if max(body.count(d) for d in body) == 2:
            return "".join(body) + str((11 - product) % 10)


def nir(dice: random.Random) -> str:
    body = (
        f"{dice.randint(1, 2)}{dice.randint(50, 99)}{dice.randint(1, 12):02d}{dice.randint(10, 95)}"
        + digits(dice, 6)
    )
    return body + f"{97 - int(body) % 97:02d}"


def dni(dice: random.Random) -> str:
    number = dice.randint(10_000_000, 99_999_999)
    return f"{number}{'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}"


def pesel(dice: random.Random) -> str:
    body = f"{birthday(dice)}{digits(dice, 4)}"
    total = sum(int(d) * w for d, w in zip(body, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3), strict=True))
    return body + str(-total % 10)


def ahv(dice: random.Random) -> str:
    body = "756" + digits(dice, 9)
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(body))
    return spaced(body + str(-total % 10), 3, 4, 4, by=".")


def personnummer(dice: random.Random) -> str:
    body = f"{birthday(dice)}{digits(dice, 3)}"
    return f"{body[:6]}-{body[6:]}{luhn_digit(body)}"


def hetu(dice: random.Random) -> str:
    day = f"{dice.randint(1, 28):02d}{dice.randint(1, 12):02d}{dice.randint(45, 99)}"
    serial = f"{dice.randint(2, 899):03d}"
    return f"{day}-{serial}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(day + serial) % 31]}"


def belgian(dice: random.Random) -> str:
    body = f"{birthday(dice)}{dice.randint(1, 997):03d}"
    whole = f"{body}{97 - int(body) % 97:02d}"
    return f"{whole[:2]}.{whole[2:4]}.{whole[4:6]}-{whole[6:9]}.{whole[9:]}"


def cnp(dice: random.Random) -> str:
    day = birthday(dice)
    body = f"{dice.randint(1, 2)}{day}{dice.randint(1, 46):02d}{dice.randint(1, 999):03d}"
    rest = sum(int(d) * int(w) for d, w in zip(body, "279146358279", strict=True)) % 11
    return body + str(1 if rest == 10 else rest)


def isikukood(dice: random.Random) -> str:
    while True:
        body = f"{dice.randint(3, 4)}{birthday(dice)}{digits(dice, 3)}"
        rest = (
            sum(int(d) * w for d, w in zip(body, (1, 2, 3, 4, 5, 6, 7, 8, 9, 1), strict=True)) % 11
        )
        if rest < 10:
            return body + str(rest)


def ssn(dice: random.Random) -> str:
    return f"{dice.randint(100, 665)}-{dice.randint(10, 99)}-{dice.randint(1000, 9999)}"


def address_v4(dice: random.Random) -> str:
    first, rest = dice.choice((10, 84, 172, 192, 203)), [dice.randint(20, 254) for _ in range(3)]
    return ".".join(map(str, (first, *rest)))


def mac(dice: random.Random, by: str = ":") -> str:
    return by.join(pick(dice, HEX, 2) for _ in range(6))


def shown(form: str, make: Callable[[random.Random], str]) -> Maker:
    """A text in which `{}` stands for the secret."""

    def build(dice: random.Random) -> tuple[str, str]:
        secret = make(dice)
        return form.replace("{}", secret), secret

    return build


def positives(seed: int = 5) -> Iterator[Positive]:
    """All of them, the same for a seed."""
    from tests.detect_forms import HELD_OUT, KNOWN

    for forms, held_out in ((KNOWN, False), (HELD_OUT, True)):
        for kind, makers in forms.items():
            dice = random.Random(f"{seed} {kind} {held_out}")
            for number in range(EACH):
                text, secret = makers[number % len(makers)](dice)
                assert secret in text
                yield Positive(kind, text, secret, held_out)
