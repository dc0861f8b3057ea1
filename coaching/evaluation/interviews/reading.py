"""A transcript as it is shown, without the study's pseudonyms: beside what one remembers they would open the key."""

import re

from django.utils.translation import gettext as _

_PSEUDONYM = re.compile(r"\bP\d{3,}\b")


def shown(text):
    return _PSEUDONYM.sub(_("[person]"), text)
