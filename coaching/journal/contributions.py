"""What the journal offers to the rest of the house."""

from django.urls import reverse
from django.utils.translation import gettext as _

from coaching.core.registries import Panel, PersonalData, datasets, panels, personal_data
from coaching.journal.access import notebooks_of
from coaching.journal.datasets import JOURNAL
from coaching.journal.models import Entry
from coaching.programmes.models import Programme

A_FEW = 3


def promised(request, _subject):
    """One's open promises; for who has none, what to do about it; nothing for who keeps no notebook."""
    user = request.user
    here = Programme.objects.visible_to(user).values("pk")
    promises = list(Entry.objects.visible_to(user).open_promises().filter(programme__in=here)[: A_FEW + 1])
    if promises:
        programme = Programme.objects.get(pk=promises[0].programme_id)
        return {"promises": promises[:A_FEW], "more": len(promises) > A_FEW, "programme": programme}
    programme = notebooks_of(user).first()
    return {"promises": [], "programme": programme} if programme else None


def navigation(request, _subject):
    programme = notebooks_of(request.user).first()
    if programme is None:
        return None
    return {"url": reverse("journal:mine", args=[programme.key]), "label": _("My learning"), "icon": "journal-text"}


def export_notebook(person):
    fields = ("date", "mode", "minutes", "tried", "learned", "promise", "kept_at", "made_at")
    notes = Entry.objects.filter(person=person).order_by("date", "pk")
    return list(notes.values("programme__key", *fields))


def erase_notebook(person):
    Entry.objects.filter(person=person).delete()


panels.add("journal_promised", Panel("front", "journal/_promised_panel.html", promised, slot="promised", order=10))
panels.add("journal_navigation", Panel("navigation", "", navigation, order=40))
datasets.add("journal", JOURNAL)
personal_data.add("journal", PersonalData(covers=(Entry,), export=export_notebook, erase=erase_notebook))
