"""Whole forms not yet sent, kept as drafts; the page's <draft-form> writes them, the view brings them back."""

import json
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from coaching.core.models import Draft
from coaching.core.text_guard import IDENTITY_CODE_REFUSED, holds_identity_code

LONGEST = 200_000
"""Signs: a whole form of several long texts, written as JSON."""
MOST = 100
"""Drafts of one person: with one more, the one left alone for the longest goes."""
KEPT_FOR = timedelta(days=180)


def unsent(owner, about):
    """The form values kept for this place, as field name to text or list of texts; empty when there are none."""
    draft = Draft.objects.filter(owner=owner, about=about).first()
    try:
        values = json.loads(draft.text) if draft else {}
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def keep(owner, about, values):
    """Put values back as if they had been typed and not sent."""
    keep_text(owner, about, json.dumps(values, ensure_ascii=False))


def keep_text(owner, about, text):
    """Keep a text for this place; Refused when it holds an identity code, or is longer than any form takes."""
    if len(text) > LONGEST or len(about) > Draft._meta.get_field("about").max_length:
        raise Refused("draft_too_long", _("The text is too long to be kept as a draft. Send it in parts."))
    if holds_identity_code(about):
        raise Refused("identity_code", IDENTITY_CODE_REFUSED)
    _draft, made = Draft.objects.update_or_create(owner=owner, about=about, defaults={"text": text})
    if made:
        drafts = Draft.objects.filter(owner=owner)
        newest = drafts.order_by("-saved_at", "-pk").values_list("pk", flat=True)[:MOST]
        drafts.exclude(pk__in=list(newest)).delete()


def sent(owner, about):
    """The form has been sent: its draft is over."""
    Draft.objects.filter(owner=owner, about=about).delete()


def tidy():
    """Forget what nobody has gone on with for half a year; how many there were."""
    return Draft.objects.filter(saved_at__lt=timezone.now() - KEPT_FOR).delete()[0]
