"""Tone and sign of each verdict; apart from the tones, because the first screen shows no verdict."""

from __future__ import annotations

from permitdesk.domain.law.findings import Verdict
from permitdesk.ui.widgets.tones import Sign, Tone

TONE_OF_VERDICT = {
    Verdict.MET: Tone.GOOD,
    Verdict.NOT_MET: Tone.RED,
    Verdict.TOO_EARLY: Tone.AMBER,
    Verdict.UNKNOWN: Tone.INFO,
    Verdict.NEEDS_OFFICE: Tone.AMBER,
}
SIGN_OF_VERDICT = {
    Verdict.MET: Sign.CHECK,
    Verdict.NOT_MET: Sign.CROSS,
    Verdict.TOO_EARLY: Sign.CLOCK,
    Verdict.UNKNOWN: Sign.QUESTION,
    Verdict.NEEDS_OFFICE: Sign.OFFICE,
}
