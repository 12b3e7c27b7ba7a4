"""LABKD as the catalogue knows it: two lines of one service, population documents and village letters."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tuntas.casework.terms import Promise
from tuntas.catalogue.terms import Axis, Card, Indicator, Module, Readiness, Setting, SettingKind
from tuntas.people.models import Person
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.places.terms import Level
from tuntas.services.labkd.actions.sample import sample
from tuntas.services.labkd.flow import LETTER
from tuntas.services.labkd.queries.letters import waits_at
from tuntas.services.labkd.rules.access import works_at


def card(place: Place, person: Person | None, now: datetime) -> Card | None:
    """The office sees what waits, everybody else where to ask for a letter."""
    if person is not None and works_at(person, place, now):
        number = waits_at(place)
        return Card(
            reverse("labkd:letters", args=[place.code]),
            _("Village letters"),
            _("Letters on their way"),
            number,
            "wait" if number else "ok",
        )
    return Card(reverse("labkd:home", args=[place.code]), _("Village letters"), _("Ask for a letter from home"))


MODULE = Module(
    key="labkd",
    name=_("Population documents and village letters (LABKD)"),
    summary=_(
        "The village helps with population documents, which the civil registry issues, and writes the letters that lie"
        " in its own authority: asked for from home, checked, signed and sealed."
    ),
    prefix="labkd",
    urls="tuntas.services.labkd.urls",
    levels=frozenset({Level.VILLAGE, Level.REGENCY}),
    promise=Promise(days=2, cost=0, visits=1),
    roles=frozenset({Role.VILLAGE_OFFICER, Role.LEADER, Role.REGENCY_TEAM}),
    flows=(LETTER,),
    readiness=(
        Readiness("posts", Axis.PEOPLE, _("Head, secretary and operator are named, each with an account")),
        Readiness("register", Axis.DATA, _("The village's register of residents is in the system")),
        Readiness("regulation", Axis.REGULATION, _("A village regulation on services and letters exists")),
        Readiness("wording", Axis.SOP, _("The wording of the letters was read and approved by the head")),
    ),
    indicators=(
        Indicator("letters_issued", _("Letters issued"), _("letters"), "more"),
        Indicator("letters_days", _("Working days from asking to the letter"), _("days"), "less"),
        Indicator("letters_home", _("Share asked for from home"), "%", "more"),
    ),
    settings=(
        Setting(
            "number_pattern",
            _("Pattern of letter numbers"),
            hint=_(
                "Words: {code} {number:03d} {office} {roman} {month:02d} {year}. The first letter of a year settles it."
            ),
            default="{code}/{number:03d}/{office}/{roman}/{year}",
        ),
        Setting(
            "office", _("Short name of the office in numbers"), hint=_("For example DS.TLN; empty: made from the name.")
        ),
        Setting("four_eyes", _("Whoever prepares a letter does not check it"), SettingKind.YES_NO, True),
        Setting(
            "signature",
            _("How letters are signed"),
            SettingKind.CHOICE,
            "seal",
            choices=(
                ("seal", _("By hand on paper; the file carries the system's seal")),
                ("remote", _("Electronically by the signing service")),
            ),
        ),
    ),
    asks=_("Every resident of the village, with or without an account, also for family and neighbours."),
    home="labkd:home",
    innovations=("labkd-pekalongan", "labkd-brebes"),
    public=frozenset(
        {"home", "letter_choose", "letter_ask", "letter_find", "letter_follow", "kiosk", "kiosk_ask", "kiosk_finish"}
    ),
    members=frozenset({"letters_mine"}),
    card=card,
    sample=sample,
)
