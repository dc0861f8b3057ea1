"""Telling what is not accessible, without a log-in: a mail to whoever provides the service, with the day it is due.

Nothing is kept here: the law's answer within 14 days comes from the address that gets the mail.
"""

import logging
import smtplib
from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coaching.accounts.throttle import TOO_MANY_ANSWERS, is_one_answer_too_many
from coaching.core.forms import GuardedForm
from coaching.core.views import whose_service

ANSWERED_IN = timedelta(days=14)
logger = logging.getLogger("digikahvit.mail")


class TellingForm(GuardedForm):
    what = forms.CharField(
        label=gettext_lazy("What did not work, and on which page?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5_000,
        help_text=gettext_lazy("If you use a screen reader, magnification or the like, tell that too."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail for the answer"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("Without it we cannot answer you, but we mend what you tell."),
    )


def accessibility_feedback(request):
    form = TellingForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = _send(request, form) if form.is_valid() else 422
    if status == 302:
        return redirect("accessibility")
    return render(request, "accounts/accessibility_feedback.html", whose_service() | {"form": form}, status=status)


def _send(request, form):
    """The status to answer with: 302 when it went; else what was typed stays, with a sentence that says what to do."""
    if is_one_answer_too_many(request, "accessibility"):
        form.add_error(None, TOO_MANY_ANSWERS)
        return 429
    whose = whose_service()
    try:
        _letter(request.get_host(), whose["contact"], **form.cleaned_data).send()
    except (smtplib.SMTPException, OSError):
        logger.warning("a message was not taken by the mail server")
        words = _("It could not be sent just now. Your text is still here: try again, or write to {contact}.")
        form.add_error(None, words.format(contact=whose["contact"]))
        return 503
    messages.success(request, _("Thank you. {owner} answers within 14 days.").format(owner=capfirst(whose["owner"])))
    return 302


def _letter(host, contact, what, email):
    """In the house's own language, whatever the teller's; a reply goes to the teller."""
    with translation.override(settings.LANGUAGE_CODE):
        due = date_format(timezone.localdate() + ANSWERED_IN, "SHORT_DATE_FORMAT")
        subject = _("Accessibility of {host}: answer by {day}").format(host=host, day=due)
        nobody = "" if email else _("No address for an answer was given.")
    body = "\n\n".join(part for part in (what, email, nobody) if part)
    return EmailMessage(subject, body, to=[contact], reply_to=[email] if email else None)
