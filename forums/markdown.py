"""What people write becomes HTML here, and only here: Markdown without HTML or pictures, cleaned again afterwards."""

import re
from functools import lru_cache
from html import unescape
from itertools import islice

import nh3
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    *("a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "s", "span", "strong", "ul"),
    *("h3", "h4", "h5", "h6"),
}
ATTRIBUTES = {"a": {"href", "rel", "target"}, "span": {"class"}, "ol": {"start"}}
_NUMBER = re.compile(r"#[0-9]{1,8}")
_BLOCK_ENDS = re.compile(r"</(?:p|li|h\d|pre)>|<br")
SCHEMES = {"http", "https", "mailto", "tel"}
MOST_LINKS = 200
"""Beginnings of links in one text. Each makes the parser look at all that follows, so a text with more has none."""
_BEGINS_A_LINK = re.compile(r"\[|//|mailto:|@|www\.", re.IGNORECASE)


def to_html(text, thread_url=""):
    """Safe HTML of a text, in the reader's language where a link is announced.

    In a quotation "#3" leads to message 3 of the thread at ``thread_url``.
    """
    return mark_safe(_to_html(text, thread_url, get_language()))


def to_plain(text):
    """The words alone, for excerpts: no marks, one space between."""
    spaced = _BLOCK_ENDS.sub(r" \g<0>", _parser_for(text).render(text))
    bare = nh3.clean(spaced, tags=set(), clean_content_tags={"span"})
    return " ".join(unescape(bare).split())


def quoted(post):
    """A post as a quotation to answer to; it points at the post by its number and keeps nobody's name."""
    own_words = [line for line in post.text.splitlines() if not line.startswith(">")]
    lines = [f"#{post.number}", "", *"\n".join(own_words).strip().splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


@lru_cache(maxsize=1000)
def _to_html(text, thread_url, _language):
    html = _parser_for(text).render(text, {"thread_url": thread_url})
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def _parser_for(text):
    beginnings = islice(_BEGINS_A_LINK.finditer(text), MOST_LINKS, None)
    return _markdown() if next(beginnings, None) is None else _without_links()


@lru_cache(maxsize=1)
def _without_links():
    markdown = _markdown.__wrapped__()
    return markdown.disable(["link", "linkify"])


@lru_cache(maxsize=1)
def _markdown():
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True, "maxNesting": 50})
    markdown.enable(["linkify", "strikethrough"]).disable(["image", "html_block", "html_inline"])
    markdown.core.ruler.push("lower_headings", _lower_headings)
    markdown.core.ruler.push("link_quotations", _link_quotations)
    markdown.core.ruler.push("announce_links", _announce_links)
    markdown.add_render_rule("link_close", _link_close)
    return markdown


def _lower_headings(state):
    """A post stands under the page's h1 and its own h2."""
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"


def _link_quotations(state):
    """A paragraph of a quotation that is only "#3" leads to that message."""
    thread_url, depth = state.env.get("thread_url"), 0
    for token in state.tokens:
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "inline" and depth and thread_url and _NUMBER.fullmatch(token.content):
            number = token.content[1:]
            begin = Token("link_open", "a", 1, attrs={"href": f"{thread_url}?post={number}#post-{number}"})
            token.children = [begin, *token.children, Token("link_close", "a", -1)]


def _announce_links(state):
    """Links to other sites open beside this page, say so, and carry nothing over."""
    for inline in state.tokens:
        outward = False
        for token in inline.children or []:
            if token.type == "link_open":
                outward = token.attrGet("href").startswith(("http:", "https:", "//"))
                token.attrSet("rel", "nofollow noopener noreferrer" if outward else "nofollow")
                if outward:
                    token.attrSet("target", "_blank")
            elif token.type == "link_close" and outward:
                token.meta["outward"] = True


def _link_close(self, tokens, index, options, env):
    if not tokens[index].meta.get("outward"):
        return "</a>"
    told = escape(_("opens in a new tab"))
    return f'<span class="visually-hidden"> ({told})</span></a>'
