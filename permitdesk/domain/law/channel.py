"""Through which channel an application goes. Decided before anything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from permitdesk.domain.case import Case, Tri
from permitdesk.domain.dossier import ChannelResult, SigningResult, Warning
from permitdesk.domain.law.findings import Statement, TextRef, say
from permitdesk.domain.law.rules import Channel, ChannelRule, Family, Route
from permitdesk.domain.law.warnings import warn

#: texts of ``where`` for applications that the person's own place of stay decides
_OWN_PLACE = frozenset({"place_of_stay", "place_of_stay_paper"})

#: flags about MOS, its account, its draft and its receipt, which a paper case has not
MOS_FLAGS = frozenset(
    {
        "no_upo",
        "signature_of_another",
        "draft_deleted_soon",
        "no_pesel",
        "no_trusted_profile",
        "no_e_delivery",
        "wrong_signer",
        "wrong_signature",
    }
)

#: flags whose advice is to file in MOS now
_FILE_NOW = frozenset({"stay_ends", "stay_ends_soon"})


def channel_of(
    route: Route | None, rules: tuple[ChannelRule, ...] = (), case: Case | None = None, on: date = date.max
) -> ChannelResult:
    """Where ``route`` is filed and by whom on the day ``on``; without a route what holds for all (MOS).

    ``where`` names the voivode by the rule of competence (art. 104, 201, 218) and, if the place of
    stay decides, the voivodeship told in ``case``. A route whose rule is not there is told by the
    plain words of its channel.
    """
    if route is None:
        return ChannelResult(Channel.MOS.value, (say("channel.general"), say("channel.wrong_channel")), ())
    rule = _rule_of(route, rules, on)
    if rule is None:
        plain = (say(f"channel.plain_{route.channel.value}"),)
        return ChannelResult(route.channel.value, plain, (route.provenance.citation(),))
    explanation = [say(f"channel.{rule.id}")]
    if rule.channel is Channel.MOS:
        # What becomes of another way is a rule of the Act on Foreigners (art. 106c(5)).
        explanation += () if rule.own_form else (say("channel.wrong_channel"),)
    elif rule.channel is not Channel.NOT_MOS:
        explanation.append(say("channel.not_in_mos"))
    cited = route.provenance if rule.channel is Channel.NOT_MOS else rule.provenance
    return ChannelResult(
        rule.channel.value,
        tuple(explanation),
        (cited.citation(),),
        tuple(say(f"channel_set.{part}") for part in rule.paper_set),
        _where(rule, case),
        rule.id,
        rule.own_form,
    )


def channel_key(route: Route, rules: tuple[ChannelRule, ...]) -> tuple[Channel, Family, str]:
    """Equal for routes of one case that are filed alike; ``rules`` are those for its family and channel.

    A route of its own has its id in it: one named by a rule, one with no rule, and another procedure,
    which is cited by the route itself.
    """
    shared = route.channel is not Channel.NOT_MOS and bool(rules)
    if shared and not any(route.id in rule.routes for rule in rules):
        return route.channel, route.family, ""
    return route.channel, route.family, route.id


def _rule_of(route: Route, rules: tuple[ChannelRule, ...], on: date) -> ChannelRule | None:
    """The rule for this permit alone, else the one for its family."""
    family = None
    for rule in rules_of(route, rules, on):
        if route.id in rule.routes:
            return rule
        if family is None and not rule.routes:
            family = rule
    return family


def rules_of(route: Route, rules: tuple[ChannelRule, ...], on: date) -> tuple[ChannelRule, ...]:
    """Those of ``rules`` in force that may hold for permits of the family and channel of ``route``."""
    return tuple(
        rule
        for rule in rules
        if rule.channel is route.channel
        and rule.provenance.covers(on)
        and (rule.routes or not rule.families or route.family in rule.families)
    )


def _where(rule: ChannelRule, case: Case | None) -> tuple[Statement, ...]:
    if not rule.where:
        return ()
    found = [say(f"channel_where.{rule.where}")]
    if rule.where in _OWN_PLACE:
        if case is not None and case.person.voivodeship:
            place = TextRef(f"voivodeship.{case.person.voivodeship}")
            found.append(say("channel_where.told", voivodeship=place))
        found.append(say("channel_where.wrong_voivodeship"))
    return tuple(found)


def channel_warnings(channel: ChannelResult, case: Case) -> tuple[Warning, ...]:
    """A paper case is said to be one; what was sent in MOS for it is no application of the right person."""
    kind = Channel(channel.channel)
    if kind is Channel.MOS:
        return ()
    if kind is Channel.NOT_MOS:
        return (warn("not_in_mos", "red", channel.citations),)
    found = [warn(f"on_{kind.value}", "amber", channel.citations)]
    if case.filing.sent_on is not None or case.filing.upo_received is Tri.YES:
        found.insert(0, warn("sent_in_mos_but_paper", "red", channel.citations))
    return tuple(found)


def for_channel(found: tuple[Warning, ...], channel: ChannelResult) -> tuple[Warning, ...]:
    """Flags of a case as they read for the chosen permit: a paper case is told nothing about MOS."""
    if channel.channel == Channel.MOS:
        return found
    kept = [flag for flag in found if flag.id not in MOS_FLAGS]
    return tuple(
        replace(flag, today=Statement("warning_today.stay_ends_on_paper", flag.text.params))
        if flag.id in _FILE_NOW
        else flag
        for flag in kept
    )


def signing_on_paper(channel: ChannelResult, signing: SigningResult) -> SigningResult:
    """Who signs a paper application: no electronic signature is asked for, so none can be wrong.

    Of another procedure nothing is known here, so its result stays unknown.
    """
    return SigningResult(
        (),
        (),
        signing.named_signer,
        signing.named_signature,
        "unknown" if channel.channel == Channel.NOT_MOS else "on_paper",
        (say(f"signing.on_{channel.channel}"),),
        channel.citations,
    )
