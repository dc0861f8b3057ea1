from django.urls import path

from coaching.programmes.models import Session, Theme
from groups.attendance import views as attendance
from groups.models import Subgroup
from groups.people_import import views as people_import
from groups.planning import views as planning
from groups.views import joining, subgroup, tools

app_name = "groups"
urlpatterns = [
    path("liity/", joining.join, name="join"),
    path("liity/<str:code>/", joining.join_link, name="join_link"),
    path("linkit/<int:pk>/", tools.link, name="link"),
    path("linkit/<int:pk>/sulje/", tools.close_link, name="close_link"),
    path("linkit/<int:pk>/avaa/", tools.open_link_again, name="open_link_again"),
    path("<int:pk>/", subgroup.subgroup, name="subgroup"),
    path("<int:pk>/hoito/", tools.tools, name="tools"),
    path("<int:pk>/hoito/linkki/", tools.make_link, name="make_link"),
    path("<int:pk>/hoito/puheenjohtaja/", tools.choose_chair, name="choose_chair"),
    path("<int:pk>/hoito/siirto/", tools.move, name="move"),
    path("<int:pk>/hoito/koodi/", tools.new_code, name="new_code"),
    path("paikalla/<int:pk>/", attendance.attendance, name="attendance"),
    path("paikalla/<int:pk>/lista/", attendance.tick, name="tick"),
    path("paikalla/<int:pk>/luku/", attendance.count, name="count"),
    path("tuonti/<slug:key>/", people_import.choose, name="import"),
    path("tuonti/<slug:key>/vie/", people_import.bring_in, name="bring_in"),
    path("ohjelma/<slug:key>/", subgroup.subgroups, name="list"),
    path("suunnittelu/<slug:key>/", planning.plan, name="plan"),
    path("suunnittelu/<slug:key>/tapaaminen/", planning.new_session, name="new_session"),
    path("suunnittelu/<slug:key>/teema/", planning.new_theme, name="new_theme"),
    path("suunnittelu/<slug:key>/alaryhma/", planning.new_subgroup, name="new_subgroup"),
    path("tapaaminen/<int:pk>/", planning.session, name="plan_session"),
    path("tapaaminen/<int:pk>/poista/", planning.take_away, {"model": Session}, name="take_session_away"),
    path("teema/<int:pk>/", planning.theme, name="plan_theme"),
    path("teema/<int:pk>/poista/", planning.take_away, {"model": Theme}, name="take_theme_away"),
    path("alaryhma/<int:pk>/", planning.subgroup, name="plan_subgroup"),
    path("alaryhma/<int:pk>/poista/", planning.take_away, {"model": Subgroup}, name="take_subgroup_away"),
]
