"""The naive room: one Channels consumer a socket, one group_send a message, nothing stored."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching.settings")
import django

django.setup()

from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402  (settings first)


class Naive(AsyncWebsocketConsumer):
    groups = ["room"]

    async def receive(self, text_data=None, bytes_data=None):
        await self.channel_layer.group_send("room", {"type": "said", "text": text_data})

    async def said(self, event):
        await self.send(event["text"])


application = Naive.as_asgi()
