"""Signing in with a personal code."""

from django.contrib.auth.backends import ModelBackend

from coaching.accounts.login_codes import person_with_code


class LoginCodeBackend(ModelBackend):
    """For people without an e-mail; the page that asks for the code limits how often it may be tried."""

    def authenticate(self, request, login_code=None, **credentials):
        return person_with_code(login_code) if login_code else None
