"""Manifests that do not fit together are refused at start-up, with what to do about it."""

from dataclasses import replace

import pytest

from tuntas.casework.terms import Flow, Stage
from tuntas.catalogue.rules.complete import complaints, troubles
from tuntas.catalogue.shelf.catalogue import Catalogue, manifest_of
from tuntas.catalogue.terms import Accepts, Readiness, Setting
from tuntas.catalogue.tests.trial.module import MODULE, MORE

FLOW = Flow(key="other.thing", name="x", stages=(Stage("a", "A", "A"),), moves=(), roles_of=lambda *_: frozenset())


def told(*modules):
    catalogue = Catalogue()
    for module in modules:
        catalogue.add(module, "somewhere")
    return " / ".join(f"{sentence}: {hint}" for sentence, hint in troubles(catalogue))


def test_the_house_itself_fits():
    assert complaints() == []


def test_two_that_fit_have_nothing_to_say():
    assert told(MODULE, MORE) == ""


@pytest.mark.parametrize(
    ("modules", "sentence"),
    [
        ([MORE], "trial_more requires trial, which is not in config/modules.py: add it there"),
        ([replace(MODULE, requires=("trial_more",)), MORE], "in a circle: trial → trial_more → trial"),
        ([MODULE, replace(MORE, prefix="uji")], "prefix 'uji' belongs to trial and trial_more"),
        ([MODULE, replace(MODULE, name="Other")], "two modules call themselves trial"),
        ([MODULE, replace(MORE, accepts=MODULE.accepts)], "accepts kind 'trial.question' belongs to trial and"),
        ([MODULE, replace(MORE, innovations=("layanan-uji",))], "innovation 'layanan-uji' belongs to trial and"),
        ([replace(MODULE, accepts=(Accepts("x.y", "x", frozenset()),))], "kinds it accepts begin with trial."),
        ([replace(MODULE, accepts=(Accepts("trial.y", "x", frozenset()),))], "nobody may answer trial.y"),
        ([replace(MODULE, flows=(FLOW,))], "keys of its flows begin with trial."),
        ([replace(MODULE, prefix="Surat/Desa")], "is no word for an address"),
        ([replace(MODULE, prefix="atur")], "is taken by the catalogue"),
        ([replace(MODULE, key="Trial")], "a key is one word in small letters"),
        ([replace(MODULE, levels=frozenset())], "lives at no level"),
        ([replace(MODULE, summary=" ")], "trial has no summary"),
        ([replace(MODULE, asks="")], "trial has no asks"),
        ([replace(MODULE, readiness=(Readiness("a", "weather", "x"),))], "has no axis 'weather'"),
        ([replace(MODULE, settings=(Setting("a", "A"), Setting("a", "A")))], "settings has a twice"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(modules, sentence):
    assert sentence in told(*modules)


def test_a_flow_that_is_registered_but_not_named(trial):
    assert "is registered, but trial does not name it" in told(replace(MODULE, flows=()))


def test_a_package_without_a_manifest():
    with pytest.raises(LookupError, match="names tuntas.nothing: write"):
        manifest_of("tuntas.nothing")
    with pytest.raises(LookupError, match="names tuntas.catalogue: write tuntas.catalogue.module"):
        manifest_of("tuntas.catalogue")
