from django.urls import path

from groups.people_import import views as people_import

app_name = "groups"
urlpatterns = [
    path("tuonti/<slug:key>/", people_import.choose, name="import"),
    path("tuonti/<slug:key>/vie/", people_import.bring_in, name="bring_in"),
]
