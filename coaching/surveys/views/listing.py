"""The surveys of a programme: one's own, and for who looks after them how many have answered."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render

from coaching.core.access import require
from coaching.programmes.models import Programme
from coaching.surveys.audience import Belonging, concerns, those_seen
from coaching.surveys.counting import with_turnout
from coaching.surveys.models import BlankSheet, Sheet, Survey, Wave


@login_required
def surveys(request, key):
    programme = get_object_or_404(Programme.objects.visible_to(request.user), key=key)
    require(request.user, "programmes.take_part", programme)
    waves = list(Wave.objects.around(request.user).filter(survey__programme=programme, session__isnull=True))
    context = {"programme": programme, "own": own_waves(request, programme, waves)}
    if request.user.has_perm("surveys.see_counts", programme):
        context["looked_after"] = with_turnout(those_seen(waves, request.user, programme), programme)
    if request.user.has_perm("surveys.write", programme):
        context["instruments"] = Survey.objects.filter(programme=programme)
    return render(request, "surveys/list.html", context)


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
