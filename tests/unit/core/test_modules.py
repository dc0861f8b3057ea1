"""The pages' own scripts are asked for together; a name that leads nowhere would break a page in the browser only."""

from django.template import Context, Template

from coaching.core.modules import FOLDER, IMPORT, addresses, needed_by, needed_on


def test_every_import_leads_to_a_module():
    wanted = {name for path in FOLDER.rglob("*.js") for name in IMPORT.findall(path.read_text(encoding="utf-8"))}

    assert sorted(wanted - set(addresses())) == []


def test_every_import_is_read():
    """One that the reader does not know would be found by the browser late, one after another."""
    said = sum(path.read_text(encoding="utf-8").count("\nimport ") for path in FOLDER.rglob("*.js"))
    begun = sum(path.read_text(encoding="utf-8").startswith("import ") for path in FOLDER.rglob("*.js"))
    read = sum(len(IMPORT.findall(path.read_text(encoding="utf-8"))) for path in FOLDER.rglob("*.js"))

    assert read == said + begun


def test_a_module_needs_what_its_imports_need():
    assert needed_by("live-hand") == ["live-hand", "live/deeds", "live/part"]


def test_a_page_asks_for_its_elements_and_not_for_those_of_templates():
    html = "<theme-switch></theme-switch><template><live-poll></live-poll></template><no-such-element>"

    assert needed_on(html) == ["theme-switch"]


def test_a_page_names_each_module_once_and_htmx_where_it_is_used():
    page = Template("{% load house %}{% with_scripts %}<live-hand></live-hand><i hx-get='/'></i>{% endwith_scripts %}")

    assert page.render(Context()) == (
        '<script src="/static/vendor/htmx/htmx.min.js" defer></script>'
        '<link rel="modulepreload" href="/static/js/live-hand.js">'
        '<link rel="modulepreload" href="/static/js/live/deeds.js">'
        '<link rel="modulepreload" href="/static/js/live/part.js">'
        "<live-hand></live-hand><i hx-get='/'></i>"
    )
