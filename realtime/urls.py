from django.urls import path

from realtime.video import views as video
from realtime.views import by_form, coach, deeds, projector, room, script, wall, wall_coach

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
    path("<int:session>/seina/uusi/", wall_coach.put_up, name="put_up_wall"),
    path("<int:session>/seina/<int:wall>/", wall.wall, name="wall"),
    path("<int:session>/seina/<int:wall>/lappu/", wall.write, name="write_note"),
    path("<int:session>/seina/<int:wall>/anna/", wall.mark, name="mark_note"),
    path("<int:session>/seina/<int:wall>/nayta/", wall_coach.reveal, name="reveal_wall"),
    path("<int:session>/seina/<int:wall>/sulje/", wall_coach.close, name="close_wall"),
    path("<int:session>/seina/<int:wall>/otsikko/", wall_coach.add_heading, name="add_heading"),
    path("<int:session>/seina/<int:wall>/vie/<str:kind>/", wall_coach.export, name="export_wall"),
    path("<int:session>/seina/otsikko/<int:heading>/", wall_coach.change_heading, name="change_heading"),
    path("<int:session>/seina/lappu/<int:note>/", wall.note, name="note"),
    path("<int:session>/seina/lappu/<int:note>/muuta/", wall.edit, name="edit_note"),
    path("<int:session>/seina/lappu/<int:note>/poista/", wall.remove, name="remove_note"),
    path("<int:session>/seina/lappu/<int:note>/siirra/", wall_coach.group, name="group_note"),
    path("<int:session>/seina/lappu/<int:note>/piilota/", wall_coach.hide, name="hide_note"),
    path("<int:session>/seina/lappu/<int:note>/palauta/", wall_coach.show, name="show_note"),
    path("<int:session>/seina/kuva/<int:note>/", wall.picture, name="note_picture"),
    path("valkokangas/<str:token>/kuva/<int:note>/", wall.picture_on_screen, name="screen_picture"),
    path("valkokangas/<str:token>/", projector.projector, name="projector"),
]
