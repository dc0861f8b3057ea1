"""What happens to answers on their way to the reader."""

from django.contrib import messages
from django.http import JsonResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect, render

from coaching.core.back import own_address
from coaching.core.errors import Refused


class RefusedMiddleware:
    """Turns Refused into a message on the page one came from, or a 409 for programs and htmx.

    Forms that hold typed text catch Refused themselves and show it beside the
    text; this is the net below them.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        if not isinstance(error, Refused):
            return None
        if "application/json" in request.headers.get("Accept", "") or request.path.startswith("/api/"):
            return JsonResponse({"code": error.code, "detail": str(error.message)}, status=409)
        back = own_address(request, request.headers.get("Referer", ""))
        if request.method == "POST" and back:
            messages.error(request, error.message)
            return redirect(back)
        return render(request, "409.html", {"message": error.message}, status=409)


class SmallPages(GZipMiddleware):
    """Pages compressed, as they are three quarters of what a visitor who knows the house has to fetch.

    Files are not: a film is sent in ranges, and an export as it is made.
    """

    def process_response(self, request, response):
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
