from django.urls import path

from realtime.video import views as video
from realtime.views import coach, deed, deeds, projector, room

app_name = "realtime"
urlpatterns = [
    path("<int:session>/", room.room, name="room"),
    path("<int:session>/sano/", room.say, name="say"),
    path("<int:session>/vastaa/", room.vote, name="vote"),
    path("<int:session>/teot/", deeds.do_all, name="deeds"),
    path("<int:session>/poistu/", room.leave, name="leave"),
    path("<int:session>/tee/<slug:name>/", deed.do, name="do"),
    path("<int:session>/avaa/", coach.open_poll, name="open"),
    path("<int:session>/sulje/", coach.close, name="close"),
    path("<int:session>/nayta/", coach.reveal, name="reveal"),
    path("<int:session>/pikakysely/", coach.quick, name="quick"),
    path("<int:session>/video/", video.video_pass, name="video_pass"),
    path("video/events/<path:about>", video.hear, name="video_events"),
    path("valkokangas/<str:token>/", projector.projector, name="projector"),
]
