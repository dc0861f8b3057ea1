"""Surveys on other pages: what waits for an answer, and how many have answered."""

from coaching.surveys.asking import minutes, parts_asked
from coaching.surveys.audience import Belonging, concerns, those_seen
from coaching.surveys.counting import with_turnout
from coaching.surveys.models import Sheet, Wave


def waiting(request, _subject):
    """Open surveys one has not sent yet, with the minutes they take and their last day."""
    found = [one | {"minutes": minutes(one["parts"])} for one in unanswered(request) if one["parts"]]
    return {"surveys": found} if found else None


def unanswered(request):
    waves = Wave.objects.around(request.user).open().filter(session__isnull=True)
    waves = waves.prefetch_related("survey__sections__items")
    sheets = dict(Sheet.objects.filter(wave__in=waves, person=request.user).values_list("wave_id", "sent_at"))
    belongings = {}
    for wave in waves:
        programme = wave.programme
        if sheets.get(wave.pk) or f"answered-{wave.pk}" in request.COOKIES:
            continue
        if programme.pk not in belongings:
            belongings[programme.pk] = Belonging.of(request.user, programme)
        if concerns(wave, request.user, belongings[programme.pk]):
            parts = parts_asked(wave, request.user, belongings[programme.pk])
            yield {"wave": wave, "parts": parts, "begun": wave.pk in sheets}


def of_programme(request, programme):
    """The programme's surveys that are open; for who looks after them, how many have answered.

    Who writes surveys finds the way to them before there are any.
    """
    if not request.user.has_perm("programmes.take_part", programme):
        return None
    waves = list(Wave.objects.around(request.user).filter(survey__programme=programme, session__isnull=True))
    if not waves and not request.user.has_perm("surveys.write", programme):
        return None
    open_waves = [wave for wave in waves if wave.is_open]
    if request.user.has_perm("surveys.see_counts", programme):
        open_waves = those_seen(open_waves, request.user, programme)
        with_turnout(open_waves, programme)
    else:
        open_waves = []
    return {"programme": programme, "waves": open_waves}
