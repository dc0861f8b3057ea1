"""The first time an e-mail is proven by logging in with it, what was made before the proof stops working.

Whoever joins types an e-mail, and it may be another's. Once its owner comes,
sessions, password, personal code and every other way in from before are
nobody's business. Before it neither a second step nor another address can be
added: either would keep the owner out.
"""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import update_session_auth_hash


def may_change_email(person):
    """Whether the account's e-mail has been proven, or there is none to prove."""
    return not person.email or EmailAddress.objects.filter(user=person, verified=True).exists()


def note_proof(request, person):
    """Called when somebody has just logged in; does something only after a code sent to the account's own e-mail."""
    steps = get_authentication_records(request, person)
    if not any(step["method"] == "code" and step.get("email") == person.email for step in steps):
        return
    address, _new = EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"primary": True})
    if address.verified and getattr(request, "proven_now", None) != person.email:
        return
    EmailAddress.objects.filter(user=person).exclude(pk=address.pk).delete()
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    address.verified = address.primary = True
    address.save(update_fields=["verified", "primary"])
    person.set_unusable_password()  # sessions are tied to it
    person.login_code_hash = None
    person.save(update_fields=["password", "login_code_hash"])
    update_session_auth_hash(request, person)


def note_confirmed(request, email_address, **signal):
    """Called when allauth has just marked an address as proven, which it does before the login that proved it."""
    request.proven_now = email_address.email


def note_unproven(user, **signal):
    """Called at every login: an e-mail that allauth does not know of yet becomes an unproven one, which it heeds."""
    sync_user_email_address(user)
