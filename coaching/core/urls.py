from django.urls import path

from coaching.core import views

urlpatterns = [
    path("healthz", views.healthy, name="healthy"),
    path("saavutettavuus/", views.accessibility, name="accessibility"),
    path("tietosuoja/", views.privacy, name="privacy"),
    path("luonnos/<str:about>/", views.save_draft, name="save_draft"),
]
