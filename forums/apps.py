from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ForumsConfig(AppConfig):
    name = "forums"

    def ready(self):
        from forums.index import keep

        post_migrate.connect(keep, sender=self)
