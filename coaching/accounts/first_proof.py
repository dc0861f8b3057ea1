"""The first time an e-mail is proven by logging in with it, what was made before the proof stops working.

Whoever joins types an e-mail, and it may be another's. Once its owner comes,
sessions, password and personal code from before are nobody's business.
"""

from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from django.contrib.auth import update_session_auth_hash


def note_proof(request, person):
    """Called when somebody has just logged in; does something only after a code sent to the account's own e-mail."""
    steps = get_authentication_records(request, person)
    if not any(step["method"] == "code" and step.get("email") == person.email for step in steps):
        return
    address, _new = EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"primary": True})
    if address.verified:
        return
    address.verified = True
    address.save(update_fields=["verified"])
    person.set_unusable_password()  # sessions are tied to it
    person.login_code_hash = None
    person.save(update_fields=["password", "login_code_hash"])
    update_session_auth_hash(request, person)
