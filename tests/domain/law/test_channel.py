"""Where an application goes, and what a paper case is not told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from permitdesk.domain.case import FilingRecord, Person, Tri
from permitdesk.domain.dossier import SigningResult
from permitdesk.domain.law.channel import channel_of, channel_warnings, for_channel, signing_on_paper
from permitdesk.domain.law.rules import Channel, ChannelRule, Family, Route
from permitdesk.domain.law.warnings import warn
from tests.domain.law.builders import EXPIRED, SOURCE, TODAY, case_with

RULES = (
    ChannelRule("mos_temporary", Channel.MOS, "place_of_stay", SOURCE, (Family.TEMPORARY,)),
    ChannelRule("mos_permanent", Channel.MOS, "place_of_stay", SOURCE, (Family.PERMANENT,)),
    ChannelRule(
        "paper_host", Channel.PAPER_HOST, "seat_of_host", SOURCE, (Family.TEMPORARY,), (), ("form_host",)
    ),
    ChannelRule("paper_sponsor", Channel.PAPER_SPONSOR, "place_of_sponsor", EXPIRED, (Family.TEMPORARY,)),
    ChannelRule(
        "paper_change", Channel.PAPER_HOLDER, "place_of_stay_paper", SOURCE, (), ("change",), ("form_change",)
    ),
    ChannelRule("not_mos", Channel.NOT_MOS, "", replace(SOURCE, article="art. 106c")),
)


def route(**parts: Any) -> Route:
    blank: dict[str, Any] = dict.fromkeys(
        ("questions", "requirements", "bars", "refusal_grounds", "documents", "fees", "notes"), ()
    )
    blank |= {"id": "r", "family": Family.TEMPORARY, "order": 1, "channel": Channel.MOS, "provenance": SOURCE}
    return Route(**(blank | parts))


def test_without_a_permit_the_general_way_is_told() -> None:
    found = channel_of(None)
    assert (found.channel, found.where, found.paper_set) == ("mos", (), ())
    assert [s.text for s in found.explanation] == ["channel.general", "channel.wrong_channel"]


def test_an_application_in_mos_is_told_what_another_way_does_and_whose_place_decides() -> None:
    at_home = case_with(person=Person(voivodeship="mazowieckie"))
    found = channel_of(route(), RULES, at_home, TODAY)
    assert [s.text for s in found.explanation] == ["channel.mos_temporary", "channel.wrong_channel"]
    assert [s.text for s in found.where] == [
        "channel_where.place_of_stay",
        "channel_where.told",
        "channel_where.wrong_voivodeship",
    ]
    assert found.citations == (SOURCE.citation(),)
    unknown = channel_of(route(), RULES, case_with(), TODAY)
    assert "channel_where.told" not in [s.text for s in unknown.where]


def test_each_family_has_its_own_articles() -> None:
    permanent = route(family=Family.PERMANENT)
    assert channel_of(permanent, RULES, None, TODAY).rule == "mos_permanent"


def test_the_seat_of_the_receiving_entity_decides_and_nobodys_place_of_stay() -> None:
    case = case_with(person=Person(voivodeship="mazowieckie"))
    found = channel_of(route(channel=Channel.PAPER_HOST), RULES, case, TODAY)
    assert [s.text for s in found.where] == ["channel_where.seat_of_host"]
    assert [s.text for s in found.paper_set] == ["channel_set.form_host"]
    assert [s.text for s in found.explanation] == ["channel.paper_host", "channel.not_in_mos"]


def test_a_permit_with_a_rule_of_its_own_gets_that_one() -> None:
    found = channel_of(route(id="change", channel=Channel.PAPER_HOLDER), RULES, None, TODAY)
    assert found.rule == "paper_change"
    other = channel_of(route(id="other", channel=Channel.PAPER_HOLDER), RULES, None, TODAY)
    assert (other.rule, [s.text for s in other.explanation]) == ("", ["channel.plain_paper_holder"])


def test_a_rule_out_of_force_says_only_the_plain_way() -> None:
    found = channel_of(route(channel=Channel.PAPER_SPONSOR), RULES, None, TODAY)
    assert [s.text for s in found.explanation] == ["channel.plain_paper_sponsor"]


def test_another_procedure_is_explained_by_its_own_source() -> None:
    found = channel_of(route(channel=Channel.NOT_MOS), RULES, None, TODAY)
    assert (found.channel, found.where) == ("not_mos", ())
    assert found.citations == (SOURCE.citation(),)
    assert [(w.id, w.severity) for w in channel_warnings(found, case_with())] == [("not_in_mos", "red")]


@pytest.mark.parametrize(
    "filing", [FilingRecord(sent_on=TODAY), FilingRecord(upo_received=Tri.YES)], ids=["sent", "upo"]
)
def test_what_was_sent_in_mos_for_a_paper_case_is_a_red_flag(filing: FilingRecord) -> None:
    channel = channel_of(route(channel=Channel.PAPER_HOST), RULES, None, TODAY)
    found = channel_warnings(channel, case_with(filing=filing))
    assert [(w.id, w.severity) for w in found] == [
        ("sent_in_mos_but_paper", "red"),
        ("on_paper_host", "amber"),
    ]
    assert [w.id for w in channel_warnings(channel, case_with())] == ["on_paper_host"]
    assert channel_warnings(channel_of(route(), RULES, None, TODAY), case_with(filing=filing)) == ()


def test_a_paper_case_is_told_nothing_about_mos() -> None:
    flags = (
        warn("no_upo", "red"),
        warn("no_trusted_profile", "amber"),
        warn("stay_ends", "amber", day=TODAY, days=0),
        warn("rules_old", "amber", days=61, verified_on=TODAY),
    )
    paper = channel_of(route(channel=Channel.PAPER_HOST), RULES, None, TODAY)
    kept = for_channel(flags, paper)
    assert [w.id for w in kept] == ["stay_ends", "rules_old"]
    today = kept[0].today
    assert today is not None
    assert today.text == "warning_today.stay_ends_on_paper"
    assert for_channel(flags, channel_of(route(), RULES, None, TODAY)) == flags


def test_no_electronic_signature_can_be_wrong_on_paper() -> None:
    wrong = SigningResult(("applicant",), ("trusted",), "attorney", "none", "wrong_signer", (), ())
    paper = channel_of(route(channel=Channel.PAPER_HOST), RULES, None, TODAY)
    found = signing_on_paper(paper, wrong)
    assert (found.result, found.required_signers, found.named_signer) == ("on_paper", (), "attorney")
    assert found.explanation[0].text == "signing.on_paper_host"
    other = signing_on_paper(channel_of(route(channel=Channel.NOT_MOS), RULES, None, TODAY), wrong)
    assert (other.result, other.explanation[0].text) == ("unknown", "signing.on_not_mos")
