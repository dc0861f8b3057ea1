from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "coaching.accounts"
    label = "accounts"

    def ready(self):
        from allauth.account.signals import email_confirmed

        from coaching.accounts.first_proof import note_confirmed, note_unproven

        user_logged_in.connect(note_unproven)
        email_confirmed.connect(note_confirmed)
