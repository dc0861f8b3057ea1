"""The language of pages follows the person from device to device."""

from django.conf import settings


def in_own_language(response, person):
    """The answer, after which pages speak the person's language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        person.language,
        max_age=settings.SESSION_COOKIE_AGE,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
