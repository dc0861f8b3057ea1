"""What moderation offers to the rest of the house."""

from django.utils.translation import gettext_lazy as _

from coaching.core.registries import PersonalData, Verb, personal_data, verbs
from realtime.tools.moderation.models import HeldMessage, Restraint
from realtime.tools.moderation.own_data import export_moderation, forget_moderation

verbs.add("realtime.restrained", Verb(_("{actor} silenced or removed somebody in {target}")))
verbs.add("realtime.released", Verb(_("{actor} let somebody write and be there again in {target}")))
personal_data.add(
    "moderation",
    PersonalData(covers=(HeldMessage, Restraint), export=export_moderation, erase=forget_moderation),
)
