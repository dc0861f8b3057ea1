from django.apps import AppConfig


class PilotsConfig(AppConfig):
    name = "coaching.pilots"
    label = "pilots"
