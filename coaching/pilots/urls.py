from django.urls import path

from coaching.pilots.views import pilots, steps, visits

app_name = "pilots"
urlpatterns = [
    path("kokeilu/<int:pk>/", pilots.pilot, name="pilot"),
    path("kokeilu/<int:pk>/muokkaa/", pilots.edit, name="edit"),
    path("kokeilu/<int:pk>/ihmiset/", pilots.people, name="people"),
    path("kokeilu/<int:pk>/ihmiset/<int:person>/poista/", pilots.remove_person, name="remove_person"),
    path("kokeilu/<int:pk>/askel/", steps.add, name="add_step"),
    path("askel/<int:pk>/", steps.tick, name="tick"),
    path("kaynti/<int:pk>/", visits.visit, name="visit"),
    path("kaynti/<int:pk>/muokkaa/", visits.change, name="change_visit"),
    path("kaynti/<int:pk>/peru/", visits.take_back, name="take_back"),
    path("<slug:key>/", pilots.pilots, name="list"),
    path("<slug:key>/uusi/", pilots.suggest, name="suggest"),
    path("<slug:key>/kaynnit/", visits.visits, name="visits"),
    path("<slug:key>/kaynnit/uusi/", visits.log, name="log"),
]
