from django.urls import path

from realtime.video import views as video
from realtime.views import by_form, coach, deeds, projector, room, script

app_name = "realtime"
urlpatterns = [
    path("<int:session>/", room.room, name="room"),
    path("<int:session>/sano/", room.say, name="say"),
    path("<int:session>/vastaa/", room.vote, name="vote"),
    path("<int:session>/teot/", deeds.do_all, name="deeds"),
    path("<int:session>/poistu/", room.leave, name="leave"),
    path("<int:session>/tee/<slug:name>/", by_form.do, name="do"),
    path("<int:session>/kulku/", script.script, name="script"),
    path("<int:session>/kulku/kopioi/", script.copy, name="script_copy"),
    path("<int:session>/kulku/<int:item>/", script.edit, name="script_item"),
    path("<int:session>/kulku/<int:item>/siirra/", script.move, name="script_move"),
    path("<int:session>/kulku/<int:item>/poista/", script.remove, name="script_remove"),
    path("<int:session>/avaa/", coach.open_poll, name="open"),
    path("<int:session>/sulje/", coach.close, name="close"),
    path("<int:session>/nayta/", coach.reveal, name="reveal"),
    path("<int:session>/pikakysely/", coach.quick, name="quick"),
    path("<int:session>/video/", video.video_pass, name="video_pass"),
    path("video/events/<path:about>", video.hear, name="video_events"),
    path("valkokangas/<str:token>/qr.svg", projector.qr, name="qr"),
    path("valkokangas/<str:token>/", projector.projector, name="projector"),
]
