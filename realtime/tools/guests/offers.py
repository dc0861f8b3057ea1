"""What guests offer to the rest of the house: their way in on the log-in page, and being forgotten."""

from django.utils.translation import gettext_lazy as _

from coaching.core.registries import Panel, PersonalData, Verb, panels, personal_data, verbs
from coaching.evaluation.extract import NAMED_BESIDES
from realtime.models import Guest
from realtime.tools.guests import own_data
from realtime.tools.guests.nicknames import nicknames_of

verbs.add("realtime.opened_door", Verb(_("{actor} opened {target} for guests")))
verbs.add("realtime.closed_door", Verb(_("{actor} closed {target} from guests")))
verbs.add("realtime.removed_guest", Verb(_("{actor} sent a guest away from {target}")))

panels.add(
    "guest_way",
    Panel(page="login", slot="ways", template="realtime/guests/_way.html", context=lambda _request, _subject: {}),
)

NAMED_BESIDES.append(nicknames_of)

personal_data.add(
    "guest_visits",
    PersonalData(covers=(Guest,), export=own_data.export_guest, erase=own_data.forget_guest),
)
