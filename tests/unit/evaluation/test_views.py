"""The evaluator's pages, from outside."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coaching.core.models import AccessLog
from coaching.evaluation.models import Extraction, StudyPerson
from coaching.programmes.models import Attendance, Enrolment, Role

ALL = {"datasets": ["people"], "formats": ["csv"]}
PAGES = ("study", "codebook")


@pytest.fixture
def as_evaluator(signed_in, evaluator):
    return signed_in(evaluator)


def page(name, study, *more):
    return reverse(f"evaluation:{name}", args=[study.pk, *more])


def ask(client, study, **values):
    return client.post(page("ask", study), {"datasets": ["people"], "formats": ["csv"]} | values)


@pytest.fixture
def done(as_evaluator, study, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask(as_evaluator, study)
    return Extraction.objects.get()


@pytest.mark.parametrize("name", PAGES)
def test_evaluators_and_organisers_see_it_others_do_not_find_it(
    name, study, client, evaluator, organiser, participant, coach, developer, developer_client, outsider
):
    people = [evaluator, organiser, participant, coach, developer, developer_client, outsider]
    answers = []
    for person in people:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        answers.append(client.get(page(name, study)).status_code)

    assert answers == [200, 200, 404, 404, 404, 404, 404]


def test_who_is_not_logged_in_is_asked_to(client, study):
    assert client.get(page("study", study)).status_code == 302


@pytest.mark.parametrize(("starts", "ends"), [(1, None), (None, -1)])
def test_an_evaluator_comes_in_only_between_the_dates(as_evaluator, study, evaluator, starts, ends):
    today = timezone.localdate()
    Enrolment.objects.filter(person=evaluator).update(
        starts=starts and today + timedelta(days=starts), ends=ends and today + timedelta(days=ends)
    )

    assert as_evaluator.get(page("study", study)).status_code == 404
    assert ask(as_evaluator, study).status_code == 404


def test_an_organiser_takes_nothing_out(signed_in, organiser, study, participant):
    client = signed_in(organiser)
    Extraction.objects.create(study=study, number=1)

    answers = [ask(client, study), client.post(page("table", study, "people", "csv"))]

    assert [answer.status_code for answer in answers] == [403, 403]
    shown = client.get(page("study", study))
    assert (shown.context["tables"], shown.context["extractions"]) == ([], [])
    assert "take-out" not in shown.content.decode()


def test_an_evaluator_does_not_see_the_log_or_destroy_the_key(as_evaluator, study):
    answers = [as_evaluator.get(page("log", study)), as_evaluator.post(page("destroy_key", study))]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_the_one_study_is_shown_at_once(as_evaluator, study):
    assert as_evaluator.get(reverse("evaluation:studies")).url == page("study", study)


def test_who_works_on_no_study_is_shown_none(signed_in, participant, study):
    assert signed_in(participant).get(reverse("evaluation:studies")).context["studies"] == []


def test_without_a_study_the_page_says_what_to_do(as_evaluator):
    assert as_evaluator.get(reverse("evaluation:studies")).status_code == 200


def test_the_package_is_asked_for_made_and_downloaded(as_evaluator, study, done, participant):
    answer = as_evaluator.get(reverse("evaluation:download", args=[done.pk]))

    assert answer["Content-Disposition"] == 'attachment; filename="arviointi-1.zip"'
    assert "people.csv" in zipfile.ZipFile(io.BytesIO(answer.getvalue())).namelist()
    assert [row.deed for row in AccessLog.objects.order_by("pk")] == ["evaluation.exported", "evaluation.downloaded"]


def test_the_page_of_a_package_in_every_state(as_evaluator, study, done):
    seen = {}
    for state in Extraction.State.values:
        Extraction.objects.update(state=state, seen_at=timezone.now())
        answer = as_evaluator.get(done.get_absolute_url()).content.decode()
        seen[state] = ("every 2s" in answer, "/lataa/" in answer, "/uudestaan/" in answer)

    assert seen == {
        "waiting": (True, False, False),
        "running": (True, False, False),
        "done": (False, True, False),
        "failed": (False, False, True),
    }


def test_a_package_not_ready_is_not_downloaded(as_evaluator, study):
    ask(as_evaluator, study)
    extraction = Extraction.objects.get()

    assert as_evaluator.get(reverse("evaluation:download", args=[extraction.pk])).url == extraction.get_absolute_url()


def test_a_package_of_another_programme_is_not_found(client, done, outsider):
    client.force_login(outsider, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get(reverse("evaluation:download", args=[done.pk])).status_code == 404


def test_what_failed_is_tried_again(as_evaluator, done):
    Extraction.objects.update(state=Extraction.State.FAILED)

    as_evaluator.post(reverse("evaluation:retry", args=[done.pk]))

    assert Extraction.objects.values_list("state", "attempt").get() == ("waiting", 2)


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_one_table_is_sent_at_once(as_evaluator, study, participant, stranger, consents, kind):
    consents(participant)
    answer = as_evaluator.post(page("table", study, "people", kind))

    assert answer["Content-Disposition"] == f'attachment; filename="arviointi-people.{kind}"'
    assert answer.getvalue().count(b"member") == 1
    assert AccessLog.objects.get(deed="evaluation.exported").details["rows"] == {"people": 1}
    assert (
        as_evaluator.post(page("table", study, "people", kind), {"roles": ["staff"]}).getvalue().count(b"member") == 0
    )


def test_one_table_as_xlsx_is_made_in_the_background(as_evaluator, study):
    as_evaluator.post(page("table", study, "people", "xlsx"), {"roles": ["staff"]})

    made = Extraction.objects.values_list("kind", "datasets", "formats", "roles").get()
    assert made == ("table", ["people"], ["xlsx"], ["staff"])


@pytest.mark.parametrize(("name", "kind"), [("nothing", "csv"), ("people", "exe")])
def test_a_table_that_is_not_there(as_evaluator, study, name, kind):
    assert as_evaluator.post(f"/arviointi/{study.pk}/taulu/{name}.{kind}").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "2020-09-02", "until": "2020-09-01"},
        {"since": "eilen"},
        {"datasets": []},
        {"datasets": ["nothing"]},
        {"formats": ["exe"]},
    ],
)
def test_a_wrong_filter_comes_back_with_what_was_typed(as_evaluator, study, wrong):
    answer = ask(as_evaluator, study, **wrong)

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() <= wrong.keys()
    assert answer.context["form"].errors != {}
    assert not Extraction.objects.exists()


def test_wrong_days_of_one_table_come_back_too(as_evaluator, study):
    answer = as_evaluator.post(page("table", study, "people", "csv"), {"since": "2020-09-02", "until": "2020-09-01"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["until"])


def test_the_filter_reaches_the_package(as_evaluator, study):
    ask(as_evaluator, study, since="2020-09-01", until="2020-09-30")

    extraction = Extraction.objects.get()
    assert (f"{extraction.since}", f"{extraction.until}") == ("2020-09-01", "2020-09-30")


def test_facets_reach_the_package(as_evaluator, study, theme):
    """The programme's only theme is all of them, so it narrows nothing."""
    ask(as_evaluator, study, themes=[theme.key], roles=["member"])

    assert Extraction.objects.values_list("themes", "subgroups", "roles").get() == ([], [], ["member"])


