"""Every flow answers the inbox without a query of its own: forty flows make one inbox, not forty questions."""

import pytest

from tuntas.casework.flow import all_flows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("flow", all_flows(), ids=lambda flow: flow.key)
def test_what_waits_is_asked_lazily(flow, wati, now, django_assert_num_queries):
    if flow.waiting is None:
        pytest.skip("asks the parties of its cases")
    with django_assert_num_queries(0):
        found = flow.waiting(wati, now)
    with django_assert_num_queries(1):
        list(found)
