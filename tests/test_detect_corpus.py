"""What the detectors find in a corpus of secrets and of harmless strings."""

from __future__ import annotations

from collections import Counter

import pytest

from annotate.detect.model import Finding, Ready
from annotate.detect.names import AbsentNames
from annotate.detect.texts import text_detectors
from tests.detect_corpus import Positive, positives
from tests.detect_harmless import harmless

RECALL_MIN = 0.95
FALSE_ALARMS_MAX = 0.03
COVERED_MIN = 0.9


def found_in(text: str) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for detector in text_detectors(()):
        if isinstance(detector, AbsentNames):
            continue
        answer = detector.find(text)
        assert isinstance(answer, Ready), (detector.name, answer)
        found += answer.findings
    return tuple(found)


def is_found(one: Positive) -> bool:
    """Whether nearly all characters of the secret lie in findings, of whatever kind."""
    start = one.text.index(one.secret)
    covered = {
        place for finding in found_in(one.text) for place in range(finding.start, finding.end)
    }
    inside = sum(place in covered for place in range(start, start + len(one.secret)))
    return inside >= COVERED_MIN * len(one.secret)


def recall(which: list[Positive]) -> tuple[float, dict[str, str]]:
    hits = {id(one): is_found(one) for one in which}
    kinds = Counter(one.kind for one in which)
    by_kind = Counter(one.kind for one in which if hits[id(one)])
    return sum(hits.values()) / len(which), {k: f"{by_kind[k]}/{n}" for k, n in kinds.items()}


def test_the_corpus_is_as_large_as_promised() -> None:
    corpus = list(positives())

    assert len(corpus) >= 300
    assert len({one.kind for one in corpus}) >= 20
    assert sum(one.held_out for one in corpus) >= len(corpus) / 3
    assert len(set(harmless())) >= 200


def test_the_corpus_is_the_same_each_time() -> None:
    assert list(positives()) == list(positives())


def test_secrets_of_the_corpus_are_found() -> None:
    share, by_kind = recall(list(positives()))

    assert share >= RECALL_MIN, by_kind


def test_harmless_strings_raise_few_alarms() -> None:
    texts = harmless()

    alarms = [text for text in texts if found_in(text)]

    assert len(alarms) <= FALSE_ALARMS_MAX * len(texts), alarms


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(20))
def test_another_seed_gives_much_the_same(seed: int) -> None:
    share, by_kind = recall(list(positives(seed)))

    assert share >= RECALL_MIN, by_kind
