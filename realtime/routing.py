"""Where the live rooms' sockets are, and the same for those who are cut off from sockets."""

from django.urls import path

from realtime import places  # noqa: F401  (the addresses below say it)
from realtime.sockets import ProjectorDoor, RoomDoor
from realtime.streams import Stream

sockets = [
    path("ws/huone/<place:place>/", RoomDoor()),
    path("ws/valkokangas/<str:token>/", ProjectorDoor()),
]

streams = [
    path("huone/<place:place>/virta/", Stream(RoomDoor())),
    path("huone/valkokangas/<str:token>/virta/", Stream(ProjectorDoor())),
]
