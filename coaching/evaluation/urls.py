from django.urls import path, register_converter

from coaching.evaluation import views
from coaching.evaluation.api import organiser
from coaching.evaluation.dashboards import views as dashboards
from coaching.evaluation.formats import WRITERS
from coaching.evaluation.interviews import views as interviews


class Format:
    """A format's name in an address."""

    regex = "|".join(WRITERS)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(Format, "table_format")

app_name = "evaluation"
urlpatterns = [
    path("", views.studies, name="studies"),
    path("<int:pk>/", views.study, name="study"),
    path("<int:pk>/paketti/", views.ask, name="ask"),
    path("<int:pk>/laske/", views.count, name="count"),
    path("<int:pk>/taulu/<slug:name>.<table_format:kind>", views.table, name="table"),
    path("<int:pk>/koodikirja/", views.codebook_page, name="codebook"),
    path("<int:pk>/koodikirja/koodikirja.<str:kind>", views.codebook_file, name="codebook_file"),
    path("<int:pk>/kayttoloki/", views.log, name="log"),
    path("<int:pk>/rajapinta/", organiser.tokens, name="tokens"),
    path("<int:pk>/rajapinta/<int:token>/peru/", organiser.revoke_token, name="revoke_token"),
    path("<int:pk>/haastattelut/", interviews.interviews, name="interviews"),
    path("<int:pk>/haastattelut/uusi/", interviews.register, name="register_interview"),
    path("<int:pk>/haastattelut/<int:number>/", interviews.interview, name="interview"),
    path("<int:pk>/haastattelut/<int:number>/teksti/", interviews.transcript, name="transcript"),
    path("<int:pk>/haastattelut/<int:number>/ratkaise/", interviews.decide, name="decide_marks"),
    path("<int:pk>/haastattelut/<int:number>/lue/", interviews.read, name="read_transcript"),
    path("<int:pk>/haastattelut/<int:number>/teksti/poista/", interviews.remove_transcript, name="remove_transcript"),
    path("<int:pk>/haastattelut/<int:number>/poista/", interviews.remove, name="remove_interview"),
    path("<int:pk>/avain/havita/", views.destroy_key, name="destroy_key"),
    path("luvut/<slug:key>/", dashboards.figures, name="figures"),
    path("luvut/<slug:key>/raportti.pdf", dashboards.report_file, name="report"),
    path("luvut/<slug:key>/alaryhmat/", dashboards.glance, name="glance"),
    path("luvut/<slug:key>/<slug:view>/", dashboards.figures, name="figures_view"),
    path("luvut/<slug:key>/<slug:table>.<str:kind>", dashboards.figure_file, name="figure_file"),
    path("paketit/<int:pk>/", views.extraction, name="extraction"),
    path("paketit/<int:pk>/uudestaan/", views.retry, name="retry"),
    path("paketit/<int:pk>/lataa/", views.download, name="download"),
]
