"""What is asked over HTTP: pages, made in one thread each, and their files, sent from the loop."""

from contextlib import closing
from io import BytesIO

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from whitenoise.middleware import WhiteNoiseMiddleware

NO_GUESSING = (b"x-content-type-options", b"nosniff")


class Pages(ASGIHandler):
    """All of a page is made in one thread: all our views are synchronous, and going back and forth between the loop
    and a thread around them cost more than most pages do.
    """

    def load_middleware(self, is_async=False):
        super().load_middleware(is_async=False)

    async def get_response_async(self, request):
        return await sync_to_async(self.get_response)(request)


def with_static(pages):
    """The same ASGI application, its files sent without waking Django: whoever comes first asks for a hundred.

    Where files may change under the server none are known here, and Django serves them.
    """
    files = WhiteNoiseMiddleware().files

    async def application(scope, receive, send):
        file = files.get(scope["path"])
        if file is None:
            await pages(scope, receive, send)
            return
        answer = file.get_response(scope["method"], _as_wsgi(scope["headers"]))
        with closing(answer.file or BytesIO()) as content:
            body = content.read()
        headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
        await send({"type": "http.response.start", "status": int(answer.status), "headers": [*headers, NO_GUESSING]})
        await send({"type": "http.response.body", "body": body})

    return application


def _as_wsgi(headers):
    return {
        f"HTTP_{name.decode('latin-1').upper().replace('-', '_')}": value.decode("latin-1") for name, value in headers
    }
