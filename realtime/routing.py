"""Where the live rooms' sockets are."""

from django.urls import path

from realtime.sockets import ProjectorDoor, RoomDoor

sockets = [
    path("ws/huone/<int:session>/", RoomDoor()),
    path("ws/valkokangas/<str:token>/", ProjectorDoor()),
]
