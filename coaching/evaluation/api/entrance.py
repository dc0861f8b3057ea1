"""Who may come in to the API, how often, and how a refusal is told."""

from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied, Throttled
from rest_framework.permissions import BasePermission
from rest_framework.response import Response
from rest_framework.views import exception_handler

from coaching.accounts.throttle import count, key_of
from coaching.core.errors import Refused
from coaching.evaluation.api import tokens

MINUTE, HOUR = 60, 3600
FROM_AN_ADDRESS = 300
WITH_A_TOKEN = 120
FILES = 60
PROBLEM = "application/problem+json"


class BearerToken(BaseAuthentication):
    """``Authorization: Bearer dk_…``; no session and no cookie, so nothing that a page could be made to send."""

    def authenticate(self, request):
        scheme, _space, secret = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        token = tokens.find(secret.strip().decode("ascii", "replace"))
        if token is None:
            raise AuthenticationFailed(
                _("This token is not in force. It may have ended or been taken back; the organiser can give a new one.")
            )
        return token.person, token

    def authenticate_header(self, request):
        return 'Bearer realm="digikahvit"'


class MayExport(BasePermission):
    """The holder's own right holds at this moment, whatever the token says."""

    def has_permission(self, request, view):
        if request.auth is None:
            return False
        if request.user.is_active and request.user.has_perm("evaluation.export", request.auth.study):
            return True
        raise PermissionDenied(
            _("You do not evaluate this programme today: your time has ended or has not begun."), code="not_evaluator"
        )


def limit_address(request):
    """Every request counts, before it is known who asks: guessing tokens is slow."""
    if count(key_of(request, "api"), MINUTE) > FROM_AN_ADDRESS:
        raise Throttled(wait=MINUTE)


def limit_token(token):
    if count(f"api:{token.pk}", MINUTE) > WITH_A_TOKEN:
        raise Throttled(wait=MINUTE)


def limit_files(token):
    """Whole tables are the work of many pages, and each is a row in the access log."""
    if count(f"api-files:{token.pk}", HOUR) > FILES:
        raise Throttled(wait=HOUR)


def refuse_outside_scope(token, *names):
    """403 unless the token gives these tables."""
    if missing := set(names) - {*token.tables, *tokens.ALWAYS}:
        sentence = _("This token does not give “{tables}”. The organiser can issue one that does.")
        raise PermissionDenied(sentence.format(tables=", ".join(sorted(missing))), code="scope")


def problem(status_code, code, detail, headers=None, **more):
    """What went wrong as a sentence in the reader's language, with a code for programs (RFC 9457)."""
    data = {"type": "about:blank", "status": status_code, "code": code, "detail": str(detail), **more}
    return Response(data, status=status_code, headers=headers, content_type=PROBLEM)


def problem_of(error, context):
    """Every refusal as a problem; what is nobody's mistake goes on as an error of the server."""
    if isinstance(error, Refused):
        return problem(status.HTTP_409_CONFLICT, error.code, error.message)
    answer = exception_handler(error, context)
    if answer is None:
        return None
    code = answer.status_code
    sentences = {
        400: _("The address holds something that is not right."),
        401: _("Send your token in the header “Authorization: Bearer …”."),
        403: _("You may not read this."),
        404: _("There is nothing at this address."),
        405: _("This data is only read: use GET."),
        429: _("Too many requests at a time. Wait a while and try again."),
    }
    own = isinstance(error, (AuthenticationFailed, PermissionDenied))
    detail = error.detail if own or code not in sentences else sentences[code]
    name = error.get_codes() if own else {401: "no_token", 404: "not_found", 429: "too_many"}.get(code, "refused")
    kept = {header: answer[header] for header in ("WWW-Authenticate", "Retry-After", "Allow") if header in answer}
    return problem(code, name, detail, headers=kept)
