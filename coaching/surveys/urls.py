from django.urls import path

from coaching.surveys.views import answering, feedback, listing, results, sending

app_name = "surveys"
urlpatterns = [
    path("vastaa/<int:pk>/", answering.answer, name="answer"),
    path("vastaa/<int:pk>/talteen/", answering.keep, name="keep"),
    path("vastaa/<int:pk>/kiitos/", answering.thanks, name="thanks"),
    path("muistuta/<int:pk>/", sending.remind, name="remind"),
    path("tulokset/<int:pk>/", results.results, name="results"),
    path("palaute/<int:pk>/", feedback.feedback, name="feedback"),
    path("<slug:key>/", listing.surveys, name="list"),
]
