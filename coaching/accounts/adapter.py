"""How allauth behaves in this house."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Nobody signs up out of the blue: people come by invitation."""
        return False

    def populate_username(self, request, user):
        """There are no user names here."""
