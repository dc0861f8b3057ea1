"""In a demonstration, anyone may be any of the made-up cast. Elsewhere these pages do not exist."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from coaching.accounts.models import User
from coaching.programmes.models import Enrolment, Programme, Role
from coaching.programmes.names import names_in

COMES_FOR = {
    Role.PARTICIPANT: _("joins today's digikahvit, watches what was missed, votes and writes"),
    Role.DEVELOPER_CLIENT: _("the same as a full member of the group, under a pseudonym"),
    Role.COACH: _("runs the digikahvit and its polls"),
    Role.DEVELOPER: _("logs guidance visits to the pilots"),
    Role.EVALUATOR: _("takes out the study's data, with nobody's name in it"),
    Role.ORGANISER: _("looks after people, subgroups and texts"),
}


def cast(request, _subject):
    """The log-in page's panel: one person of each role of the newest programme, two of the participants."""
    if not settings.DEMONSTRATION:
        return None
    programme = Programme.objects.order_by("-pk").first()
    if programme is None:
        return None
    shown = []
    for role, comes_for in COMES_FOR.items():
        enrolments = Enrolment.objects.current().filter(programme=programme, role=role).order_by("pk")
        people = list(enrolments.values_list("person_id", flat=True))
        chosen = [people[0], people[-1]] if role == Role.PARTICIPANT and len(people) > 1 else people[:1]
        shown += [{"person": person, "role": role.label, "comes_for": comes_for} for person in chosen]
    names = names_in(programme.pk, [one["person"] for one in shown])
    return {"cast": [one | {"name": names[one["person"]]} for one in shown]}


@require_POST
def demo_login(request, person):
    """Log in as one of the cast; 404 unless this is a demonstration."""
    if not settings.DEMONSTRATION:
        raise Http404
    person = get_object_or_404(User, pk=person, is_active=True, is_staff=False, is_superuser=False)
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("front")
