"""The flows of the house and the kinds of referral it knows. Each room registers its own when it starts."""

from tuntas.casework.models import Case
from tuntas.casework.terms import Flow, Kind, Stage
from tuntas.places.models import Place

_flows: dict[str, Flow] = {}
_kinds: dict[str, Kind] = {}


def register(flow: Flow) -> None:
    """Make a flow known; called from the owning room's `apps.py`. The same key twice is a mistake."""
    if _flows.get(flow.key, flow) is not flow:
        raise ValueError(f"two flows call themselves {flow.key}")
    _flows[flow.key] = flow


def flow_of(case: Case) -> Flow:
    """The flow a case runs in."""
    return _flows[case.flow]


def stage_of(case: Case) -> Stage:
    """Where the case stands, with its names and clock."""
    return flow_of(case).stage(case.stage)


def all_flows() -> list[Flow]:
    """Every registered flow, by key."""
    return [_flows[key] for key in sorted(_flows)]


def register_kind(kind: Kind) -> None:
    """Make a kind of referral known; naming it again replaces what was said before."""
    _kinds[kind.key] = kind


def forget_kind(key: str) -> None:
    """The kind is taken by nobody any more; what was asked stays and waits."""
    _kinds.pop(key, None)


def all_kinds() -> list[Kind]:
    """Every kind somebody takes, by key."""
    return [_kinds[key] for key in sorted(_kinds)]


def kind(key: str) -> Kind | None:
    """The kind by its key; None where no module of this installation takes it."""
    return _kinds.get(key)


def waits_for_module(key: str, place: Place) -> bool:
    """Nobody takes this kind at the place: what is asked is kept until somebody does."""
    known = _kinds.get(key)
    return known is None or not known.is_on(place)
