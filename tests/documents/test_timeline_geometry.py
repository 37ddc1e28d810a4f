from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest

from permitdesk.documents.timeline_geometry import Geometry, MarkerKind, Pattern, build_geometry
from permitdesk.domain.dossier import TimelineSpan, TimelineView
from tests.documents import factory

TODAY = date(2026, 11, 21)


def view(*spans: tuple[str, date, date]) -> TimelineView:
    return TimelineView(
        tuple(TimelineSpan(lane, "ordinary", first, last, True) for lane, first, last in spans), ()
    )


def drawn(found: Geometry | None) -> Geometry:
    assert found is not None
    return found


def test_nothing_entered_gives_no_picture() -> None:
    assert build_geometry(TimelineView((), ()), (), TODAY) is None


def test_the_geometry_needs_no_pdf_engine() -> None:
    code = "import sys, permitdesk.documents.timeline_geometry; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_position_lies_on_the_strip_and_a_day_has_a_width() -> None:
    found = drawn(build_geometry(view(("absence", TODAY, TODAY)), (), TODAY))
    bar = found.lanes[0].bars[0]
    assert 0 <= bar.left < bar.right <= 1
    assert bar.days == 1
    assert bar.right - bar.left == pytest.approx(1 / ((found.last - found.first).days + 1), abs=1e-5)


def test_overlapping_spans_stand_on_rows_of_their_own() -> None:
    day = date(2026, 1, 1)
    found = drawn(
        build_geometry(
            view(
                ("status", day, day + timedelta(30)),
                ("status", day + timedelta(30), day + timedelta(60)),
                ("status", day + timedelta(31), day + timedelta(40)),
            ),
            (),
            TODAY,
        )
    )
    assert [bar.row for bar in found.lanes[0].bars] == [0, 1, 0]
    assert found.lanes[0].rows == 2


def test_markers_that_would_touch_stand_on_different_levels() -> None:
    found = drawn(
        build_geometry(
            view(("status", date(2016, 1, 1), TODAY)),
            (),
            TODAY,
            last_legal_day=TODAY + timedelta(1),
            earliest_safe=TODAY + timedelta(2),
            earliest_lenient=date(2017, 1, 1),
        )
    )
    levels = {marker.kind: marker.level for marker in found.markers}
    near = (MarkerKind.TODAY, MarkerKind.LAST_LEGAL_DAY, MarkerKind.EARLIEST_SAFE)
    assert len({levels[kind] for kind in near}) == 3
    assert levels[MarkerKind.EARLIEST_LENIENT] == 0
    assert found.label_levels == 3


def test_equal_safe_and_lenient_days_are_one_marker() -> None:
    spans = view(("status", date(2024, 1, 1), TODAY))
    found = drawn(build_geometry(spans, (), TODAY, earliest_safe=TODAY, earliest_lenient=TODAY))
    assert MarkerKind.EARLIEST_LENIENT not in {m.kind for m in found.markers}


def test_dates_far_ahead_do_not_squeeze_the_picture() -> None:
    spans = view(("status", date(2024, 1, 1), date(2090, 1, 1)))
    found = drawn(build_geometry(spans, (), TODAY, earliest_safe=date(2080, 1, 1)))
    assert found.last < date(2032, 1, 1)
    assert found.lanes[0].bars[0].right == 1


def test_absences_take_their_pattern_from_the_grade() -> None:
    evidence = factory.evidence()
    spans = view(
        ("absence", date(2018, 1, 3), date(2018, 1, 20)), ("absence", date(2020, 1, 3), date(2020, 1, 20))
    )
    found = drawn(build_geometry(spans, (evidence,), TODAY))
    assert [bar.pattern for bar in found.lanes[0].bars] == [Pattern.LIGHT, Pattern.HATCH]
    assert found.windows[0].first == evidence.window_first


def test_stay_that_is_not_legal_is_crossed_out() -> None:
    span = TimelineSpan("status", "illegal", date(2025, 1, 1), date(2025, 2, 1), False)
    found = drawn(build_geometry(TimelineView((span,), ()), (), TODAY))
    assert found.lanes[0].bars[0].pattern is Pattern.CROSS


def test_the_axis_shows_months_of_a_short_and_years_of_a_long_timeline() -> None:
    short = drawn(build_geometry(view(("status", date(2026, 6, 1), TODAY)), (), TODAY))
    assert {tick.text for tick in short.ticks} >= {"07.2026", "10.2026"}
    long = drawn(build_geometry(view(("status", date(1990, 6, 1), TODAY)), (), TODAY))
    assert len(long.ticks) <= 13
    assert all(len(tick.text) == 4 for tick in long.ticks)
