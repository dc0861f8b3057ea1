"""Columns for what people write. The text guard is a property of the column, so no path goes round it."""

from django.core.exceptions import ValidationError
from django.db import models

from coaching.core.errors import Refused
from coaching.core.text_guard import IDENTITY_CODE_REFUSED, holds_identity_code, strings_in


def refuse_identity_codes(value):
    """A validator for forms and serializers: says what is wrong beside the field, without echoing it."""
    if any(map(holds_identity_code, strings_in(value))):
        raise ValidationError(IDENTITY_CODE_REFUSED, code="identity_code")


class Guarded:
    """Refuses a full identity code wherever the column is written, by form, verb, import or bulk."""

    default_validators = [refuse_identity_codes]

    def get_db_prep_save(self, value, connection):
        if not hasattr(value, "resolve_expression") and any(map(holds_identity_code, strings_in(value))):
            raise Refused("identity_code", IDENTITY_CODE_REFUSED)
        return super().get_db_prep_save(value, connection)


class Line(Guarded, models.CharField):
    """One line of text, 200 characters unless told."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 200)
        super().__init__(*args, **kwargs)


class Prose(Guarded, models.TextField):
    """Running text; at most 20,000 characters in forms unless told."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 20_000)
        super().__init__(*args, **kwargs)


class Data(Guarded, models.JSONField):
    """Nested data that may hold what people wrote."""


class WebAddress(Guarded, models.URLField):
    """A link; somebody who leaves out the scheme means https."""

    def formfield(self, **kwargs):
        return super().formfield(assume_scheme="https", **kwargs)
