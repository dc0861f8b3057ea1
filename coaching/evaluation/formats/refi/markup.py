"""project.qde: the elements of a REFI-QDA project in the standard's own order. What would be empty is left out."""

from contextlib import contextmanager
from xml.sax.saxutils import XMLGenerator

from coaching.evaluation.formats.refi.shelf import GROUPINGS

NAMESPACE = "urn:QDA-XML:project:1.0"
SCHEMA = f"{NAMESPACE} http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"


def write_project(out, shelf, about, memo):
    markup = Markup(out, about)
    moment = about.made_at.isoformat(timespec="seconds")
    root = {
        "xmlns": NAMESPACE,
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": SCHEMA,
        "name": about.name,
        "origin": "Digikahvit",
        "creatingUserGUID": about.guid("user"),
        "creationDateTime": moment,
    }
    with markup.element("Project", **root):
        with markup.element("Users"):
            markup.empty("User", guid=about.guid("user"), name=about.user)
        _code_book(markup, shelf)
        _variables(markup, shelf)
        _cases(markup, shelf)
        _sources(markup, shelf, moment)
        _notes(markup, memo, moment)
        _sets(markup, shelf)
        markup.text("Description", about.description)
        markup.empty("NoteRef", targetGUID=about.guid("memo"))
    markup.end()


class Markup:
    def __init__(self, out, about):
        self.about = about
        self._xml = XMLGenerator(out, "utf-8", short_empty_elements=True)
        self._xml.startDocument()

    @contextmanager
    def element(self, tag, /, **attributes):
        self._xml.startElement(tag, attributes)
        yield
        self._xml.endElement(tag)

    def empty(self, tag, /, **attributes):
        with self.element(tag, **attributes):
            pass

    def text(self, name, text):
        with self.element(name):
            self._xml.characters(text)

    def value(self, variable, value):
        """A variable's value; one without a text is valid to the schema and means nothing, so it is left out."""
        if value:
            with self.element("VariableValue"):
                self.empty("VariableRef", targetGUID=self.about.guid("variable", variable))
                self.text("TextValue", value)

    def end(self):
        self._xml.endDocument()


def _code_book(markup, shelf):
    """Structural codes: what a text is, and its theme."""
    groups = {name: values for name in ("kind", "theme") if (values := shelf.values_of(name))}
    if not groups:
        return
    guid = markup.about.guid
    with markup.element("CodeBook"), markup.element("Codes"):
        for name, values in groups.items():
            top = {"guid": guid("codes", name), "name": markup.about.words[name], "isCodable": "false"}
            with markup.element("Code", **top):
                for value in values:
                    markup.empty("Code", guid=guid("code", name, value), name=value, isCodable="true")


def _variables(markup, shelf):
    names = [name for name in GROUPINGS if shelf.values_of(name)]
    names += [name for name in shelf.traits() if name not in names]
    if not names:
        return
    with markup.element("Variables"):
        for name in names:
            told = {"guid": markup.about.guid("variable", name), "name": markup.about.words[name]}
            markup.empty("Variable", **told, typeOfVariable="Text")


def _cases(markup, shelf):
    people = shelf.speakers()
    if not people:
        return
    with markup.element("Cases"):
        for person in people:
            with markup.element("Case", guid=markup.about.guid("case", person), name=person):
                for name, value in shelf.traits_of(person):
                    markup.value(name, value)
                for text in shelf.texts_of(person):
                    markup.empty("SourceRef", targetGUID=text)
                for selection in shelf.selections_of(person):
                    markup.empty("SelectionRef", targetGUID=selection)


def _sources(markup, shelf, moment):
    if not shelf.values_of("kind"):
        return
    guid = markup.about.guid
    with markup.element("Sources"):
        for text, kind, name, subgroup, theme in shelf.texts():
            about = {"guid": text, "name": name, "plainTextPath": f"internal://{text}.txt"}
            about |= {"creatingUser": guid("user"), "creationDateTime": moment}
            found = {"kind": kind, "subgroup": subgroup, "theme": theme}
            with markup.element("TextSource", **about):
                for selection, first, past in shelf.selections_in(text):
                    place = {"startPosition": str(first), "endPosition": str(past)}
                    markup.empty("PlainTextSelection", guid=selection, **place)
                for grouping in ("kind", "theme"):
                    if found[grouping]:
                        with markup.element("Coding", guid=guid("coding", text, grouping)):
                            markup.empty("CodeRef", targetGUID=guid("code", grouping, found[grouping]))
                for grouping in GROUPINGS:
                    markup.value(grouping, found[grouping])


def _notes(markup, memo, moment):
    told = {"guid": markup.about.guid("memo"), "name": markup.about.words["memo"]}
    with markup.element("Notes"), markup.element("Note", **told, creationDateTime=moment):
        markup.text("PlainTextContent", memo)


def _sets(markup, shelf):
    groups = [(name, value) for name in GROUPINGS for value in shelf.values_of(name)]
    if not groups:
        return
    words, guid = markup.about.words, markup.about.guid
    with markup.element("Sets"):
        for name, value in groups:
            with markup.element("Set", guid=guid("set", name, value), name=f"{words[name]}: {value}"):
                for text in shelf.texts_with(name, value):
                    markup.empty("MemberSource", targetGUID=text)
