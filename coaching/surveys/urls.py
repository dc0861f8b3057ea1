from django.urls import path

from coaching.surveys.views import answering, feedback, listing, planning, preview, results, sending, writing

app_name = "surveys"
urlpatterns = [
    path("vastaa/<int:pk>/", answering.answer, name="answer"),
    path("vastaa/<int:pk>/talteen/", answering.keep, name="keep"),
    path("vastaa/<int:pk>/kiitos/", answering.thanks, name="thanks"),
    path("muistuta/<int:pk>/", sending.remind, name="remind"),
    path("tulokset/<int:pk>/", results.results, name="results"),
    path("palaute/<int:pk>/", feedback.feedback, name="feedback"),
    path("lomake/<int:pk>/", writing.survey, name="survey"),
    path("lomake/<int:pk>/esikatselu/", preview.preview, name="preview"),
    path("lomake/<int:pk>/sanat/", writing.words, name="words"),
    path("lomake/<int:pk>/kopioi/", writing.copy, name="copy"),
    path("lomake/<int:pk>/aalto/", planning.plan, name="plan_wave"),
    path("aalto/<int:pk>/", planning.change, name="change_wave"),
    path("aalto/<int:pk>/pois/", planning.remove, name="remove_wave"),
    path("osa/<int:pk>/", writing.section, name="change_section"),
    path("lomake/<int:pk>/kysymys/", writing.add, name="add_item"),
    path("kysymys/<int:pk>/", writing.change, name="change_item"),
    path("kysymys/<int:pk>/paikka/", writing.place, name="place_item"),
    path("<slug:key>/uusi/", writing.begin, name="begin"),
    path("<slug:key>/", listing.surveys, name="list"),
]
