"""What a person does with a survey: answers are kept one by one, and the sheet is sent."""

from random import SystemRandom

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.core.history import record
from coaching.surveys.models import Answer, BlankSheet, Receipt, Sheet, Survey


@transaction.atomic
def keep(*, by, wave, values):
    """Keep these answers on the person's own sheet: {item: value}, None takes an answer away. Returns the sheet.

    Nothing is kept of an anonymous survey before it is sent.
    """
    refuse_unless_open(wave)
    if _hold(wave.survey).is_anonymous:
        raise Refused("anonymous", _("This survey is anonymous: nothing of it is kept before you send it."))
    sheet, _made = Sheet.objects.get_or_create(wave=wave, person=by)
    held = {answer.item_id: answer for answer in sheet.answers.all()}
    for item, value in values.items():
        _keep_one(sheet, item, value, held.get(item.pk))
    return sheet


def _keep_one(sheet, item, value, held):
    if value is None:
        if held:
            held.delete()
    elif held is None:
        Answer.objects.create(sheet=sheet, item=item, value=value)
    elif held.value != value:
        held.value = value
        held.save(update_fields=["value", "at"])


@transaction.atomic
def send(*, by, wave):
    """The sheet counts from now on; its answers may still be changed while the wave is open."""
    refuse_unless_open(wave)
    sheet, _made = Sheet.objects.get_or_create(wave=wave, person=by)
    if not sheet.sent_at:
        sheet.sent_at = timezone.now()
        sheet.save(update_fields=["sent_at"])
        record("surveys.answered", actor=by, target=wave, scope=wave.survey.programme_id, once=f"wave:{wave.pk}")
    return sheet


@transaction.atomic
def drop(*, wave, values, number):
    """An anonymous sheet into the box: {item: value}. Sent again under the same number it counts once.

    All sheets of the wave change places and numbers, so that neither tells when one came in.
    """
    refuse_unless_open(wave)
    if not _hold(wave.survey).is_anonymous:
        raise Refused("not_anonymous", _("How this survey is answered has changed. Please open the page again."))
    _receipt, new = Receipt.objects.get_or_create(id=number, defaults={"wave": wave})
    if not new:
        return
    box = BlankSheet.objects.filter(wave=wave)
    answers = list(box.values_list("answers", flat=True))
    answers.append({item.key: value for item, value in values.items() if value is not None})
    SystemRandom().shuffle(answers)
    box.delete()
    BlankSheet.objects.bulk_create(BlankSheet(wave=wave, answers=one) for one in answers)


def refuse_unless_open(wave):
    if wave.is_over:
        raise Refused("survey_over", _("The time for answering has ended. What you sent before has been counted."))
    if not wave.is_open:
        raise Refused("survey_not_open", _("This survey has not opened yet."))


def _hold(survey):
    """The survey as it now is; while an answer is written nobody changes how it is answered, nor its items."""
    return Survey.objects.select_for_update().get(pk=survey.pk)
