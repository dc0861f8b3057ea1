"""The section "study" of a programme's plan."""

from django.utils.translation import gettext as _

from coaching.evaluation.models import GREATEST_THRESHOLD, LEAST_THRESHOLD, Study


def load_study(plan):
    entry = plan.single("study")
    if entry is None:
        return
    key = entry.text("key")
    values = {
        "name": entry.text("name"),
        "question": entry.text("question"),
        "since": entry.day("from", required=False),
        "until": entry.day("until", required=False),
        "threshold": entry.number("threshold", required=False, default=5, least=LEAST_THRESHOLD),
        "key_destroyed_on": entry.day("key_destroyed_on", required=False),
    }
    if (values["threshold"] or 0) > GREATEST_THRESHOLD:
        entry.problem(_("“{key}” must be at most {most}.").format(key="threshold", most=GREATEST_THRESHOLD))
    if values["since"] and values["until"] and values["until"] < values["since"]:
        entry.problem(_("“{key}” must not be before “{other}”.").format(key="until", other="from"))
    if not plan.problems:
        Study.objects.get_or_create(programme=plan.programme, key=key, defaults=values)
