"""Addresses of the API. Every table has its own, so that its rows can be described."""

from django.urls import path

from coaching.evaluation.api import views
from coaching.evaluation.extract import all_datasets

app_name = "api"
urlpatterns = [
    path("", views.Start.as_view(), name="start"),
    path("schema/", views.Schema.as_view(), name="schema"),
    path("programme/", views.ProgrammeWay.as_view(), name="programme"),
    path("tables/", views.Tables.as_view(), name="tables"),
    *(path(f"tables/{name}/rows/", views.Rows.as_view(table=name), name=f"rows_{name}") for name in all_datasets()),
    path("tables/<slug:name>/", views.Columns.as_view(), name="columns"),
    path("tables/<slug:name>.<slug:kind>", views.File.as_view(), name="file"),
    path("packages/", views.Packages.as_view(), name="packages"),
    path("packages/<int:number>/summaries/", views.Figures.as_view(), name="figures"),
    path("<path:rest>", views.Nothing.as_view(), name="nothing"),
]
