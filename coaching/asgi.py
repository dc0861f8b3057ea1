"""One door for pages and for the live rooms."""

import os

from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application
from django.urls import re_path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching.settings")
pages = get_asgi_application()

from coaching.core.pacing import paced  # noqa: E402
from realtime.routing import sockets, streams  # noqa: E402  (models can be imported only after the pages are set up)

application = ProtocolTypeRouter(
    {
        "http": URLRouter([*streams, re_path("", paced(pages))]),
        "websocket": AllowedHostsOriginValidator(URLRouter(sockets)),
    }
)
