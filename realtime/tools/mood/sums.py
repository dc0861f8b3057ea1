"""Reactions as sums for everybody in the room; wishes for coaches, in words while they are few."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Max
from django.utils import timezone

from realtime.log import moment
from realtime.tools.mood.models import REACTIONS, WISHES, Felt, Wish
from realtime.tools.polls.tallies import FEWEST

LASTS = timedelta(minutes=5)


@dataclass(frozen=True)
class Reactions:
    """Only grows; a viewer shows what has come since the last tick, and lets it fade."""

    mood: str
    times: int
    after_own = False

    def told_to(self, view, acted=False):
        return None if view == "projector" else {"mood": self.mood, "times": self.times}


@dataclass(frozen=True)
class Wishes:
    """Under FEWEST people a coach is told that there are some, not how many: a number would point at people."""

    mood: str
    people: int
    until: str | None
    after_own = False

    def told_to(self, view, acted=False):
        if view != "coach":
            return None
        few = 0 < self.people < FEWEST
        return {"mood": self.mood, "people": None if few else self.people, "few": few, "until": self.until}


def sums_of(room_id, moods=None):
    """The moods asked for, also when there are none of them; of all, those that there are."""
    felt = dict(Felt.objects.filter(room=room_id).values_list("mood", "times"))
    since = timezone.now() - LASTS
    wished = Wish.objects.filter(room=room_id, at__gte=since).values("mood").annotate(n=Count("pk"), last=Max("at"))
    wishes = {row["mood"]: (row["n"], moment(row["last"] + LASTS)) for row in wished}
    asked = [*felt, *wishes] if moods is None else moods
    return {
        mood: Reactions(mood, felt.get(mood, 0)) if mood in REACTIONS else Wishes(mood, *wishes.get(mood, (0, None)))
        for mood in asked
        if mood in REACTIONS + WISHES
    }
