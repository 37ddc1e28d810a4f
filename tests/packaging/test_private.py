"""Neither log nor bug report nor file name holds anything about a person."""

from __future__ import annotations

import logging
import stat
import sys
from pathlib import Path

import pytest

from permitdesk import errors, logs, paths

SECRET = "Gęśla-Jaźń"


def _failure() -> BaseException:
    surname = SECRET
    try:
        try:
            raise KeyError(surname)
        except KeyError as error:
            raise ValueError(f"cannot place {surname}") from error
    except ValueError as error:
        return error


def test_a_bug_report_names_places_and_types_but_no_values() -> None:
    report = errors.bug_report(_failure())
    assert SECRET not in report
    assert "ValueError" in report
    assert "KeyError" in report
    assert "_failure" in report
    assert str(Path.home()) not in report


def test_a_bug_report_ends_even_if_causes_go_in_a_circle() -> None:
    first, second = ValueError(), KeyError()
    first.__context__, second.__context__ = second, first
    assert errors.bug_report(first).count("builtins.") == 2


def test_the_error_being_handled_can_be_reported() -> None:
    assert errors.last_bug_report() == ""
    try:
        raise ValueError(SECRET)
    except ValueError:
        assert "ValueError" in errors.last_bug_report()


def _logged(folder: Path) -> str:
    return (folder / "permitdesk.log").read_text(encoding="utf-8")


def test_the_log_hides_words_and_keeps_numbers(tmp_path: Path) -> None:
    handler = logs.start(tmp_path)
    logger = logging.getLogger("permitdesk.test")
    try:
        logger.info("opened %s with %d journeys", SECRET, 12)
        logger.info("opened %(who)s", {"who": SECRET})
        logger.info("started")
        try:
            raise ValueError(SECRET)
        except ValueError:
            logger.exception("saving failed for %s", SECRET)
    finally:
        logs.stop(handler)
    text = _logged(tmp_path)
    assert SECRET not in text
    assert "with 12 journeys" in text
    assert "started" in text
    assert "builtins.ValueError" in text


def test_a_folder_that_cannot_be_written_means_no_log_and_no_error(tmp_path: Path) -> None:
    handler = logs.start(tmp_path / "missing")
    assert handler is None
    logs.stop(handler)


def test_files_have_fixed_names_below_the_chosen_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    assert paths.case_store_file() == tmp_path / "home" / "cases.sqlite3"
    assert paths.settings_file() == tmp_path / "home" / "settings.json"
    assert paths.log_dir() == tmp_path / "home" / "log"
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700


def test_without_a_chosen_home_the_folders_of_the_system_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    assert tmp_path in paths.data_dir().parents
    assert tmp_path in paths.log_dir().parents
