"""Kelompok Selapanan as the catalogue knows it. What is written here of how a group works is our proposal."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tuntas.casework.terms import Promise
from tuntas.catalogue.terms import Axis, Card, Indicator, Module, Readiness, Setting, SettingKind
from tuntas.people.models import Person
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.places.terms import Level
from tuntas.services.selapanan.actions.sample import sample
from tuntas.services.selapanan.actions.telling import daily
from tuntas.services.selapanan.flow import FINDING, MEETING
from tuntas.services.selapanan.flow.parts import parts_at
from tuntas.services.selapanan.queries.groups import waits_at
from tuntas.services.selapanan.terms import QUORUM, REMIND_DAYS, Part


def card(place: Place, person: Person | None, now: datetime) -> Card | None:
    """Who runs the meetings sees what waits, everybody else when the groups meet."""
    href = reverse("selapanan:home", args=[place.code])
    if person is not None and Part.RUNNER in parts_at(person, place, now):
        number = waits_at(place, now)
        return Card(
            href, _("Selapanan groups"), _("Meetings and answers that wait"), number, "wait" if number else "ok"
        )
    return Card(href, _("Selapanan groups"), _("When the groups of the village meet"))


MODULE = Module(
    key="selapanan",
    name=_("Selapanan groups"),
    summary=_(
        "Groups of villagers, women first, who meet on the same Javanese day every 35 days, find who was left behind,"
        " pass it on to who can help, and hear at the next meeting what came of it."
    ),
    prefix="selapanan",
    urls="tuntas.services.selapanan.urls",
    levels=frozenset({Level.VILLAGE, Level.REGENCY}),
    promise=Promise(days=None, cost=0, visits=1),
    roles=frozenset({Role.VOLUNTEER, Role.VILLAGE_OFFICER, Role.BPD_MEMBER, Role.LEADER, Role.REGENCY_TEAM}),
    flows=(MEETING, FINDING),
    readiness=(
        Readiness("agreement", Axis.COMMITMENT, _("The village has agreed with the group, in a decree or in writing")),
        Readiness("regulation", Axis.REGULATION, _("A village regulation or decree names the group")),
        Readiness("budget", Axis.BUDGET, _("A small line of the village budget carries meetings and companions")),
        Readiness("facilitator", Axis.PEOPLE, _("A facilitator with an account goes to the meetings")),
        Readiness("links", Axis.PEOPLE, _("The village council and the document desk each name a link person")),
        Readiness("agenda", Axis.SOP, _("The group knows the standing agenda and the paper sheets")),
        Readiness("answers", Axis.MONITORING, _("Those who take findings have promised to answer in time")),
    ),
    indicators=(
        Indicator("held", _("Meetings held of those that were due"), "%", "more"),
        Indicator("women", _("Women among those who came"), "%", "more"),
        Indicator("passed_on", _("Findings passed on"), _("findings"), "more"),
        Indicator("told", _("Findings whose answer was told to the group"), "%", "more"),
    ),
    settings=(
        Setting("remind_days", _("Days before a meeting on which members with an account are reminded"),
                SettingKind.NUMBER, REMIND_DAYS),
        Setting("quorum", _("Share of members that should come, in percent"), SettingKind.NUMBER, QUORUM,
                hint=_("Only shown. Our proposal: no regulation we know names one.")),
    ),
    asks=_("Everybody of the village may come; a telephone or an account is not needed."),
    home="selapanan:home",
    innovations=("kelompok-selapanan",),
    public=frozenset({"home", "feed"}),
    card=card,
    sample=sample,
    daily=daily,
)  # fmt: skip
