"""What the house knows of a person, put together for that person: JSON for programs, HTML for reading."""

import io
import json
import zipfile

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from coaching.accounts.labels import label_of
from coaching.core.history import log_access
from coaching.core.registries import personal_data


def own_data(person):
    """{registry name: plain data} from every app, with dates as text."""
    found = {name: data.export(person) for name, data in personal_data.items()}
    return json.loads(json.dumps(found, cls=PlainData))


def own_data_as_zip(person):
    """The same as the bytes of a ZIP with own-data.json and own-data.html; noted in the access log."""
    found = own_data(person)
    context = {
        "sections": [{"label": label_of(name), "lines": list(lines_of(value))} for name, value in found.items()],
        "person": person,
        "made_at": timezone.now(),
        "language": get_language(),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("own-data.json", json.dumps(found, ensure_ascii=False, indent=2))
        package.writestr("own-data.html", render_to_string("accounts/own_data.html", context))
    log_access("accounts.own_data_taken", actor=person, subject=f"user:{person.pk}", sections=len(found))
    return target.getvalue()


def lines_of(value, depth=0):
    """Nested data as flat lines to read: {"depth", "label", "text"}; ``label`` or ``text`` may be empty."""
    pairs = value.items() if isinstance(value, dict) else [("", item) for item in value] if is_many(value) else None
    if pairs is None:
        yield {"depth": depth, "label": "", "text": "" if value is None else str(value)}
        return
    for position, (key, item) in enumerate(pairs, start=1):
        label = label_of(key) if key else f"{position}."
        if isinstance(item, dict) or is_many(item):
            yield {"depth": depth, "label": label, "text": ""}
            yield from lines_of(item, depth + 1)
        else:
            yield {"depth": depth, "label": label, "text": "" if item is None else str(item)}


def is_many(value):
    return isinstance(value, (list, tuple))


class PlainData(DjangoJSONEncoder):
    """Whatever an app hands out becomes text at worst: nobody's own data may fail to come out."""

    def default(self, value):
        try:
            return super().default(value)
        except TypeError:
            return list(value) if isinstance(value, (set, frozenset)) else str(value)
