from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "coaching.evaluation"
    label = "evaluation"
