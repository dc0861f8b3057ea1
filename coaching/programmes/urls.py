from django.urls import path

from coaching.programmes.views import consents, demonstration, feed, invited, people, programme, session

app_name = "programmes"
urlpatterns = [
    path("ohjelmat/<slug:key>/", programme.programme, name="programme"),
    path("ohjelmat/<slug:key>/teemat/<slug:theme_key>/", programme.theme, name="theme"),
    path("ohjelmat/<slug:key>/teemat/<slug:theme_key>.ics", session.theme_ics, name="theme_ics"),
    path("ohjelmat/<slug:key>/tapaamiset/<slug:session_key>/", session.session, name="session"),
    path("ohjelmat/<slug:key>/tapaamiset/<slug:session_key>/paikalla/", session.attend, name="attend"),
    path("ohjelmat/<slug:key>/tapaamiset/<slug:session_key>.ics", session.session_ics, name="session_ics"),
    path("ohjelmat/<slug:key>/suostumukset/", consents.consents, name="consents"),
    path("ohjelmat/<slug:key>/ihmiset/", people.people, name="people"),
    path("ohjelmat/<slug:key>/ihmiset/kutsu/", people.invitation, name="invite"),
    path("ohjelmat/<slug:key>/ihmiset/<int:enrolment>/paata/", people.end, name="end_role"),
    path("ohjelmat/<slug:key>/ihmiset/<int:enrolment>/koodi/", people.personal_code, name="personal_code"),
    path("kutsu/<str:token>/", invited.accept_invitation, name="invitation"),
    path("kalenteri/", feed.my_calendar, name="calendar"),
    path("kalenteri/uusi-osoite/", feed.renew, name="renew_feed"),
    path("kalenteri/lopeta/", feed.end, name="end_feed"),
    path("kalenteri/<str:token>.ics", feed.feed, name="feed"),
    path("esittely/<int:person>/", demonstration.demo_login, name="demo_login"),
]
