"""Opening records on demand: the survey sees what a full walk sees, the keeper opens any record."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from recorder.errors import CandorError, Damaged, WrongUse
from recorder.session.codec import decode_events
from recorder.session.columns import Columns
from recorder.session.layout import RecordType
from recorder.session.scan import Scanner, SessionState
from recorder.session.survey import survey
from recorder.vault import keeper_client
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.unlock import Unlock
from replay.player_track import all_events
from tests.conftest import PASSPHRASE
from tests.player_sessions import consented, write_session

EVENTS = (RecordType.EVENTS,)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Path]:
    folder = tmp_path_factory.mktemp("survey")
    passphrase = folder / "passphrase"
    passphrase.touch(mode=0o600)
    passphrase.write_text(PASSPHRASE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CANDOR_PASSPHRASE_FILE", str(passphrase))
        home = Home(folder / "candor")
        consented(home)
        return home, write_session(home)


@pytest.fixture
def keeper(recorded: tuple[Home, Path]):
    with Keeper(recorded[0]) as keeper:
        keeper.unlock(Unlock.default())
        yield keeper


def walked(path: Path) -> tuple[SessionState, int, bool]:
    """State, records and whether something is wrong, as the full walk has it."""
    with Scanner(path) as scanner:
        try:
            for _ in scanner.records():
                pass
        except CandorError:
            return SessionState.DAMAGED, scanner.records_read, True
        return scanner.state, scanner.records_read, False


def surveyed(path: Path) -> tuple[SessionState, int, bool]:
    found = survey(path)
    return found.state, len(found.spots), found.problem is not None


def test_a_survey_finds_what_a_full_walk_finds(recorded: tuple[Home, Path]) -> None:
    assert surveyed(recorded[1]) == walked(recorded[1])
    assert surveyed(recorded[1])[0] is SessionState.COMPLETE


def test_a_cut_session_is_interrupted_at_every_length(
    recorded: tuple[Home, Path], tmp_path: Path
) -> None:
    raw, copy = recorded[1].read_bytes(), tmp_path / "cut.candor"
    head = survey(recorded[1]).head.size
    for length in random.Random(1).sample(range(head, len(raw)), 12):
        copy.write_bytes(raw[:length])
        assert surveyed(copy) == walked(copy)
        assert surveyed(copy)[0] is SessionState.INTERRUPTED


def test_an_altered_byte_of_content_ends_a_survey_where_it_ends_a_walk(
    recorded: tuple[Home, Path], tmp_path: Path
) -> None:
    raw, copy = bytearray(recorded[1].read_bytes()), tmp_path / "altered.candor"
    for spot in random.Random(2).sample(survey(recorded[1]).spots, 8):
        altered = bytearray(raw)
        altered[spot.offset + spot.length // 2 + 24] ^= 1
        copy.write_bytes(altered)
        assert surveyed(copy) == walked(copy)
        assert surveyed(copy) == (SessionState.DAMAGED, survey(recorded[1]).spots.index(spot), True)


def test_bytes_behind_the_end_are_damage(recorded: tuple[Home, Path], tmp_path: Path) -> None:
    copy = tmp_path / "longer.candor"
    copy.write_bytes(recorded[1].read_bytes() + b"x")

    assert surveyed(copy) == walked(copy)
    assert surveyed(copy)[2]


def test_the_keeper_opens_any_record_and_the_same_as_from_start_to_end(
    keeper: Keeper, recorded: tuple[Home, Path]
) -> None:
    in_order = [record.payload for record in keeper.read_session(recorded[1])]
    opened = keeper.survey(recorded[1])
    places = list(range(len(in_order)))
    random.Random(3).shuffle(places)

    assert list(opened.read(places)) == [in_order[place] for place in places]
    assert opened.contents.types[0] is RecordType.META
    assert opened.contents.types[-1] is RecordType.END
    opened.close()


def test_reading_that_is_left_in_the_middle_confuses_nothing(
    keeper: Keeper, recorded: tuple[Home, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper_client, "AT_ONCE", 2)
    opened, other = keeper.survey(recorded[1]), keeper.survey(recorded[1])
    everything = list(opened.read(range(9)))

    begun = opened.read(range(9))
    assert [next(begun), next(begun)] == everything[:2]
    assert list(other.read([7, 8])) == everything[7:9]
    assert list(begun) == everything[2:]
    next(opened.read(range(9)))
    opened.close()
    assert keeper.process_state()[1] > 0


def test_a_closed_session_and_a_place_that_is_not_there_are_refused(
    keeper: Keeper, recorded: tuple[Home, Path]
) -> None:
    opened = keeper.survey(recorded[1])
    with pytest.raises(WrongUse):
        list(opened.read([len(opened.contents.types)]))
    opened.close()
    with pytest.raises(WrongUse, match="not open"):
        list(opened.read([0]))


def test_a_session_that_changes_while_it_is_open_is_noticed(
    keeper: Keeper, recorded: tuple[Home, Path], tmp_path: Path
) -> None:
    copy = tmp_path / recorded[1].name
    raw = bytearray(recorded[1].read_bytes())
    copy.write_bytes(raw)
    opened, spot = keeper.survey(copy), survey(copy).spots[3]
    raw[spot.offset + 60] ^= 1
    copy.write_bytes(raw)

    assert next(opened.read([2]))
    with pytest.raises(Damaged, match="while it was open"):
        list(opened.read([3]))
    opened.close()


def test_only_the_beginning_is_looked_at_where_that_is_asked(
    keeper: Keeper, recorded: tuple[Home, Path]
) -> None:
    opened = keeper.survey(recorded[1], records_max=3)

    assert len(opened.contents.types) == 3
    assert len(list(opened.read(range(3)))) == 3
    opened.close()


def test_columns_hold_the_same_events_as_the_codec(
    keeper: Keeper, recorded: tuple[Home, Path]
) -> None:
    opened = keeper.survey(recorded[1])
    payloads = list(opened.read(opened.contents.places(*EVENTS)))
    opened.close()
    columns = Columns()
    for payload in payloads:
        columns.take(payload)

    expected = [event for payload in payloads for event in decode_events(payload)]
    assert list(all_events(columns)) == expected
    assert len(columns) == len(expected)
    assert len(columns.move_seq) > len(columns.others) / 4


def test_many_small_seals_open_at_once_and_a_foreign_one_stays_shut(keeper: Keeper) -> None:
    sealed = [(f"place {n}", keeper.seal(f"place {n}", bytes(3000 + n))) for n in range(300)]
    sealed[7] = ("another place", sealed[7][1])

    opened = keeper.open_many(sealed)

    assert opened[7] is None
    assert all(blob == bytes(3000 + n) for n, blob in enumerate(opened) if n != 7)
