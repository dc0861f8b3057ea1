from django.urls import path

from coaching.lectures.views import materials, sending, shelf, watching

app_name = "lectures"
urlpatterns = [
    path("tallenne/<int:pk>/", watching.recording, name="recording"),
    path("tallenne/<int:pk>/tiedosto", watching.film, name="film"),
    path("tallenne/<int:pk>/kuva", watching.poster, name="poster"),
    path("tallenne/<int:pk>/katsottu/", watching.watched, name="watched"),
    path("tallenne/<int:pk>/olen-katsonut/", watching.told, name="told"),
    path("tekstitys/<int:pk>.vtt", watching.captions, name="captions"),
    path("tekstitys/<int:pk>/", watching.transcript, name="transcript"),
    path("teema/<int:theme>/uusi-tallenne/", shelf.add, name="add"),
    path("tallenne/<int:pk>/hoida/", shelf.manage, name="manage"),
    path("tallenne/<int:pk>/tiedot/", shelf.edit, name="edit"),
    path("tallenne/<int:pk>/tekstita/", shelf.add_captions, name="add_captions"),
    path("tekstitys/<int:pk>/poista/", shelf.remove_captions, name="remove_captions"),
    path("tallenne/<int:pk>/julkaise/", shelf.publish, name="publish"),
    path("tallenne/<int:pk>/piilota/", shelf.withdraw, name="withdraw"),
    path("tallenne/<int:pk>/tila/", shelf.state, name="state"),
    path("tallenne/<int:pk>/laheta/", sending.whole, name="send_whole"),
    path("tallenne/<int:pk>/lahetys/", sending.start, name="start_upload"),
    path("lahetys/<uuid:pk>/", sending.upload, name="upload"),
    path("lahetys/<uuid:pk>/valmis/", sending.finish, name="finish_upload"),
    path("teema/<int:theme>/materiaali/", materials.add, name="add_material"),
    path("materiaali/<int:pk>/", materials.download, name="material"),
    path("materiaali/<int:pk>/poista/", materials.remove, name="remove_material"),
]
