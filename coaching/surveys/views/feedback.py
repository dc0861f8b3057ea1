"""Feedback on the page of a session that has ended: two taps and one open field."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from coaching.core import drafts
from coaching.core.access import require
from coaching.core.near_misses import warn_of_near_misses
from coaching.programmes.models import Session
from coaching.surveys import actions
from coaching.surveys.asking import fill, parts_asked, questions_of, take
from coaching.surveys.counting import turnout
from coaching.surveys.feedback import feedback_wave, saved
from coaching.surveys.models import Sheet


def after_session(request, session):
    """For who was there: the questions, or thanks. For who looks after it: how many have answered, then results."""
    wave = feedback_wave(session)
    if wave is None:
        return None
    panel = {
        "wave": wave,
        "about": place(session),
        "asked": wave.is_open and request.user.has_perm("surveys.answer", wave),
    }
    panel["looked_after"] = request.user.has_perm("surveys.remind", wave)
    panel["results"] = bool(wave.pk) and wave.is_over and request.user.has_perm("surveys.see_results", wave)
    if panel["asked"]:
        sheet = own_sheet(wave, request.user)
        panel |= {"sheet": sheet, "questions": questions_of(fill(parts_asked(wave, request.user), sheet))}
        unsent(panel["questions"], drafts.unsent(request.user, place(session)))
    if panel["looked_after"] and wave.pk and wave.is_open:
        panel["turnout"] = turnout(wave)
    return panel if panel["asked"] or panel["results"] or panel["looked_after"] else None


def place(session):
    return f"feedback:{session.pk}"


def unsent(questions, draft):
    """Put what was typed and not sent into the questions."""
    if draft:
        take([question for question in questions if question.item.name in draft], Typed(draft))


class Typed(dict):
    """A draft read as a form."""

    def getlist(self, name):
        values = self.get(name, [])
        return values if isinstance(values, list) else [values]


def own_sheet(wave, person):
    return Sheet.objects.filter(wave=wave, person=person).first() if wave.pk else None


@login_required
def feedback(request, pk):
    """Keep and send the feedback; what cannot be kept comes back with a sentence beside it."""
    sessions = Session.objects.visible_to(request.user).select_related("programme")
    session = get_object_or_404(sessions, pk=pk)
    wave = feedback_wave(session)
    if request.method != "POST":
        return redirect(session)
    if wave is None or not request.user.has_perm("surveys.answer", wave):
        raise Http404
    require(request.user, "surveys.answer", wave)
    actions.refuse_unless_open(wave)
    questions = questions_of(parts_asked(wave, request.user))
    if not take(questions, request.POST):
        context = {"session": session, "programme": session.programme, "wave": wave, "questions": questions}
        return render(request, "surveys/feedback.html", context | {"about": place(session)}, status=422)
    if any(question.is_answered for question in questions):
        wave = saved(wave)
        actions.keep(by=request.user, wave=wave, values={question.item: question.value for question in questions})
        actions.send(by=request.user, wave=wave)
        messages.success(request, _("Thank you for the feedback."))
    warn_of_near_misses(request, [question.value for question in questions])
    drafts.sent(request.user, place(session))
    return redirect(session)
