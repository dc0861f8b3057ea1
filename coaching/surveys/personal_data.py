"""What the surveys know of a person, handed out or forgotten. Of anonymous answers they know nobody's."""

from coaching.surveys.models import Answer, Mailing, Sheet, TextChange


def export_of(person):
    sheets = Sheet.objects.filter(person=person).select_related("wave__survey__programme", "wave__session")
    return {
        "answers": [_sheet(sheet) for sheet in sheets.order_by("pk").prefetch_related("answers__item")],
        "reminders_sent": list(Mailing.objects.filter(by=person).values("wave__key", "at")),
        "texts_mended": list(TextChange.objects.filter(by=person).values("at", "before", "after")),
    }


def _sheet(sheet):
    return {
        "programme": sheet.wave.programme.name,
        "survey": str(sheet.wave),
        "begun_at": sheet.begun_at,
        "sent_at": sheet.sent_at,
        "answers": [
            {"question": str(answer.item), "answer": answer.value, "at": answer.at} for answer in sheet.answers.all()
        ],
    }


def erase(person):
    """What was not sent goes, and open answers too; sent choices stay as nobody's, so that figures stay equal."""
    Sheet.objects.filter(person=person, sent_at__isnull=True).delete()
    Answer.objects.filter(sheet__person=person, item__kind="text").delete()
    Sheet.objects.filter(person=person).update(person=None)
    Mailing.objects.filter(by=person).update(by=None)
    TextChange.objects.filter(by=person).update(by=None)
