from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "coaching.core"
    label = "core"

    def ready(self):
        """Every app plugs in what it offers to the rest of the house, and its permissions."""
        autodiscover_modules("access", "contributions")
