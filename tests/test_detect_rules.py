"""Detectors of text: what they answer to odd, long and hostile texts, and what they never say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.detect import checks
from annotate.detect.model import Detector, Finding, Kind, Ready, Sighting, Task, Unavailable
from annotate.detect.names import AbsentNames, ModelNames, names_detector
from annotate.detect.phones import PhoneDetector
from annotate.detect.rules import TEXT_MAX, PatternDetector, Rule
from annotate.detect.texts import text_detectors
from annotate.detect.words import WORDS_MAX, WordDetector, read_words
from recorder.errors import WrongUse

HOSTILE = (
    "a" * 200_000, "1 " * 50_000, "@" * 100_000, "aA1" * 60_000, "password=" * 20_000,
    "-----BEGIN PRIVATE KEY-----" * 5_000, "4111 1111 1111 111 " * 3_000, "\x00" * 50_000,
    "\U0001f600" * 50_000, "(" * 50_000, "DE" * 50_000, "1.1.1.1" * 8_000,
)  # fmt: skip


def detectors(*words: str) -> list[Detector]:
    return [one for one in text_detectors(words) if not isinstance(one, AbsentNames)]


def secrets_in(text: str, *words: str) -> set[str]:
    found: set[str] = set()
    for detector in detectors(*words):
        answer = detector.find(text)
        assert isinstance(answer, Ready)
        found |= {text[one.start : one.end] for one in answer.findings}
    return found


@pytest.mark.parametrize(
    ("check", "number"),
    [
        (checks.card, "4111 1111 1111 1111"), (checks.german_tax, "86095742719"),
        (checks.german_insurance, "15070649C103"), (checks.french_nir, "255081416802538"),
        (checks.spanish_id, "12345678Z"), (checks.italian_fiscal, "RSSMRA85T10A562S"),
        (checks.dutch_bsn, "111222333"), (checks.belgian_national, "85.07.30-033.28"),
        (checks.polish_pesel, "44051401359"), (checks.nhs, "943 476 5919"),
        (checks.swedish_personal, "811218-9876"), (checks.finnish_hetu, "131052-308T"),
        (checks.norwegian_number, "17054026641"), (checks.swiss_ahv, "756.9217.0769.85"),
        (checks.austrian_insurance, "1237 010180"), (checks.czech_number, "710319/2745"),
        (checks.irish_pps, "1234567FA"), (checks.romanian_cnp, "1800101221144"),
        (checks.bulgarian_egn, "7523169263"), (checks.baltic_code, "37605030299"),
        (checks.croatian_oib, "33392005961"), (checks.brazilian_cpf, "123.456.789-09"),
        (checks.us_routing, "021000021"), (checks.portuguese_nif, "123456789"),
        (checks.base58, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    ],
)  # fmt: skip
def test_published_examples_pass_and_one_changed_digit_does_not(
    check: checks.Check, number: str
) -> None:
    place = next(at for at in range(len(number) - 1, 0, -1) if number[at].isdigit())
    changed = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]

    assert check(number) == len(number)
    assert check(changed) == 0


def test_an_iban_ends_where_its_country_says() -> None:
    assert secrets_in("DE89 3704 0044 0532 0130 00 BIC COBADEFF") == {"DE89 3704 0044 0532 0130 00"}


def test_a_number_beside_a_date_is_found_whole() -> None:
    assert "4111 1111 1111 1111" in secrets_in("2026-11-25 4111 1111 1111 1111 12")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_get_an_answer(text: str) -> None:
    for detector in detectors("Keller"):
        assert isinstance(detector.find(text), Ready | Unavailable)


def test_a_text_beyond_the_bound_is_refused_and_not_half_read() -> None:
    text = "x" * (TEXT_MAX + 1)

    answers = [detector.find(text) for detector in detectors("Keller")]

    assert all(isinstance(answer, Unavailable) for answer in answers)


def test_a_secret_across_two_windows_is_found() -> None:
    for before in (12_270, 12_285, 16_380):
        text = " " * before + "4111 1111 1111 1111" + " " * 20_000
        assert "4111 1111 1111 1111" in secrets_in(text)


@given(st.text(max_size=200))
def test_findings_lie_inside_their_text(text: str) -> None:
    for detector in detectors("ab", "Acme"):
        answer = detector.find(text)
        assert isinstance(answer, Ready), answer
        assert all(0 <= one.start < one.end <= len(text) for one in answer.findings)


def test_a_rule_that_breaks_is_unavailable_and_not_empty() -> None:
    broken = PatternDetector("broken", (Rule(Kind.EMAIL, "a", 1.0, lambda text: 1 // 0),))

    answer = broken.find("a")

    assert answer == Unavailable("broken", "A rule ended with ZeroDivisionError.")


def test_words_of_the_list_are_found_in_any_case_and_spacing() -> None:
    found = secrets_in("Mail to ANNA   schmidt and Al, not also", "Anna Schmidt", "al")

    assert {"ANNA   schmidt", "Al"} <= found
    assert "al" not in found


@pytest.mark.parametrize(
    "text", ["x\n", "a" * 300, "\n".join(f"word{n}" for n in range(WORDS_MAX + 1))]
)
def test_a_list_that_cannot_work_is_refused(text: str) -> None:
    with pytest.raises(WrongUse):
        read_words(text)


def test_a_list_does_not_show_when_it_is_printed() -> None:
    assert "Keller" not in repr(WordDetector(("Keller",)))
    assert "Keller" not in repr(Sighting(Task(), Finding(Kind.WORD, 0, 6, "x"), "Keller"))


def test_names_without_a_model_are_said_to_be_missing(tmp_path: Path) -> None:
    assert isinstance(names_detector(None).find("Anna"), Unavailable)
    assert isinstance(names_detector(tmp_path / "none").find("Anna"), Unavailable)
    (tmp_path / "model").touch()
    assert isinstance(names_detector(tmp_path / "model").find("Anna"), Unavailable)


def test_a_model_that_answers_off_the_text_is_unavailable() -> None:
    def off(text: str) -> tuple[Finding, ...]:
        return (Finding(Kind.NAME, 0, len(text) + 1, "names"),)

    assert isinstance(ModelNames(off).find("Anna"), Unavailable)


def test_telephone_numbers_are_not_orders_or_dates() -> None:
    for text in ("Order 4915112345678", "25.11.2026", "302-4471982-1183541"):
        assert PhoneDetector().find(text) == Ready(())
