"""What the video offers to the rest of the house."""

from coaching.core.registries import PersonalData, personal_data
from realtime.models import VideoPerson
from realtime.video import own_data

personal_data.add(
    "live_video",
    PersonalData(covers=(VideoPerson,), export=own_data.export_video, erase=own_data.forget_in_video),
)
