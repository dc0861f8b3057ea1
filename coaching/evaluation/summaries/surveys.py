"""Who was asked and who has answered, wave by wave, and what was said after the sessions."""

from collections import defaultdict

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coaching.core.registries import datasets
from coaching.core.suppression import TOTAL
from coaching.evaluation.codebook import in_languages, said
from coaching.evaluation.summaries.frame import share
from coaching.evaluation.summaries.table import Row, Table, crossed
from coaching.programmes.models import Session
from coaching.surveys.audience import Roster, entitled, singles_out
from coaching.surveys.feedback import OPEN_FOR
from coaching.surveys.models import BlankSheet, Sheet, Wave
from coaching.surveys.texts import said as in_this_language
from coaching.surveys.variables import variables


def responses(frame, together):
    """Entitled and answered, in all and by subgroup. An anonymous wave knows only how many."""
    now = timezone.now()
    waves = list(
        Wave.objects.filter(survey__programme=frame.programme_id, session__isnull=True, opens_at__lte=now)
        .select_related("survey")
        .order_by("opens_at", "pk")
    )
    roster = Roster(frame.programme_id)
    sent = defaultdict(set)
    sheets = Sheet.objects.filter(wave__in=waves, sent_at__isnull=False, person__isnull=False)
    for wave, person in sheets.values_list("wave_id", "person_id"):
        sent[wave].add(person)
    for wave in waves:
        asked = entitled(wave, roster) | sent[wave.pk]
        together.add(("asked", wave.pk), asked, rank=5)
        together.add(("answered", wave.pk), sent[wave.pk], rank=5)
        if not singles_out(wave.audience) and not wave.survey.is_anonymous:
            day = min(timezone.localdate(), wave.last_day)
            for circle in frame.circles:
                together.add(("asked_circle", wave.pk, circle), frame.within(circle, asked, day), rank=8)
                together.add(("answered_circle", wave.pk, circle), frame.within(circle, sent[wave.pk], day), rank=8)
    return lambda: _responses(frame, together, waves)


def _responses(frame, together, waves):
    columns = (_("Asked"), pgettext("how many people", "Answered"), _("Share, %"))
    counts = _(
        "Everybody whom the round concerns today or who has answered it, and those who have sent their answers, "
        "whether or not they have consented."
    )
    left_out = _("Answers begun and not sent are not counted, nor those of people who have been forgotten.")
    if waves:
        yield Table(
            key="responses",
            title=_("Answers to the surveys"),
            counts=counts,
            left_out=left_out,
            head=_("Survey and round"),
            columns=columns,
            rows=tuple(Row(_name(wave), _answered(frame, together, wave)) for wave in waves),
            drawn=(2,),
            chart="shares",
        )
    for wave in waves:
        own = [key for key in frame.circles if ("asked_circle", wave.pk, key) in together]
        if not own:
            continue
        yield Table(
            key=f"responses_{wave.pk}",
            title=_("Answers by subgroup: {survey}").format(survey=_name(wave)),
            subject=_name(wave),
            counts=counts,
            left_out=left_out
            + " "
            + _("A person counts for the subgroup they were in when the round ended, or are in."),
            head=_("Subgroup"),
            columns=columns,
            rows=tuple(Row(frame.circles[key], _pair(together, "_circle", wave.pk, key), circle=key) for key in own),
            drawn=(2,),
            chart="shares",
        )


def _answered(frame, together, wave):
    if not wave.survey.is_anonymous:
        return _pair(together, "", wave.pk)
    asked, answered = together.told(("asked", wave.pk)), BlankSheet.objects.filter(wave=wave).count()
    left = len(together.people(("asked", wave.pk))) - answered
    if any(0 < part < frame.threshold for part in (answered, left)) or not wave.is_over:
        answered = None
    return asked, answered, share(answered, asked)


def _pair(together, way, *which):
    asked, answered = (together.told((f"{what}{way}", *which)) for what in ("asked", "answered"))
    return asked, answered, share(answered, asked)


def _name(wave):
    return f"{in_this_language(wave.survey.title)}, {wave.get_kind_display()}"


def feedback(frame):
    """What was answered after sessions, by theme; a session's answers are counted once its time to answer is over."""
    if "survey_feedback" not in datasets:
        return
    over = timezone.now() - OPEN_FOR
    held = Session.objects.filter(programme=frame.programme_id, ends_at__lt=over).select_related("theme")
    theme_of = {session.key: str(session.theme) if session.theme else _("No theme") for session in held}
    columns = {one.name: one.column for one in variables(frame.extract, sessions=True)}
    answers = defaultdict(lambda: defaultdict(set))
    for row in datasets["survey_feedback"].rows(frame.extract) if columns else ():
        column = columns.get(row["variable"])
        if column and row["session"] in theme_of and row["code"] in column.categories:
            answers[row["variable"]][theme_of[row["session"]], row["code"]].add((row["person"], row["session"]))
    for name, groups in answers.items():
        yield _feedback(frame, columns[name], name, groups)


def _feedback(frame, column, name, groups):
    codes = list(column.categories)
    themes = sorted({theme for theme, _code in groups})
    people = {atom: {person for person, _session in gave} for atom, gave in groups.items()}
    told_of = crossed(groups, people, themes, codes, frame.threshold, consenting=frame.snapshot.numbers)
    return Table(
        key=name[:60],
        title=_("Feedback after sessions: {question}").format(question=said(in_languages(column.title))),
        counts=_("Answers given after sessions, each person once a session, by theme."),
        left_out=_("Sessions that may still be answered about are not counted."),
        head=_("Theme"),
        columns=(*(said(in_languages(label)) for label in column.categories.values()), _("All")),
        rows=tuple(Row(theme, told_of(theme)) for theme in themes),
        total=Row(_("All"), told_of(TOTAL)),
        drawn=(len(codes),),
    )
