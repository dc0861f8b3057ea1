"""What the subgroups put on other pages."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching.programmes.access import roles_of
from coaching.programmes.models import MEMBERS, Programme, Session
from groups.models import Membership, Subgroup
from groups.sessions import now_and_coming, with_subgroups


def my_group(request, _subject):
    """Straight to one's only subgroup; to the list for those who look after several."""
    mine = list(Subgroup.objects.visible_to(request.user).select_related("programme").order_by("-programme", "number"))
    if not mine:
        return None
    newest = [subgroup for subgroup in mine if subgroup.programme_id == mine[0].programme_id]
    if len(newest) == 1:
        return {"url": newest[0].get_absolute_url(), "label": _("My group"), "icon": "people"}
    return {"url": reverse("groups:list", args=[mine[0].programme.key]), "label": _("Groups"), "icon": "people"}


def on_now(request, _subject):
    """Today's and coming sessions; one door for what is on now."""
    sessions = now_and_coming(request.user)
    if not sessions:
        return None
    return {"on": [one for one in sessions if one.on], "coming": [one for one in sessions if not one.on]}


def come_in(request, _subject):
    """For somebody who is in no programme yet: the way in."""
    return None if Programme.objects.visible_to(request.user).exists() else {}


def of_programme(request, programme):
    """The subgroups one may enter, one's own first; a member without any is told how to come in."""
    own = set(Membership.objects.current().filter(person=request.user).values_list("subgroup_id", flat=True))
    found = sorted(
        Subgroup.objects.visible_to(request.user).filter(programme=programme),
        key=lambda subgroup: (subgroup.pk not in own, subgroup.number),
    )
    for subgroup in found:
        subgroup.own = subgroup.pk in own
    if not found and roles_of(request.user, programme).isdisjoint(MEMBERS):
        return None
    return {"subgroups": found}


def of_theme(request, theme):
    """The sessions of one's own subgroup on the theme: digikahvit, as a rule."""
    sessions = Session.objects.visible_to(request.user).filter(theme=theme, whole_programme=False)
    sessions = with_subgroups(sessions.select_related("programme", "theme"), request.user)
    is_digikahvit = all(session.kind == Session.Kind.DIGIKAHVIT for session in sessions)
    return {"sessions": sessions, "is_digikahvit": is_digikahvit} if sessions else None


def plan_programme(request, programme):
    """The way to the programme's plan, for who makes it."""
    if not request.user.has_perm("groups.plan", programme):
        return None
    return {"url": reverse("groups:plan", args=[programme.key]), "label": _("Themes, sessions and subgroups")}


def change_session(request, session):
    """The way to change when and where a session is, for who runs it."""
    if not request.user.has_perm("groups.run_session", session):
        return None
    return {"url": reverse("groups:plan_session", args=[session.pk]), "label": _("Change time and place")}
