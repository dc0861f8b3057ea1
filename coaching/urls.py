"""Where each app's pages begin. Paths are Finnish: people read and dictate them."""

from django.urls import include, path

from coaching.accounts.telling import accessibility_feedback
from coaching.accounts.views import choose_language
from coaching.programmes.views.front import front

urlpatterns = [
    path("", front, name="front"),
    path("", include("coaching.core.urls")),
    path("saavutettavuus/palaute/", accessibility_feedback, name="accessibility_feedback"),
    path("kieli/", choose_language, name="set_language"),
    path("", include("coaching.programmes.urls")),
    path("tili/", include("coaching.accounts.urls")),
    path("tili/", include("allauth.urls")),
    path("kyselyt/", include("coaching.surveys.urls")),
    path("luennot/", include("coaching.lectures.urls")),
    path("oppiminen/", include("coaching.journal.urls")),
    path("kokeilut/", include("coaching.pilots.urls")),
    path("arviointi/", include("coaching.evaluation.urls")),
    path("api/v1/", include("coaching.evaluation.api.urls")),
    path("ryhmat/", include("groups.urls")),
    path("keskustelut/", include("forums.urls")),
    path("huone/", include("realtime.urls")),
    path("t/", include("realtime.tools.guests.urls")),
]

handler403 = "coaching.core.views.forbidden"
