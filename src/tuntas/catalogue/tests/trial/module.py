"""Their manifests."""

from django.urls import reverse

from tuntas.casework.terms import Flow, Move, Promise, Stage
from tuntas.catalogue.terms import Accepts, Axis, Card, Module, Readiness, Setting, SettingKind
from tuntas.people.terms import Role
from tuntas.places.terms import Level

happened: list[tuple[str, str]] = []


FLOW = Flow(
    key="trial.thing",
    name="Thing",
    stages=(Stage("first", "First", "First seen", days=2), Stage("last", "Last", "Last seen", final=True)),
    moves=(Move("end", "first", "last", frozenset(), "End"),),
    roles_of=lambda case, person, now: frozenset(),
)
MODULE = Module(
    key="trial",
    name="Layanan Uji",
    summary="Hanya untuk pengujian.",
    prefix="uji",
    urls="tuntas.catalogue.tests.trial.urls",
    levels=frozenset({Level.VILLAGE}),
    promise=Promise(days=3),
    flows=(FLOW,),
    accepts=(Accepts("trial.question", "Question", frozenset({Role.VILLAGE_OFFICER})),),
    readiness=(
        Readiness("decree", Axis.REGULATION, "A decree is signed"),
        Readiness("team", Axis.PEOPLE, "A team is named"),
    ),
    settings=(
        Setting("days", "Days", SettingKind.NUMBER, 3),
        Setting("kiosk", "Kiosk", SettingKind.YES_NO, False),
        Setting("office", "Office"),
        Setting("way", "Way", SettingKind.CHOICE, "a", choices=(("a", "First way"), ("b", "Second way"))),
    ),
    asks="Everybody.",
    innovations=("layanan-uji",),
    card=lambda place, person, now: Card(reverse("trial:home", args=[place.code]), "Layanan Uji", number=2),
    on_enabled=lambda place, by, now: happened.append(("on", place.code)),
    on_disabled=lambda place, by, now: happened.append(("off", place.code)),
)
MORE = Module(
    key="trial_more",
    name="Layanan Lanjutan",
    summary="Perlu layanan uji.",
    prefix="lanjutan",
    urls="tuntas.catalogue.tests.trial.urls",
    levels=frozenset({Level.VILLAGE, Level.REGENCY}),
    promise=Promise(days=1),
    requires=("trial",),
    practice="",
    asks="Everybody.",
)
