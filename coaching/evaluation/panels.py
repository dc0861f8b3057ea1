"""What the evaluation shows on other pages: a way in for evaluators, and a word to organisers."""

from django.urls import reverse
from django.utils.translation import gettext as _

from coaching.evaluation.models import Study
from coaching.programmes.access import roles_of
from coaching.programmes.models import Enrolment, Role


def evaluated_by(request):
    """The studies the user works on today; asked once a request."""
    if not hasattr(request, "studies_evaluated"):
        mine = Enrolment.objects.current().filter(person=request.user, role=Role.EVALUATOR)
        request.studies_evaluated = list(
            Study.objects.filter(programme__in=mine.values("programme_id")).select_related("programme")
        )
    return request.studies_evaluated


def navigation(request, _subject):
    studies = evaluated_by(request)
    if not studies:
        return None
    return {"url": reverse("evaluation:studies"), "label": _("Evaluation"), "icon": "bar-chart"}


def front(request, _subject):
    studies = evaluated_by(request)
    return {"studies": studies} if studies else None


def of_programme(request, programme):
    """The figures, and the studies of those who work with them; the user's roles are asked once."""
    roles = roles_of(request.user, programme)
    if roles.isdisjoint({Role.EVALUATOR, Role.COACH, Role.ORGANISER}):
        return None
    sees_studies = not roles.isdisjoint({Role.EVALUATOR, Role.ORGANISER})
    return {"studies": list(Study.objects.filter(programme=programme)) if sees_studies else [], "programme": programme}
