"""The talk in a room's state: the last messages, and the earlier ones a page at a time."""

from realtime.log import moment, who
from realtime.people import shown_names
from realtime.tools.chat.models import Message

LAST_MESSAGES = 100


def state(room, view):
    """The last messages; a projector shows none."""
    if view == "projector":
        return {}
    messages, earlier = messages_before(room, room.seq + 1)
    return {"messages": messages, "earlier": earlier}


def messages_before(room, seq, *, most=LAST_MESSAGES):
    """(the last messages before a seq, whether there are earlier ones still)."""
    newest = list(Message.objects.filter(room=room, seq__lt=seq).order_by("-seq")[: most + 1])
    names = shown_names(room.session, {message.person_id for message in newest}) if newest else None
    told = [message_state(room, message, names) for message in reversed(newest[:most])]
    return told, len(newest) > most


def message_state(room, message, names):
    return {
        "seq": message.seq,
        "at": moment(message.at),
        **who(room, message.person_id, names),
        "coach": message.by_coach,
        "text": "" if message.hidden else message.text,
        "hidden": message.hidden,
    }
