import sys
from html.parser import HTMLParser

import pytest
from django.utils import translation

from forums.markdown import MOST_LINKS, quoted, to_html, to_plain
from forums.models import Post

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](&#x6a;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    '[x](https://a.fi "onmouseover=alert(1) x=\\"")',
    '[x](https://a.fi/"onmouseover="alert(1))',
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](https://tracker.example/pixel.png)",
    "![x][y]\n\n[y]: https://tracker.example/pixel.png",
    "<form action=//evil.example><input name=q></form>",
    '<div hx-get="/tili/" hx-trigger="load">x</div>',
    "<style>body{display:none}</style>",
    "<iframe src=//evil.example></iframe>",
    "```html onclick=alert(1)\nx\n```",
    '[x](//evil.example" onclick="alert(1))',
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "*<b onclick=1>*",
]
HARMLESS = {"a", "blockquote", "br", "code", "em", "h3", "hr", "li", "ol", "p", "pre", "span", "strong", "ul"}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_leaves_a_live_tag_or_attribute(attack):
    tags, attributes, addresses = _parsed(to_html(attack))

    assert tags <= HARMLESS
    assert attributes <= {"href", "rel", "target", "class", "title"}
    assert [address for address in addresses if not address.startswith(("https://", "//evil.example"))] == []


def test_what_people_use_works():
    text = "**tärkeää** ja *painotus*\nuusi rivi\n\n- yksi\n- kaksi\n\n> lainaus\n\n~~pois~~ `koodi`"

    assert to_html(text) == (
        "<p><strong>tärkeää</strong> ja <em>painotus</em><br>\nuusi rivi</p>\n<ul>\n<li>yksi</li>\n<li>kaksi</li>\n"
        "</ul>\n<blockquote>\n<p>lainaus</p>\n</blockquote>\n<p><s>pois</s> <code>koodi</code></p>\n"
    )


@pytest.mark.parametrize(
    ("written", "shown"), [("# Yksi", "h3"), ("## Kaksi", "h4"), ("Alla\n===", "h3"), ("###### Kuusi", "h6")]
)
def test_headings_stand_under_the_post_s_own(written, shown):
    assert to_html(written).startswith(f"<{shown}>")


def test_a_link_to_elsewhere_says_so_in_the_reader_s_language():
    with translation.override("en"):
        html = to_html("Katso https://www.kela.fi/?a=1&b=2.")

    assert html == (
        '<p>Katso <a href="https://www.kela.fi/?a=1&amp;b=2" rel="nofollow noopener noreferrer" target="_blank">'
        'https://www.kela.fi/?a=1&amp;b=2<span class="visually-hidden"> (opens in a new tab)</span></a>.</p>\n'
    )


def test_a_link_within_the_house_opens_here():
    assert to_html("[tili](/tili/)") == '<p><a href="/tili/" rel="nofollow">tili</a></p>\n'


def test_a_protocol_relative_link_is_elsewhere_too():
    assert 'target="_blank"' in to_html("[x](//evil.example/)")


def test_a_quotation_leads_to_the_message_it_quotes():
    html = to_html("> #3\n>\n> Sanat\n\n#4", "/keskustelut/viestiketju/9/")

    assert html == (
        '<blockquote>\n<p><a href="/keskustelut/viestiketju/9/?post=3#post-3" rel="nofollow">#3</a></p>\n'
        "<p>Sanat</p>\n</blockquote>\n<p>#4</p>\n"
    )


def test_quoting_keeps_the_words_but_no_name_and_no_older_quotation():
    post = Post(number=3, text="> #1\n>\n> Vanha\n\nOma sana\n\n- kohta")

    assert quoted(post) == "> #3\n>\n> Oma sana\n>\n> - kohta\n\n"


def test_plain_is_words_with_one_space_between():
    text = "# Otsikko\n\nhe**l**lo <b> &amp; 1 < 2\nrivi\n\n- a\n- b https://a.fi"

    assert to_plain(text) == "Otsikko hello <b> & 1 < 2 rivi a b https://a.fi"


def test_a_nest_of_quotations_is_shown_and_one_too_deep_breaks_nothing():
    assert to_plain(">" * 20 + " pohjalla") == "pohjalla"
    assert to_plain("ennen\n\n" + ">" * 10_000 + " liian syvällä") == "ennen"


@pytest.mark.parametrize("beginning", ["[", "[a](", "![", "http://a", "//a.fi ", "mailto:a@b.fi ", "[a\n", "www.a.fi "])
def test_a_text_of_nothing_but_links_has_none_and_looks_at_each_sign_a_few_times(beginning):
    """Of twenty thousand brackets each looked at all that follows: 240 calls a sign."""
    text = (beginning * 20_000)[:20_000]

    html, calls = _counting_calls(to_html, text)

    assert "<a " not in html + to_plain(text)
    assert calls < 60 * len(text)


def _counting_calls(function, *arguments):
    """(what it gives, how many functions it called on the way): its work, whatever else the machine does."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        return function(*arguments), calls
    finally:
        sys.setprofile(None)


def test_as_many_links_as_anybody_writes_are_links():
    addresses = [f"https://a.fi/{number}" for number in range(MOST_LINKS)]

    assert to_html("\n".join(addresses)).count("<a ") == MOST_LINKS
    assert to_html("\n".join([*addresses, "[x](https://b.fi)"])).count("<a ") == 0


def _parsed(html):
    """(tags, attribute names, addresses) as a browser would find them."""
    tags, attributes, addresses = set(), set(), set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            tags.add(tag)
            attributes.update(name for name, _value in attrs)
            addresses.update(value for name, value in attrs if name in {"href", "src", "action"})

    Reader().feed(html)
    return tags, attributes, addresses
