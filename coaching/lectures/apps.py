from django.apps import AppConfig


class LecturesConfig(AppConfig):
    name = "coaching.lectures"
    label = "lectures"
