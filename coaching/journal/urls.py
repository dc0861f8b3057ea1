from django.urls import path

from coaching.journal import views

app_name = "journal"
urlpatterns = [
    path("merkinta/<int:pk>/", views.change, name="change"),
    path("merkinta/<int:pk>/poista/", views.throw_away, name="throw_away"),
    path("merkinta/<int:pk>/lupaus/", views.promise, name="promise"),
    path("<slug:key>/", views.mine, name="mine"),
    path("<slug:key>/uusi/", views.add, name="add"),
]