def test_what_a_choice_leaves_is_counted_before(as_evaluator, study, participant, coach, consents):
    consents(participant, coach)
    answers = [as_evaluator.post(page("count", study), {"roles": roles, **ALL}) for roles in ([], ["staff"])]

    counts = [{table["name"]: table["count"] for table in answer.context["tables"]}["people"] for answer in answers]

    assert (counts, [answer.status_code for answer in answers]) == ([2, 1], [200, 200])
    assert not Extraction.objects.exists()


def test_who_has_not_consented_is_not_counted(as_evaluator, study, participant, stranger, consents):
    consents(participant)

    tables = {table["name"]: table["count"] for table in as_evaluator.get(page("study", study)).context["tables"]}

    assert tables["people"] == 1


def test_counting_a_wrong_choice_says_what_is_wrong(as_evaluator, study):
    answer = as_evaluator.post(page("count", study), {"since": "eilen", **ALL})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["since"])


def test_a_refused_choice_comes_back_with_the_sentence(as_evaluator, study, lecture, make_person):
    people = [make_person(f"Jäsen {number}", Role.PARTICIPANT) for number in range(3)]
    Attendance.objects.bulk_create(Attendance(session=lecture, person=person, source="list") for person in people)

    answer = ask(as_evaluator, study, since="2020-01-01")

    assert (answer.status_code, Extraction.objects.count()) == (422, 0)
    assert len(answer.context["form"].non_field_errors()) == 1
    assert answer.context["form"]["since"].value() == "2020-01-01"


