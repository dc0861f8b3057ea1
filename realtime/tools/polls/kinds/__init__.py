"""Every kind of question, by its name. To add one: its file, a line here, its templates and its renderer."""

from realtime.tools.polls.kinds.choice import Multiple, Single, YesNo
from realtime.tools.polls.kinds.cloud import Cloud
from realtime.tools.polls.kinds.form import Form
from realtime.tools.polls.kinds.number import Number
from realtime.tools.polls.kinds.points import Points
from realtime.tools.polls.kinds.ranking import Ranking
from realtime.tools.polls.kinds.scale import Scale
from realtime.tools.polls.kinds.text import Text

_SIMPLE = (Single(), Multiple(), YesNo(), Scale(), Number(), Text(), Cloud(), Ranking(), Points())
SIMPLE = {kind.name: kind for kind in _SIMPLE}
KINDS = {**SIMPLE, "form": Form(SIMPLE)}
CHOICES = [(name, kind.label) for name, kind in KINDS.items()]
