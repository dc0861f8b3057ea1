"""Lengths and moments of a film, as people read them."""

from django.utils.translation import gettext as _


def length(seconds):
    """ "45 s", "12 min", "1 h 30 min"."""
    minutes = round(seconds / 60)
    if seconds < 60:
        return _("%(count)s s") % {"count": round(seconds)}
    if minutes < 60:
        return _("%(count)s min") % {"count": minutes}
    return _("%(hours)s h %(minutes)s min") % {"hours": minutes // 60, "minutes": minutes % 60}


def clock(seconds):
    """ "4:05", "1:02:03"."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
