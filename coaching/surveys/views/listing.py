"""The surveys of a programme: one's own, and for who looks after them how many have answered."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render

from coaching.core.access import require
from coaching.programmes.models import Programme
from coaching.surveys.audience import Belonging, concerns
from coaching.surveys.models import Sheet, Wave


@login_required
def surveys(request, key):
    programme = get_object_or_404(Programme.objects.visible_to(request.user), key=key)
    require(request.user, "programmes.take_part", programme)
    waves = Wave.objects.around(request.user).filter(survey__programme=programme, session__isnull=True)
    belonging = Belonging.of(request.user, programme)
    sent = Sheet.objects.filter(wave__in=waves, person=request.user, sent_at__isnull=False)
    sent = set(sent.values_list("wave_id", flat=True))
    own = [wave for wave in waves if concerns(wave, request.user, belonging)]
    for wave in own:
        wave.is_sent = wave.pk in sent or f"answered-{wave.pk}" in request.COOKIES
    return render(request, "surveys/list.html", {"programme": programme, "own": own})
