"""Small groups' notes as rows for the evaluator: the words of all who wrote, so all of them must consent."""

from coaching.evaluation.extract import consenting
from realtime.datasets import AT_ONCE, subgroups_of
from realtime.tools.small_groups.models import GroupNotes


def notes_rows(extract):
    """The notes as they stood at the end, a row a group and task.

    ``person`` is whose consent decides: somebody who wrote and has not
    consented where there is one, nobody where a writer has been forgotten.
    """
    consent, subgroups = consenting(extract.programme_id), subgroups_of(extract)
    within = extract.moments("group__group_set__opened_at")
    notes = GroupNotes.objects.filter(within, group__session__programme=extract.programme_id)
    notes = notes.select_related("group__group_set", "group__session")
    for one in notes.order_by("group", "task").prefetch_related("versions").iterator(AT_ONCE):
        versions = list(one.versions.all())
        writers = [version.person_id for version in versions]
        last = versions[-1]
        without = next((pk for pk in writers if pk not in consent), last.person_id)
        yield {
            "session": one.group.session.key,
            "subgroup": subgroups.get(one.group.session_id, ""),
            "groups": one.group.group_set.title,
            "small_group": one.group.name,
            "task": one.task + 1,
            "task_text": one.group.group_set.tasks[one.task],
            "at": last.at,
            "person": without,
            "text": last.text,
        }
