"""From what an editor writes to what a browser shows: Markdown without HTML, then nothing but plain elements."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import nh3
from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tuntas.files.queries import Sources

_TEXT = ("p", "br", "hr", "h2", "h3", "h4", "em", "strong", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre")
_TABLE = ("div", "table", "thead", "tbody", "tr", "th", "td")
_PHOTO = ("figure", "figcaption", "small", "picture", "source", "img")
TAGS = {*_TEXT, *_TABLE, *_PHOTO}
MAY_HAVE = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height", "loading", "class"},
    "source": {"type", "srcset", "sizes"},
    "table": {"class"},
    "div": {"class"},
    "figure": {"class"},
    "th": {"scope"},
}
SIZES = "(min-width: 48rem) 44rem, 100vw"
_PICTURE = re.compile(r"^(?:gambar|picture)-(\d{1,2})$")
_STARTS = re.compile(r"^#{1,6}\s+|[*_`>~]|^\s*[-+]\s+|!?\[([^\]]*)\]\([^)]*\)", re.M)


@dataclass(frozen=True)
class Shown:
    """A picture in the reader's language, with the addresses of its copies."""

    sources: Sources
    alt: str
    caption: str
    credit: str


def _machine() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable(["table", "strikethrough"])


@lru_cache(maxsize=256)
def written(text: str, pictures: tuple[Shown, ...] = ()) -> str:
    """Safe HTML of a text. `![](gambar-2)` in a line of its own is the second picture; other pictures are left out."""
    machine = _machine()
    tokens = machine.parse(text)
    _step_down(tokens)
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            token.attrSet("class", "table")
        elif token.type == "th_open":
            token.attrs = {"scope": "col"}
        elif token.type == "td_open":
            token.attrs = {}
        elif token.type == "inline":
            _place(token, pictures, alone=_is_alone(token, tokens[at - 1], tokens[at + 1]))
    html = machine.renderer.render(tokens, machine.options, {})
    html = re.sub(r"<p>(<figure.*?</figure>)</p>", r"\1", html, flags=re.S)
    html = html.replace("<table", '<div class="scroll" tabindex="0"><table').replace("</table>", "</table></div>")
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=MAY_HAVE,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="nofollow noopener",
    )


def _step_down(tokens: Sequence[Token]) -> None:
    """Headings below the page's own title, whatever the text begins with, and never a level left out."""
    above = 1
    used = sorted({token.tag for token in tokens if token.type == "heading_open"})
    for token in tokens:
        if token.type == "heading_open":
            above = min(used.index(token.tag) + 2, above + 1, 4)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{above}"


def _is_alone(token: Token, before: Token, after: Token) -> bool:
    """One picture and nothing else in the paragraph."""
    alone = len(token.children or []) == 1 and token.children[0].type == "image"  # type: ignore[index]
    return alone and before.type == "paragraph_open" and after.type == "paragraph_close"


def _place(token: Token, pictures: Sequence[Shown], *, alone: bool) -> None:
    """Put our own figures where they are named, and take other pictures out: nothing is loaded from elsewhere."""
    kept = []
    for child in token.children or []:
        if child.type == "image":
            named = _PICTURE.match(str(child.attrs.get("src", "")))
            number = int(named[1]) if named else 0
            if not alone or not 0 < number <= len(pictures):
                continue
            child = Token("html_inline", "", 0, content=figure(pictures[number - 1]))
        kept.append(child)
    token.children = kept


@lru_cache(maxsize=512)
def figure(shown: Shown, first: bool = False) -> str:
    """A picture with its caption and who made it. The first of a page is loaded at once, the others when near."""
    one = shown.sources
    late = "" if first else ' loading="lazy"'
    return (
        f'<figure class="photo"><picture><source type="image/avif" srcset="{one.avif}" sizes="{SIZES}">'
        f'<source type="image/webp" srcset="{one.webp}" sizes="{SIZES}">'
        f'<img src="{one.src}" alt="{escape(shown.alt)}" width="{one.width}" height="{one.height}"{late}></picture>'
        f"<figcaption>{escape(shown.caption)} <small>{escape(shown.credit)}</small></figcaption></figure>"
    )


def named_pictures(text: str) -> set[int]:
    """Numbers of the pictures a text puts somewhere itself."""
    found = re.findall(r"^!\[[^\]]*\]\((?:gambar|picture)-(\d{1,2})\)\s*$", text, re.M)
    return {int(number) for number in found}


def plain_start(text: str, length: int = 200) -> str:
    """The beginning of a text without its marks: for lists, feeds and cards when no lead was written."""
    flat = " ".join(_STARTS.sub(lambda found: found[1] or "", text).split())
    return flat if len(flat) <= length else f"{flat[:length].rsplit(' ', 1)[0]} …"
