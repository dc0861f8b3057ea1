"""allauth's forms for logging in and for one's e-mail, with the house's own count of how many come from one address.

allauth's count by address takes a lock that an office coming at the same
minute does not get in time, and refuses those left waiting; it is off.
"""

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm, LoginForm, RequestLoginCodeForm
from allauth.core import context
from django import forms

from coaching.accounts.first_proof import may_change_email
from coaching.accounts.throttle import TOO_MANY_LOG_INS, is_one_log_in_too_many


class _Counted:
    def clean(self):
        if is_one_log_in_too_many(context.request):
            raise forms.ValidationError(TOO_MANY_LOG_INS)
        return super().clean()


class PasswordForm(_Counted, LoginForm):
    """E-mail and password."""


class CodeByMailForm(_Counted, RequestLoginCodeForm):
    """E-mail, to which a code is sent."""


class NewEmailForm(AddEmailForm):
    """An e-mail, or another one; not in place of one that nobody has proven."""

    def clean_email(self):
        if not may_change_email(self.user):
            raise get_adapter().validation_error("unproven_email")
        return super().clean_email()