def test_a_package_is_listed_with_who_when_and_what(as_evaluator, study, done, theme):
    [told] = as_evaluator.get(page("study", study)).context["extractions"]

    assert (told.who, told.narrowed, told.sha256) == ("Routa Raporttila", [], done.sha256)


def test_earlier_packages_are_all_shown_when_asked(as_evaluator, study, evaluator):
    Extraction.objects.bulk_create(Extraction(study=study, number=n, asked_by=evaluator) for n in range(1, 13))

    shown = [len(as_evaluator.get(page("study", study) + more).context["extractions"]) for more in ("", "?all=1")]

    assert shown == [10, 12]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_the_codebook_is_downloaded(as_evaluator, study, kind):
    answer = as_evaluator.get(page("codebook_file", study, kind))

    assert answer["Content-Disposition"] == f'attachment; filename="codebook.{kind}"'
    assert answer["Cache-Control"] == "no-store"
    assert len(answer.content) > 1000


def test_a_codebook_in_no_format(as_evaluator, study):
    assert as_evaluator.get(page("codebook_file", study, "exe")).status_code == 404


def test_the_organiser_reads_who_took_what(done, signed_in, organiser, study):
    """Of this study alone, not of another's nor of one of the same name elsewhere."""
    for subject, scope in (("study:toinen", study.programme_id), ("study:arviointi", study.programme_id + 1)):
        AccessLog.objects.create(deed="evaluation.exported", actor=organiser, subject=subject, scope=scope)

    answer = signed_in(organiser).get(page("log", study))

    assert [entry["who"] for entry in answer.context["entries"]] == ["Routa Raporttila"]
    assert done.sha256 in answer.content.decode()


def test_the_organiser_ends_the_key(signed_in, organiser, study, participant):
    StudyPerson.objects.create(study=study, person=participant, number=7)
    client = signed_in(organiser)

    client.post(page("destroy_key", study))

    assert not StudyPerson.objects.exists()
    assert client.get(page("log", study)).status_code == 200


def test_after_the_key_nothing_is_taken_out(as_evaluator, study):
    type(study).objects.update(key_destroyed_at=timezone.now())

    answers = [ask(as_evaluator, study), as_evaluator.post(page("table", study, "people", "csv"))]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert "take-out" not in as_evaluator.get(page("study", study)).content.decode()


@pytest.mark.parametrize(
    ("members", "yes", "said"),
    [
        (9, 9, "9 of 9 members have consented."),
        (9, 7, "Fewer than 5 of the members have not consented."),
        (9, 2, "fewer than 5 of 9 members have consented."),
        (3, 3, "fewer than 5 of fewer than 5 members have consented."),
    ],
)
def test_how_many_have_consented_is_told_of_members_and_of_no_few(
    as_evaluator, study, make_person, coach, consents, members, yes, said
):
    people = [make_person(f"Jäsen {number}", Role.PARTICIPANT) for number in range(members)]
    consents(coach, *people[:yes])

    answer = as_evaluator.get(page("study", study), headers={"Accept-Language": "en"})

    assert answer.context["consent"] == said


@pytest.mark.parametrize("name", [*PAGES, "log"])
def test_pages_cost_the_same_for_one_row_and_for_three(
    name, signed_in, evaluator, organiser, study, make_person, consents
):
    """Compared, not counted: the frame around the page is other apps' and grows with them."""
    client = signed_in(organiser if name == "log" else evaluator)
    costs = []
    for rows in (1, 3):
        add_rows(study, evaluator, make_person, consents, rows)
        client.get(page(name, study))
        with CaptureQueriesContext(connection) as queries:
            client.get(page(name, study))
        costs.append(len(queries))

    assert costs[0] == costs[1] > 0


def add_rows(study, evaluator, make_person, consents, count):
    for number in range(count):
        person = make_person(f"Lisä {count} {number}", Role.PARTICIPANT)
        consents(person)
        Extraction.objects.create(study=study, number=10 * count + number, asked_by=evaluator)
        AccessLog.objects.create(
            deed="evaluation.exported", actor=person, subject="study:arviointi", scope=study.programme_id
        )
