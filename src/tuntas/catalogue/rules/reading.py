"""From the Markdown of a practice text to safe HTML."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "div",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
MAY_HAVE = {"a": {"href"}, "table": {"class"}, "div": {"class", "tabindex"}, "th": {"scope"}}


@lru_cache(maxsize=256)
def html_of(text: str) -> str:
    """Safe HTML of a text: headings begin at the second level, tables may be scrolled, no HTML of the writer's."""
    machine = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table")
    tokens = machine.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 1, 4)}"  # the page's own title is the only h1
        elif token.type == "table_open":
            token.attrSet("class", "table")
        elif token.type == "th_open":
            token.attrs = {"scope": "col"}
        elif token.type == "td_open":
            token.attrs = {}
    made = machine.renderer.render(tokens, machine.options, {})
    made = made.replace("<table", '<div class="scroll" tabindex="0"><table').replace("</table>", "</table></div>")
    return nh3.clean(made, tags=TAGS, attributes=MAY_HAVE, link_rel="nofollow noopener")
