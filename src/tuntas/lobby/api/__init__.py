"""Open data: what is public here, for programs. One address a kind of thing; `/data/` explains it to people.

Everything given is public on a page already. No names, addresses or accounts of people; see `doors.few` for small
numbers of people.
"""

from django.utils.translation import gettext_noop
from ninja import NinjaAPI

from tuntas.lobby.api import competition, innovations, places, practice
from tuntas.lobby.api.doors import open_door

LICENCE = gettext_noop(
    "Open data (data terbuka). Anyone may use, change and pass it on, also in business, as long as the source is "
    "named: “Tuntas, Provinsi Jawa Tengah”, with the address and the day it was taken."
)
api = NinjaAPI(
    title="Tuntas open data",
    version="1",
    description=LICENCE,
    docs_url=None,
    urls_namespace="data",
    openapi_extra={"info": {"license": {"name": "Data terbuka, dengan menyebut sumber"}}},
)
api.add_decorator(open_door, mode="view")
api.add_router("", innovations.router)
api.add_router("", competition.router)
api.add_router("", practice.router)
api.add_router("", places.router)
