from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "coaching.journal"
    label = "journal"
