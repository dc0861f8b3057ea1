"""The shapes of what the API answers and asks, as JSON Schema with words."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter

from coaching.core.registries import Extract
from coaching.evaluation.api.pages import MOST, PATTERN, USUAL
from coaching.evaluation.api.tokens import ALWAYS
from coaching.evaluation.codebook import Table, missing_in_words
from coaching.evaluation.extract import all_datasets
from coaching.evaluation.filters import FACETS, offered
from coaching.evaluation.formats import STREAMED

TYPES = {
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
}


def thing(**properties):
    """An object that always has all of these."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def listing(items, words=""):
    return {"type": "array", "items": items} | ({"description": words} if words else {})


def text(words, **more):
    return {"type": "string", "description": words, **more}


def day(words):
    return text(words, format="date", nullable=True)


def link(words):
    return text(words, format="uri")


def refusals():
    """{status: sentence} of everything the API may refuse."""
    return {
        "400": _("A parameter is not right; “errors” says which and why."),
        "401": _("There is no token, or it is not in force."),
        "403": _("The right to export or the token's scope is missing."),
        "404": _("There is no such thing here."),
        "409": _("It cannot be done now; “detail” says why."),
        "429": _("Too many requests at a time. Wait as “Retry-After” says."),
    }


def problem():
    return thing(
        type=text(_("Always about:blank")),
        status={"type": "integer", "description": _("The status of the answer")},
        code=text(_("What is wrong, for programs")),
        detail=text(_("What is wrong and what to do, as a sentence")),
    ) | {"description": _("Why there is no answer (RFC 9457)")}


def start():
    return thing(
        study=text(_("Name of the study")),
        question=text(_("What the study asks")),
        since=day(_("First day of the material; empty from the beginning")),
        until=day(_("Last day of the material; empty to the end")),
        token_ends=text(_("Last day of this token"), format="date"),
        programme=link(_("The programme, and what rows may be narrowed by")),
        tables=link(_("The tables that this token gives")),
        packages=link(_("The finished packages")),
    )


def programme():
    named = thing(key=text(_("What to narrow by")), name=text(_("Its name, as in the rows")))
    return thing(
        key=text(_("Key of the programme")),
        name=text(_("Name of the programme")),
        summary=text(_("Summary")),
        aim=text(_("Aim")),
        starts=day(_("First day of the programme")),
        ends=day(_("Last day of the programme")),
        themes=listing(named, _("Themes")),
        subgroups=listing(text(_("The subgroup, by its name")), _("Subgroups")),
        roles=listing(named, _("Roles")),
        waves=listing(named, _("Rounds of the surveys")),
    )


def tables():
    return listing(
        thing(
            table=text(_("Name of the table")),
            title=text(_("What the table is about")),
            columns=link(_("What its columns mean")),
            rows=link(_("Its rows, a page at a time")),
            files=listing(link(_("The whole table as one file"))),
        )
    )


def columns():
    said = {"type": "object", "additionalProperties": {"type": "string"}}
    code = {"oneOf": [{"type": "string"}, {"type": "integer"}]}
    labelled = listing(thing(code=code, labels=said))
    number = {"type": "number", "nullable": True}
    column = thing(
        column=text(_("Name of the column, the same in every format")),
        kind=text(_("Kind")),
        measure=text(_("Level of measurement: nominal, ordinal or scale")),
        texts=said | {"description": _("Meaning, by language")},
        categories=labelled | {"description": _("Values")},
        missing=labelled | {"description": _("What stands where nothing is known")},
        least=number | {"description": _("Smallest value")},
        most=number | {"description": _("Greatest value")},
        wave=text(_("Round of the survey")),
        anonymity=text(_("What was promised to those who answered")),
    )
    return thing(
        table=text(_("Name of the table")),
        titles=said | {"description": _("What the table is about, by language")},
        key=listing({"type": "string"}, _("Columns that no two rows share")),
        refers=said | {"description": _("Columns whose value is the key of a row in another table")},
        columns=listing(column),
    )


