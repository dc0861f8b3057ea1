"""The API's description (OpenAPI), from the codebook: the same words as in every package, in the reader's language.

Read with a token it tells also of the programme's own questions and choices.
"""

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent

from coaching.evaluation.api import shapes
from coaching.evaluation.api.entrance import PROBLEM


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = "coaching.evaluation.api.entrance.BearerToken"
    name = "token"

    def get_security_definition(self, auto_schema):
        return {
            "type": "http",
            "scheme": "bearer",
            "description": _("A token that the programme's organiser has issued. It ends on its day."),
        }


class Described(AutoSchema):
    """Asks the view: what it ``says``, the ``shape`` of its answer, what it ``asks`` for and what it ``refuses``."""

    def get_description(self):
        return str(self.view.says)

    def get_operation_id(self):
        return f"rows_{self.view.table}" if self.view.table else type(self.view).__name__.lower()

    def get_tags(self):
        return []

    def get_override_parameters(self):
        return self.view.asks(self._token)

    def get_response_serializers(self):
        answers = {(200, *self.view.media_types): self._shape()}
        return answers | {(code, PROBLEM): self._component("problem", shapes.problem()) for code in self.view.refuses}

    def _get_response_bodies(self, direction="response"):
        bodies = super()._get_response_bodies(direction)
        sentences = {"200": str(self.view.says), **shapes.refusals()}
        for code, body in bodies.items():
            body["description"] = sentences[code]
        return bodies

    @property
    def _token(self):
        return getattr(self.view.request, "auth", None)

    def _shape(self):
        if not self.view.table:
            return self.view.shape()
        name = self.view.table
        return shapes.page(self._component(f"row_{name}", shapes.row(name, self._token)))

    def _component(self, name, schema):
        component = ResolvedComponent(name=name, type=ResolvedComponent.SCHEMA, schema=schema, object=name)
        self.registry.register_on_missing(component)
        return component.ref
