"""The surveys of a programme: one's own, and for who looks after them how many have answered."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from coaching.core.access import require
from coaching.programmes.models import Programme
from coaching.surveys.audience import Belonging, concerns, those_seen
from coaching.surveys.counting import with_turnout
from coaching.surveys.models import BlankSheet, Sheet, Survey, Wave

A_PAGE = 20


@login_required
def surveys(request, key):
    programme = get_object_or_404(Programme.objects.visible_to(request.user), key=key)
    require(request.user, "programmes.take_part", programme)
    waves = Wave.objects.around(request.user).filter(survey__programme=programme, session__isnull=True)
    waves = sorted(waves, key=nearest)
    lists = {"own": own_waves(request, programme, waves)}
    if request.user.has_perm("surveys.see_counts", programme):
        lists["looked_after"] = those_seen(waves, request.user, programme)
    if request.user.has_perm("surveys.write", programme):
        lists["instruments"] = list(Survey.objects.filter(programme=programme))
    page = Paginator(max(lists.values(), key=len), A_PAGE).get_page(request.GET.get("page"))
    first = (page.number - 1) * A_PAGE
    shown = {name: found[first : first + A_PAGE] for name, found in lists.items()}
    with_turnout(shown.get("looked_after", []), programme)
    return render(request, "surveys/list.html", {"programme": programme, "page": page, **shown})


def nearest(wave):
    """What is open first, then what comes next, then what is over, the latest before the earlier."""
    if wave.is_over:
        return 2, -wave.closes_at.timestamp()
    return (0, wave.closes_at.timestamp()) if wave.is_open else (1, wave.opens_at.timestamp())


def own_waves(request, programme, waves):
    """Those that concern the person, with whether it has been sent and whether there are results to see."""
    belonging = Belonging.of(request.user, programme)
    sent = Sheet.objects.filter(wave__in=waves, person=request.user, sent_at__isnull=False)
    sent = set(sent.values_list("wave_id", flat=True))
    boxes = set(BlankSheet.objects.filter(wave__in=waves).values_list("wave_id", flat=True))
    own = [wave for wave in waves if concerns(wave, request.user, belonging)]
    for wave in own:
        wave.is_sent = wave.pk in sent or f"answered-{wave.pk}" in request.COOKIES
        wave.has_results = wave.is_over and (wave.pk in sent or wave.pk in boxes)
    return own
