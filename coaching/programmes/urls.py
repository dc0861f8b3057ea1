from django.urls import path

from coaching.programmes.views import demonstration, programme

app_name = "programmes"
urlpatterns = [
    path("ohjelmat/<slug:key>/", programme.programme, name="programme"),
    path("ohjelmat/<slug:key>/teemat/<slug:theme_key>/", programme.theme, name="theme"),
    path("esittely/<int:person>/", demonstration.demo_login, name="demo_login"),
]
