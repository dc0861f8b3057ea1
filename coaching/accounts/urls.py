from django.urls import path

from coaching.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.me, name="me"),
    path("koodi/", views.login_code, name="login_code"),
    path("koodi/uusi/", views.new_code, name="new_code"),
    path("omat-tiedot/", views.download, name="download"),
    path("unohda/", views.forget, name="forget"),
]
