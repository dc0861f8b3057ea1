"""How allauth behaves in this house."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching.accounts.first_proof import may_change_email, note_proof
from coaching.accounts.language import in_own_language
from coaching.core.history import log_access

SAID_BY_THE_PAGE = {
    "account/messages/logged_in.txt",
    "account/messages/logged_out.txt",
    "account/messages/login_code_sent.txt",
}


PROVE_FIRST = _("Log in once with a code sent to your e-mail first. Then you can change it.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {"unproven_email": PROVE_FIRST}

    def is_open_for_signup(self, request):
        """Nobody signs up out of the blue: people come by invitation."""
        return False

    def populate_username(self, request, user):
        """There are no user names here."""

    def post_login(self, request, user, **hooks):
        """Logging in is in the access log, and from then on the pages speak the person's own language."""
        note_proof(request, user)
        log_access("accounts.logged_in", actor=user, subject=f"user:{user.pk}")
        return in_own_language(super().post_login(request, user, **hooks), user)

    def can_delete_email(self, email_address):
        """An e-mail nobody has proven stays: without it another could be put in its place."""
        return may_change_email(email_address.user) and super().can_delete_email(email_address)

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """Leaves out what the page that follows shows anyway."""
        if message_template not in SAID_BY_THE_PAGE:
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_password_change_redirect_url(self, request):
        return reverse("accounts:me")


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "unverified_email": _("Log in once with a code sent to your e-mail first. Then you can add this."),
    }

    def get_public_key_credential_rp_entity(self):
        """What the device calls the service when it asks for a passkey."""
        return super().get_public_key_credential_rp_entity() | {"name": "Digikahvit"}

    def get_public_key_credential_user_entity(self, user):
        """The device lists its passkeys by the person's own name, which goes nowhere else."""
        return super().get_public_key_credential_user_entity(user) | {
            "name": user.display_name,
            "display_name": user.display_name,
        }