def packages():
    number = {"type": "integer"}
    texts = listing({"type": "string"})
    return listing(
        thing(
            number=number | {"description": _("Number of the package")},
            made_at=text(_("When it was ready"), format="date-time"),
            language=text(_("Language of its words")),
            since=day(_("Only from this day")),
            until=day(_("Only to this day")),
            **{facet: texts | {"description": _("Only these; empty for all")} for facet in FACETS},
            tables=texts | {"description": _("Tables in the package")},
            rows=number | {"description": _("Rows in all of them")},
            sha256=text(_("SHA-256 of its file")),
            summaries=link(_("Its summaries")),
        )
    )


def figures():
    return listing(
        thing(
            table=text(_("Name of the summary")),
            title=text(_("What the summary is about")),
            counts=text(_("What its figures count, from when and about whom")),
            row=text(_("Heading of the row")),
            column=text(_("Heading of the column")),
            value={"type": "number", "nullable": True, "description": _("The figure; empty when it is hidden")},
            hidden={
                "type": "boolean",
                "description": _("Whether the figure is hidden because it could tell of a small group"),
            },
        )
    )


def file():
    return {"type": "string", "description": _("The whole table as one file")}


def page(row):
    return thing(
        rows=listing(row, _("Rows, in an order that stays and tells nothing of people")),
        next=link(_("Where the next rows are; empty on the last page")) | {"nullable": True},
    )


def row(name, token):
    """One row of a table; without a token, without the columns that a programme's own questions make."""
    dataset = all_datasets()[name]
    table = Table.of(name, dataset, Extract(token and token.study.programme_id))
    told = thing(**{variable.name: _column(variable) for variable in table.variables})
    return told | {
        "description": table.title,
        "required": list(dataset.columns),
        "additionalProperties": bool(dataset.columns_of and not token),
    }


def _column(variable):
    missing = list(variable.missing)
    told = {"nullable": True, "description": _described(variable)}
    if variable.kind != "category":
        return told | TYPES.get(variable.kind, {"type": "string"})
    codes = [*variable.categories, *missing]
    if not all(isinstance(code, (int, str)) for code in codes) or len({type(code) for code in codes}) != 1:
        return told
    return told | {"type": "integer" if isinstance(codes[0], int) else "string", "enum": [*codes, None]}


def _described(variable):
    values = "; ".join(f"{code} = {label}" for code, label in variable.labels.items())
    parts = [variable.text, values, missing_in_words(variable)]
    return ". ".join(part.rstrip(".") for part in parts if part)


def narrowing(token):
    """The filter's parameters: days, and one for each facet."""
    choices = offered(token.study) if token else {}
    days = {"since": _("Only from this day on"), "until": _("Only up to this day")}
    words = {
        "themes": _("Only these themes"),
        "subgroups": _("Only these subgroups"),
        "roles": _("Only these roles"),
        "waves": _("Of surveys only these rounds"),
    }
    found = [_query(name, {"type": "string", "format": "date"}, said) for name, said in days.items()]
    for facet in FACETS:
        codes = [code for code, _name in choices.get(facet, ())]
        items = {"type": "string"} | ({"enum": codes} if codes else {})
        found.append(_query(facet, listing(items), words[facet]))
    return found


def paging(token):
    size = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
    place = {"type": "string", "pattern": PATTERN}
    return [
        *narrowing(token),
        _query("limit", size, _("How many rows at most")),
        _query("cursor", place, _("Where to go on, from “next”")),
    ]


def table_name(token):
    given = sorted({*token.tables, *ALWAYS} & set(all_datasets())) if token else list(all_datasets())
    return _path("name", {"type": "string", "enum": given}, _("Name of the table"))


def table_file(token):
    kind = {"type": "string", "enum": list(STREAMED)}
    return [table_name(token), _path("kind", kind, _("Format of the file")), *narrowing(token)]


def package_number():
    number = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
    return _path("number", number, _("Number of the package"))


def _query(name, schema, words):
    return OpenApiParameter(name, schema, OpenApiParameter.QUERY, description=words)


def _path(name, schema, words):
    return OpenApiParameter(name, schema, OpenApiParameter.PATH, required=True, description=words)
