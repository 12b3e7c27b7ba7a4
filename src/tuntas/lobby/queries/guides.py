"""Guides for each role: the Markdown under `docs/guides/`, as pages of the house.

Where the documentation was not installed beside the software there are none, and the help page says so.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tuntas.kipp.models import SeatHolder
from tuntas.kipp.terms import Seat
from tuntas.lobby.terms import Guide
from tuntas.people.models import Person
from tuntas.people.rules import held
from tuntas.people.terms import Role

HOME = Path(__file__).resolve().parents[4] / "docs" / "guides"  # beside the source; a bare package has none
# Key (the address and the Indonesian file), the English file, title, what it is for, whose it is.
GUIDES = (
    Guide("pembaca", "reader", _("Readers and visitors"), _("Find innovations and results, check a document."), ()),
    Guide("akun", "account", _("Your account"), _("Register, join an organisation, protect your sign-in."), ()),
    Guide("inovator", "innovator", _("Innovators"), _("Write a proposal and follow it."), (Role.INNOVATOR,)),
    Guide(
        "admin-lokal",
        "local-admin",
        _("Local admins"),
        _("Read, return and submit proposals; invite people."),
        (Role.LOCAL_ADMIN,),
    ),
    Guide(
        "sekretariat",
        "secretariat",
        _("Secretariat"),
        _("Check proposals against the list, compare likely duplicates, ask for repairs."),
        (Seat.SECRETARIAT,),
    ),
    Guide("juri", "juror", _("Jurors"), _("Score proposals, interviews and visits."), (Seat.JUROR,)),
    Guide(
        "penyelenggara",
        "organiser",
        _("Organisers"),
        _("Run an edition from the call to the announcement."),
        (Seat.ORGANISER, Role.ORGANISER),
    ),
    Guide("pengamat", "observer", _("Observers"), _("Follow an edition without taking part."), (Seat.OBSERVER,)),
    Guide("operator", "operator", _("Operators"), _("Run the installation."), (Role.OPERATOR,)),
)


def shelf(person: Person | None, now: datetime) -> tuple[list[Guide], list[Guide]]:
    """The guides for what this person is, and the others; two queries for somebody signed in, none else."""
    parts: set[str] = set()
    if person is not None:
        parts |= set(held(person, now).values_list("role", flat=True))
        parts |= set(SeatHolder.objects.filter(person=person, left_at=None).values_list("seat", flat=True))
    there = [guide for guide in GUIDES if (HOME / "id" / f"{guide.key}.md").exists()]
    mine = [guide for guide in there if parts & set(guide.parts)]
    return mine, [guide for guide in there if guide not in mine]


@dataclass(frozen=True)
class Written:
    """A guide ready to be shown: its title and its HTML without the first heading."""

    title: str
    html: str


def written(key: str, language: str) -> Written | None:
    """The guide in that language; None when there is none of that key."""
    guide = next((one for one in GUIDES if one.key == key), None)
    if guide is None:
        return None
    path = HOME / language / f"{guide.file(language)}.md"
    return _rendered(path, path.stat().st_mtime) if path.exists() else None


def picture(language: str, name: str) -> Path | None:
    """The file of a guide's picture; None when there is none of that name."""
    path = HOME / "pictures" / language / f"{name}.png"
    return path if path.exists() else None


@lru_cache(maxsize=64)
def _rendered(path: Path, _changed: float) -> Written:
    """Markdown without raw HTML; tables scroll, pictures load late, links between guides lead to pages of the house."""
    machine = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = machine.parse(path.read_text(encoding="utf-8"))
    title = tokens[1].content if tokens and tokens[0].tag == "h1" else path.stem
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            token.attrSet("class", "table")
        elif token.type == "heading_open":
            token.attrSet("id", _anchor(tokens[at + 1].content))
        for child in token.children or ():
            _point(child)
    # The first heading is the page's own, and the house has its own switch of language.
    rest = tokens[6:] if tokens[4].content.startswith(("[English]", "[Bahasa Indonesia]")) else tokens[3:]
    html: Any = machine.renderer.render(rest, machine.options, {})
    html = html.replace("<table", '<div class="scroll" tabindex="0"><table').replace("</table>", "</table></div>")
    return Written(title, html)


def _anchor(heading: str) -> str:
    """What a heading is called in links, as forges make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _point(token: Token) -> None:
    """Aim a link or a picture of a guide at where the house serves it."""
    if token.type == "image":
        source = Path(str(token.attrs["src"]))
        token.attrSet("src", reverse("lobby:guide_picture", args=[source.parent.name, source.stem]))
        token.attrSet("loading", "lazy")
    elif token.type == "link_open":
        if str(token.attrs["href"]).startswith("#"):
            return
        name, _sharp, part = str(token.attrs["href"]).rsplit("/", 1)[-1].partition("#")
        guide = next((one for one in GUIDES if name in (f"{one.key}.md", f"{one.english}.md")), None)
        if guide is not None:
            token.attrSet("href", reverse("lobby:guide", args=[guide.key]) + (f"#{part}" if part else ""))
        elif name == "README.md":
            token.attrSet("href", reverse("lobby:help"))
