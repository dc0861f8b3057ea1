"""What the screen's link offers to the rest of the house."""

from django.utils.translation import gettext_lazy as _

from coaching.core.registries import Verb, verbs

verbs.add("realtime.renewed_screen", Verb(_("{actor} made a new link for the big screen of {target}")))
verbs.add("realtime.ended_screen", Verb(_("{actor} took away the link for the big screen of {target}")))
