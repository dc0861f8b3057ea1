"""Where the live rooms' sockets are, and the same for those who are cut off from sockets."""

from django.urls import path

from realtime.sockets import ProjectorDoor, RoomDoor
from realtime.streams import Stream

sockets = [
    path("ws/huone/<int:session>/", RoomDoor()),
    path("ws/valkokangas/<str:token>/", ProjectorDoor()),
]

streams = [
    path("huone/<int:session>/virta/", Stream(RoomDoor())),
    path("huone/valkokangas/<str:token>/virta/", Stream(ProjectorDoor())),
]
