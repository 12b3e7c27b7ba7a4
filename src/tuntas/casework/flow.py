"""The flows of the house. Each room registers its own when it starts."""

from tuntas.casework.models import Case
from tuntas.casework.terms import Flow, Stage

_flows: dict[str, Flow] = {}


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
