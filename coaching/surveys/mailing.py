"""Telling people of a wave by e-mail: the invitation and the reminders, to those alone who have not answered."""

from datetime import timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from coaching.accounts.mail import mailed, with_mail
from coaching.core.errors import Refused
from coaching.core.history import record
from coaching.surveys.actions import refuse_unless_open
from coaching.surveys.asking import minutes, parts_asked
from coaching.surveys.audience import entitled
from coaching.surveys.models import Mailing, Sheet, Wave
from coaching.surveys.texts import said

BETWEEN = timedelta(hours=20)


def to_remind(wave):
    """The ids of those who may answer and have not; of an anonymous wave, of everybody asked."""
    people = entitled(wave)
    if not wave.survey.is_anonymous:
        sent = Sheet.objects.filter(wave=wave, sent_at__isnull=False, person__isnull=False)
        people -= set(sent.values_list("person_id", flat=True))
    return people


@transaction.atomic
def remind(*, by, wave, address):
    """Send the invitation, or a reminder: a message to each, in the background. ``address`` is the survey's own."""
    refuse_unless_open(wave)
    Wave.objects.select_for_update().get(pk=wave.pk)
    latest = wave.mailings.first()
    if latest and latest.at > timezone.now() - BETWEEN:
        raise Refused("too_soon", _("A message has gone out today already. People get at most one a day."))
    count = with_mail(to_remind(wave)).count()
    if not count:
        raise Refused("nobody", _("There is nobody to send to: the rest see the survey on their front page."))
    mailing = Mailing.objects.create(wave=wave, by=by, counted=count)
    record("surveys.reminded", actor=by, target=wave, scope=wave.survey.programme_id)
    transaction.on_commit(lambda: send_mailing.enqueue(mailing.pk, address))
    return mailing


@task()
def send_mailing(pk, address):
    """One message a person, none twice: a run begun again goes on where the last one was."""
    mailing = Mailing.objects.select_related("wave__survey__programme", "wave__session").get(pk=pk)
    for person in with_mail(to_remind(mailing.wave)).filter(pk__gt=mailing.reached):
        if not mailing.wave.is_open:
            break
        mailing.reached = person.pk
        mailing.save(update_fields=["reached"])
        mailing.sent += _write_to(person, mailing.wave, address)
        mailing.save(update_fields=["sent"])
    mailing.finished_at = timezone.now()
    mailing.save(update_fields=["finished_at"])


def _write_to(person, wave, address):
    """1 when the message went, 0 when the mail server did not take it."""
    with translation.override(person.language):
        context = {
            "survey": said(wave.survey.title),
            "programme": wave.programme,
            "wave": wave,
            "minutes": minutes(parts_asked(wave, person)),
            "address": address,
        }
        subject = _("A survey waits for you: {survey}").format(survey=context["survey"])
        text = render_to_string("surveys/mail.txt", context)
    return mailed(person, subject, text)
