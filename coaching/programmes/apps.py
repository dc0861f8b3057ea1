from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "coaching.programmes"
    label = "programmes"
