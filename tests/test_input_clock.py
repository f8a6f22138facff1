"""The X server's 32 bits of milliseconds become our nanoseconds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recorder.capture.clock_x11 import ServerClock

MS = 1_000_000
DAY_MS = 86_400_000


@given(st.integers(1, 1 << 40), st.integers(0, 20 * DAY_MS))
def test_the_same_clock_is_recognised_and_unwrapped(start_ms: int, later_ms: int) -> None:
    clock = ServerClock(start_ms % (1 << 32), start_ms * MS, start_ms * MS + 200_000)

    at_ns = clock.at_ns((start_ms + later_ms) % (1 << 32))

    assert clock.offset_ns == 0
    assert at_ns == (start_ms + later_ms) * MS + MS // 2


@given(st.integers(0, (1 << 32) - 1), st.integers(DAY_MS, 1 << 40))
def test_another_clock_is_mapped_by_its_offset(server_ms: int, ours_ms: int) -> None:
    clock = ServerClock(server_ms, ours_ms * MS, ours_ms * MS + MS)

    at_ns = clock.at_ns((server_ms + 1000) % (1 << 32))

    assert abs(at_ns - (ours_ms + 1000) * MS) <= 2 * MS


def test_an_event_older_than_the_latest_keeps_its_own_time() -> None:
    clock = ServerClock(1000, 1000 * MS, 1000 * MS)
    clock.at_ns(5000)

    assert clock.at_ns(4990) == 4990 * MS + MS // 2


def test_a_clock_that_went_astray_is_noticed_and_mapped_anew() -> None:
    clock = ServerClock(1000, 1000 * MS, 1000 * MS)

    fine = clock.check(2000, 2000 * MS, 2001 * MS)
    error_ns = clock.check(3500, 3000 * MS, 3001 * MS)

    assert fine == 0
    assert abs(error_ns) > 400 * MS
    assert abs(clock.at_ns(3600) - 3100 * MS) <= 2 * MS
