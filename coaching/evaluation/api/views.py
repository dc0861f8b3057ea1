"""The API: read-only, for an evaluator's programs, through the same one place as the packages."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from coaching.core.streaming import streamed
from coaching.evaluation import codebook
from coaching.evaluation.api import entrance, shapes, tokens
from coaching.evaluation.api.asking import NotRight, cursor_of, filter_of, size_of
from coaching.evaluation.api.describing import Described
from coaching.evaluation.api.figures import figures_of, told_packages
from coaching.evaluation.api.pages import Page
from coaching.evaluation.extract import Snapshot, all_datasets, asked, clean_rows
from coaching.evaluation.filters import offered
from coaching.evaluation.formats import STREAMED, WRITERS
from coaching.evaluation.formats.values import plain
from coaching.evaluation.pseudonyms import refuse_without_key
from coaching.evaluation.sending import table_parts


class WhateverIsAccepted(BaseContentNegotiation):
    """An address has one form; R and Python ask for all sorts of things."""

    def select_parser(self, request, parsers):
        return None

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class Way(APIView):
    """One address of the API: who asks is known by token, and what they may is asked anew each time."""

    authentication_classes = [entrance.BearerToken]
    permission_classes = [entrance.MayExport]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = WhateverIsAccepted
    http_method_names = ["get", "head"]
    schema = Described()
    # What the description tells of it.
    table = ""
    says = ""
    refuses = (401, 403, 429)
    media_types = ("application/json",)

    @staticmethod
    def asks(token):
        return []

    def initial(self, request, *args, **kwargs):
        entrance.limit_address(request._request)
        super().initial(request, *args, **kwargs)
        entrance.limit_token(request.auth)

    def get_exception_handler(self):
        return _problem_of

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    @property
    def token(self):
        return self.request.auth

    @property
    def study(self):
        return self.request.auth.study

    def address(self, to, /, **kwargs):
        return self.request.build_absolute_uri(reverse(f"api:{to}", kwargs=kwargs))


class Start(Way):
    says = _("The study, what this token gives and until when, and where to go on.")
    shape = staticmethod(shapes.start)

    def get(self, request):
        tokens.note_use(self.token, "")
        study = self.study
        return Response(
            {
                "study": study.name,
                "question": study.question,
                "since": study.since,
                "until": study.until,
                "token_ends": self.token.ends,
                "programme": self.address("programme"),
                "tables": self.address("tables"),
                "packages": self.address("packages"),
            }
        )


class ProgrammeWay(Way):
    says = _("The programme, and what rows may be narrowed by. Its sessions are the table of that name.")
    shape = staticmethod(shapes.programme)

    def get(self, request):
        tokens.note_use(self.token, "")
        programme, choices = self.study.programme, offered(self.study)
        return Response(
            {
                "key": programme.key,
                "name": programme.name,
                "summary": programme.summary,
                "aim": programme.aim,
                "starts": programme.starts,
                "ends": programme.ends,
                "themes": _named(choices["themes"]),
                "subgroups": [name for name, _label in choices["subgroups"]],
                **{facet: _named(choices[facet]) for facet in ("roles", "waves")},
            }
        )


class Tables(Way):
    says = _("The tables that this token gives.")
    shape = staticmethod(shapes.tables)

    def get(self, request):
        tokens.note_use(self.token, "")
        given = {name: d for name, d in all_datasets().items() if name in {*self.token.tables, *tokens.ALWAYS}}
        return Response([self._told(name, dataset) for name, dataset in given.items()])

    def _told(self, name, dataset):
        return {
            "table": name,
            "title": str(dataset.title),
            "columns": self.address("columns", name=name),
            "rows": self.address(f"rows_{name}"),
            "files": [self.address("file", name=name, kind=kind) for kind in STREAMED],
        }


class Columns(Way):
    says = _("What every column of a table means, in three languages, its values and what is missing.")
    shape = staticmethod(shapes.columns)
    refuses = (*Way.refuses, 404)

    @staticmethod
    def asks(token):
        return [shapes.table_name(token)]

    def get(self, request, name):
        dataset = _dataset(self.token, name)
        tokens.note_use(self.token, "")
        return Response(codebook.as_data(codebook.Table.of(name, dataset, asked(self.study))))


class Rows(Way):
    says = _("Rows of a table, a page at a time, of those who have consented. Pages never change places.")
    asks = staticmethod(shapes.paging)
    refuses = (400, *Way.refuses, 409)

    def get(self, request):
        dataset = _dataset(self.token, self.table)
        refuse_without_key(self.study)
        chosen, needed = filter_of(self.study, request.query_params, also=("limit", "cursor"))
        entrance.refuse_outside_scope(self.token, *needed)
        page = Page(
            secret=self.study.namespace,
            key=dataset.key,
            after=cursor_of(request.query_params),
            size=size_of(request.query_params),
        )
        cleaned = clean_rows(dataset, asked(self.study, chosen), Snapshot.of(self.study, chosen), page.pick)
        rows = [{name: plain(value) for name, value in row.items()} for row in cleaned]
        tokens.note_use(self.token, self.table, len(rows))
        return Response({"rows": rows, "next": page.next and self._after(page.next)})

    def _after(self, cursor):
        query = self.request.query_params.copy()
        query["cursor"] = str(cursor)
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")


class File(Way):
    says = _("A whole table as one file, sent while it is read: the way to take a large one.")
    shape = staticmethod(shapes.file)
    asks = staticmethod(shapes.table_file)
    refuses = (400, *Way.refuses, 404, 409)
    media_types = ("text/csv", "application/jsonl")

    def get(self, request, name, kind):
        _dataset(self.token, name)
        if kind not in STREAMED:
            raise Http404(kind)
        refuse_without_key(self.study)
        chosen, needed = filter_of(self.study, request.query_params)
        entrance.refuse_outside_scope(self.token, *needed)
        entrance.limit_files(self.token)
        tokens.note_use(self.token, name)
        parts = table_parts(by=request.user, study=self.study, name=name, kind=kind, chosen=chosen)
        return streamed(parts, WRITERS[kind].media_type, f"{self.study.key}-{name}.{kind}")


class Packages(Way):
    says = _("The finished packages of the study, newest first.")
    shape = staticmethod(shapes.packages)

    def get(self, request):
        entrance.refuse_outside_scope(self.token, tokens.SUMMARIES)
        tokens.note_use(self.token, "")
        told = told_packages(self.study)
        return Response([each | {"summaries": self.address("figures", number=each["number"])} for each in told])


class Figures(Way):
    says = _("The summaries of one package, exactly as they went out with it.")
    shape = staticmethod(shapes.figures)
    refuses = (*Way.refuses, 404, 409)

    @staticmethod
    def asks(token):
        return [shapes.package_number()]

    def get(self, request, number):
        entrance.refuse_outside_scope(self.token, tokens.SUMMARIES)
        figures = figures_of(self.study, number)
        tokens.note_use(self.token, tokens.SUMMARIES, len(figures))
        return Response(figures)


class Schema(SpectacularJSONAPIView):
    """The description of the API (OpenAPI), open to all; with a token, also of the programme's own questions."""

    authentication_classes = [entrance.BearerToken]
    permission_classes = []
    schema = None
    content_negotiation_class = WhateverIsAccepted
    http_method_names = ["get", "head"]

    def initial(self, request, *args, **kwargs):
        entrance.limit_address(request._request)
        super().initial(request, *args, **kwargs)

    def get_exception_handler(self):
        return _problem_of


class Nothing(Way):
    """Any other address."""

    schema = None

    def get(self, request, rest):
        raise Http404(rest)


def _named(choices):
    return [{"key": key, "name": name} for key, name in choices]


def _dataset(token, name):
    """404 for what is no table, 403 for one that the token does not give."""
    if name not in all_datasets():
        raise Http404(name)
    entrance.refuse_outside_scope(token, name)
    return all_datasets()[name]


def _problem_of(error, context):
    if isinstance(error, NotRight):
        detail = gettext("The address holds something that is not right.")
        return entrance.problem(400, "not_right", detail, errors=error.errors)
    return entrance.problem_of(error, context)
