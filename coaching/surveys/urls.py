from django.urls import path

from coaching.surveys.views import answering, feedback, listing, results, sending, writing

app_name = "surveys"
urlpatterns = [
    path("vastaa/<int:pk>/", answering.answer, name="answer"),
    path("vastaa/<int:pk>/talteen/", answering.keep, name="keep"),
    path("vastaa/<int:pk>/kiitos/", answering.thanks, name="thanks"),
    path("muistuta/<int:pk>/", sending.remind, name="remind"),
    path("tulokset/<int:pk>/", results.results, name="results"),
    path("palaute/<int:pk>/", feedback.feedback, name="feedback"),
    path("lomake/<int:pk>/", writing.survey, name="survey"),
    path("lomake/<int:pk>/sanat/", writing.words, name="words"),
    path("lomake/<int:pk>/kopioi/", writing.copy, name="copy"),
    path("lomake/<int:pk>/aalto/", writing.wave, name="plan_wave"),
    path("lomake/<int:pk>/kysymys/", writing.add, name="add_item"),
    path("kysymys/<int:pk>/", writing.change, name="change_item"),
    path("kysymys/<int:pk>/paikka/", writing.place, name="place_item"),
    path("<slug:key>/", listing.surveys, name="list"),
]
