"""Whatever the description allows, and what it does not, never breaks the open data (Schemathesis)."""

from contextlib import suppress
from unittest import SkipTest

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error

from tuntas.config.wsgi import application
from tuntas.innovations.actions.indexing import reindex
from tuntas.innovations.models import Innovation
from tuntas.lobby.api import api

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_connection():
    """A server's requests close what others left open; here that would be the test's own transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_question_breaks_it(mode, pekalongan, now):
    Innovation.objects.create(slug="perahu", name="Perahu", place=pekalongan, is_public=True, added_at=now)
    reindex()
    described = schemathesis.openapi.from_dict(api.get_openapi_schema())
    answers = [status for one in described.get_all_operations() for status in statuses(one.ok(), mode)]
    assert (200 if mode == GenerationMode.POSITIVE else 422) in answers
    assert set(answers) <= {200, 404, 422}


def reached(environ, start_response):
    """Our application behind a server that says who asks."""
    return application({**environ, "REMOTE_ADDR": "127.0.0.1"}, start_response)


def statuses(operation, mode: GenerationMode) -> list[int]:
    """What generated questions to one address were answered with; none is a trouble of ours."""
    seen: list[int] = []

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case) -> None:
        cache.clear()  # nobody is made to wait here
        answer = case.call(app=reached, base_url="http://localhost")
        case.validate_response(answer, checks=[not_a_server_error])
        seen.append(answer.status_code)

    with suppress(SkipTest, Unsatisfiable):  # nothing wrong can be asked there
        ask()
    return seen
