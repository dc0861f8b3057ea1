from django.urls import path, re_path

from coaching.pilots.views import board, feedback, pilots, record, steps, toimintamalli, visits

app_name = "pilots"
urlpatterns = [
    path("kokeilu/<int:pk>/", pilots.pilot, name="pilot"),
    path("kokeilu/<int:pk>/osa/<slug:key>/", record.part, name="part"),
    path("kokeilu/<int:pk>/osa/<slug:key>/<int:thing>/", record.thing, name="thing"),
    path("kokeilu/<int:pk>/osa/<slug:key>/<int:thing>/poista/", record.remove_thing, name="remove_thing"),
    path("kokeilu/<int:pk>/tila/", board.move, name="move"),
    path("kokeilu/<int:pk>/asiakaspalaute/", feedback.feedback, name="client_feedback"),
    path("kokeilu/<int:pk>/asiakaspalaute/juliste/", feedback.poster, name="poster"),
    path("kokeilu/<int:pk>/oma-palaute/", feedback.worker, name="worker_feedback"),
    path("kokeilu/<int:pk>/toimintamalli/", toimintamalli.page, name="toimintamalli"),
    re_path(
        r"^kokeilu/(?P<pk>\d+)/toimintamalli/toimintamalli\.(?P<kind>docx|html)$",
        toimintamalli.model_file,
        name="model_file",
    ),
    path("kokeilu/<int:pk>/ihmiset/", pilots.people, name="people"),
    path("kokeilu/<int:pk>/ihmiset/<int:person>/poista/", pilots.remove_person, name="remove_person"),
    path("kokeilu/<int:pk>/askel/", steps.add, name="add_step"),
    path("askel/<int:pk>/", steps.tick, name="tick"),
    path("askel/<int:pk>/muokkaa/", steps.change, name="change_step"),
    path("palaute/<slug:token>/", feedback.answer, name="feedback"),
    path("palaute/<slug:token>/kiitos/", feedback.thanks, name="feedback_thanks"),
    path("kaynti/<int:pk>/", visits.visit, name="visit"),
    path("kaynti/<int:pk>/muokkaa/", visits.change, name="change_visit"),
    path("kaynti/<int:pk>/peru/", visits.take_back, name="take_back"),
    path("<slug:key>/", board.pilots, name="list"),
    path("<slug:key>/uusi/", pilots.suggest, name="suggest"),
    path("<slug:key>/kaynnit/", visits.visits, name="visits"),
    path("<slug:key>/kaynnit/uusi/", visits.log, name="log"),
    path("<slug:key>/kaynnit/uusi/tyo.js", visits.worker, name="visit_worker"),
    path("<slug:key>/kaynnit/ilman-yhteytta/", visits.offline, name="offline"),
]
