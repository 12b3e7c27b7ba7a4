"""What the frame around every page needs: navigation and counts. At most two cheap queries."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tuntas.kernel.clock import now
from tuntas.lobby.terms import Signpost
from tuntas.notices.models import Notice
from tuntas.people.middleware import came_back
from tuntas.people.rules import may_operate


def frame(request: HttpRequest) -> dict[str, Any]:
    """Navigation, the person's name and unread notices, for `ui/base.html`."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"nav": _signposts(request, PUBLIC)}
    links = [*MEMBER, *PUBLIC]
    if may_operate(person, now()):
        links += OPERATOR
    return {
        "nav": _signposts(request, links),
        "came_back": came_back(request),
        "person_name": person.name,
        "unread": Notice.objects.filter(person=person, read_at=None).count(),
    }


def _signposts(request: HttpRequest, links: list[tuple[str, str]]) -> list[Signpost]:
    posts = []
    for name, label in links:
        try:
            href = reverse(name)
        except NoReverseMatch:
            continue
        posts.append(Signpost(href=href, label=_(label), current=request.path.startswith(href)))
    return posts


PUBLIC = [
    ("kipp:home", gettext_noop("Competition")),
    ("innovations:list", gettext_noop("Innovations")),
    ("replication:home", gettext_noop("Replication")),
    ("catalogue:home", gettext_noop("Services")),
    ("quality:home", gettext_noop("Quality of services")),
    ("forum:stories", gettext_noop("Stories and news")),
    ("forum:gatherings", gettext_noop("Events")),
    ("places:home", gettext_noop("Places")),
    ("documents:check", gettext_noop("Check a document")),
]
MEMBER = [("lobby:desk", gettext_noop("My desk")), ("casework:inbox", gettext_noop("Waiting for me"))]
OPERATOR = [
    ("people:organisations", gettext_noop("Organisations")),
    ("innovations:upkeep", gettext_noop("Upkeep of the register")),
    ("journal:trail", gettext_noop("Journal")),
]
