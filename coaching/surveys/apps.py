from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "coaching.surveys"
    label = "surveys"
