from django.urls import path

from realtime.tools.guests import views

app_name = "guests"
urlpatterns = [
    path("", views.ask_code, name="code"),
    path("<str:code>/", views.door, name="door"),
    path("<str:code>/kiitos/", views.left, name="left"),
]
