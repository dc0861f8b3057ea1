"""One door for pages and for the live rooms."""

import os

import django
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.urls import re_path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching.settings")
django.setup(set_prefix=False)

from coaching.core.pacing import paced  # noqa: E402  (models can be imported only after setting up)
from coaching.core.pages import Pages, with_static  # noqa: E402
from realtime.routing import sockets, streams  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": URLRouter([*streams, re_path("", with_static(paced(Pages())))]),
        "websocket": AllowedHostsOriginValidator(URLRouter(sockets)),
    }
)
