"""To whom mail may go, and sending one message."""

import logging
import smtplib

from allauth.account.models import EmailAddress
from django.core.mail import send_mail

from coaching.accounts.models import User

logger = logging.getLogger("digikahvit.mail")


def with_mail(people):
    """Those of them whose e-mail is proven to be their own: it is used for nothing before."""
    proven = EmailAddress.objects.filter(user__in=people, verified=True, primary=True)
    return User.objects.filter(pk__in=proven.values("user"), email__isnull=False).order_by("pk")


def mailed(person, subject, text):
    """1 when the message went, 0 when the mail server did not take it."""
    try:
        return send_mail(subject, text, None, [person.email])
    except (smtplib.SMTPException, OSError):
        logger.warning("a message was not taken by the mail server")
        return 0
