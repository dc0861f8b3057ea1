"""Interviews: who may be noted, what of a text is stored, and what leaves with the package."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from coaching.core.errors import Refused
from coaching.core.models import AccessLog, Draft
from coaching.core.registries import Extract, datasets, personal_data
from coaching.evaluation.actions import ask_package, destroy_key
from coaching.evaluation.extract import Snapshot, asked, clean_rows
from coaching.evaluation.filters import Filter
from coaching.evaluation.interviews import actions
from coaching.evaluation.interviews.marks import find_marks
from coaching.evaluation.interviews.models import Interview, Transcript
from coaching.evaluation.interviews.words import words_of
from coaching.evaluation.making import make_extraction
from coaching.evaluation.models import StudyPerson
from coaching.evaluation.pseudonyms import pseudonyms_of
from coaching.programmes.models import Consent, Programme

SAID = "H: Miten menee?\nV: Tulin, ja Kaisla ja Secretin kanssa kävimme Rovaniemellä. Soita 040 123 4567."


@pytest.fixture
def may_be_asked(programme):
    def give(*people):
        for person in people:
            Consent.objects.create(programme=programme, person=person, purpose=Consent.Purpose.INTERVIEW)

    return give


@pytest.fixture
def interviewed(study, evaluator, may_be_asked):
    """interviewed(person, kind) → an interview with them."""

    def make(person, kind="professional", **values):
        may_be_asked(person)
        told = {"held_on": date(2020, 11, 26), "language": "fi"} | values
        return actions.register(by=evaluator, study=study, person=person, kind=kind, **told)

    return make


@pytest.fixture
def told(evaluator):
    """told(interview, text) → its transcript, every mark replaced by [paikka]."""

    def keep(interview, text=SAID):
        marks = find_marks(actions.masked(interview, text), words_of("fi"))
        decided = {mark.key: "[paikka]" if mark.kind == "name" else None for mark in marks}
        return actions.keep_transcript(by=evaluator, interview=interview, text=text, decided=decided)

    return keep


@pytest.fixture
def as_evaluator(signed_in, evaluator):
    return signed_in(evaluator)


def page(name, interview):
    return reverse(f"evaluation:{name}", args=[interview.study_id, interview.number])


def cleaned(study, name, chosen=None):
    chosen = chosen or Filter()
    return list(clean_rows(datasets[name], asked(study, chosen), Snapshot.of(study, chosen)))


def everything_stored():
    """Every text in every table of the database, in one string."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found)


def test_only_of_those_who_consent_to_being_asked(study, evaluator, participant, may_be_asked):
    values = {"kind": "professional", "held_on": date(2020, 11, 26), "language": "fi"}
    with pytest.raises(Refused, match="no_consent"):
        actions.register(by=evaluator, study=study, person=participant, **values)
    may_be_asked(participant)

    assert actions.register(by=evaluator, study=study, person=participant, **values).number in actions.NUMBERS


def test_names_on_the_list_are_out_before_it_is_stored(
    study, interviewed, told, participant, developer_client, consents
):
    consents(participant, developer_client)
    number = pseudonyms_of(study, [developer_client.pk])[developer_client.pk]

    text = told(interviewed(participant)).text

    assert (
        text == f"H: Miten menee?\nV: Tulin, ja [haastateltava] ja {number} kanssa kävimme [paikka]. Soita [puhelin]."
    )


@pytest.mark.parametrize("form", ["Kaislan", "Kaislalle", "KAISLA", "kaisla", "Korpikuusen", "Kaisla Korpikuuselta"])
def test_inflected_forms_too(interviewed, participant, form):
    assert actions.masked(interviewed(participant), f"se oli {form} idea") == "se oli [haastateltava] idea"


def test_nothing_is_stored_until_everything_is_decided(as_evaluator, interviewed, participant):
    interview = interviewed(participant)

    asked_about = as_evaluator.post(page("transcript", interview), {"text": SAID})
    refused = as_evaluator.post(page("decide_marks", interview), {"text": SAID})

    assert (asked_about.status_code, refused.status_code) == (200, 422)
    assert refused.context["text"] == SAID
    assert (Transcript.objects.count(), Draft.objects.count()) == (0, 0)
    assert "Rovaniemellä" not in everything_stored()


def test_decided_on_the_page(as_evaluator, interviewed, participant, study):
    interview = interviewed(participant)
    marks = as_evaluator.post(page("transcript", interview), {"text": SAID}).context["form"].marks
    [place] = [mark for mark in marks if mark.text == "Rovaniemellä"]
    decided = {mark.key: "keep" for mark in marks} | {
        "looked": "on",
        place.key: "other",
        f"{place.key}-other": "[naapurikunta]",
    }

    answer = as_evaluator.post(page("decide_marks", interview), {"text": SAID.replace("\n", "\r\n")} | decided)

    assert answer.status_code == 302
    assert Transcript.objects.get().text.endswith("kävimme [naapurikunta]. Soita [puhelin].")
    assert [word for word in ("Rovaniem", "040 123") if word in everything_stored()] == []


def test_openings_are_looked_through_together(as_evaluator, interviewed, participant):
    interview, text = interviewed(participant), "Toivo tuli. Kävin siellä."
    form = as_evaluator.post(page("transcript", interview), {"text": text}).context["form"]
    ticked = {"text": text, "openings-names": [mark.key for mark in form.openings]}

    refused = as_evaluator.post(page("decide_marks", interview), ticked)
    as_evaluator.post(page("decide_marks", interview), ticked | {"looked": "on"})

    assert [mark.text for mark in form.ordinary] == ["Kävin"]
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["looked"])
    assert Transcript.objects.get().text == "[nimi] tuli. Kävin siellä."


def test_parted_on_the_page_and_what_was_chosen_stays(as_evaluator, interviewed, participant):
    interview, text = interviewed(participant), "eilen Lahdessa, Kelassa, ja Kelaan taas"
    lahti, kela = as_evaluator.post(page("transcript", interview), {"text": text}).context["form"].marks
    sent = {"text": text, lahti.key: "place", "part": f"places:{kela.key}"}

    parted = as_evaluator.post(page("decide_marks", interview), sent).context
    joined = as_evaluator.post(
        page("decide_marks", interview), {"text": text, "apart": parted["apart"], "join": parted["apart"]}
    ).context
    kept_lahti, first, second = parted["form"].marks
    decided = {
        "text": text,
        "apart": parted["apart"],
        lahti.key: "place",
        first.key: "keep",
        second.key: "organisation",
    }
    as_evaluator.post(page("decide_marks", interview), decided)

    assert (parted["form"][lahti.key].value(), kept_lahti) == ("place", lahti)
    assert joined["form"].marks == [lahti, kela]
    assert Transcript.objects.get().text == "eilen [paikka], Kelassa, ja [organisaatio] taas"


def test_something_else_needs_its_words(as_evaluator, interviewed, participant):
    interview = interviewed(participant)
    marks = as_evaluator.post(page("transcript", interview), {"text": SAID}).context["form"].marks
    decided = {mark.key: "other" for mark in marks}

    answer = as_evaluator.post(page("decide_marks", interview), {"text": SAID, "looked": "on"} | decided)

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {f"{mark.key}-other" for mark in marks})


def test_the_page_never_shows_a_pseudonym_of_the_study(
    as_evaluator, interviewed, told, participant, developer_client, consents, study
):
    consents(participant, developer_client)
    numbers = pseudonyms_of(study, [participant.pk, developer_client.pk]).values()
    interview = interviewed(participant)
    deciding = as_evaluator.post(page("transcript", interview), {"text": SAID}).content.decode()
    told(interview)
    reading = as_evaluator.get(page("read_transcript", interview)).content.decode()

    assert [number for number in numbers if number in deciding + reading] == []
    assert "Secretin" not in reading


def test_an_identity_code_is_refused_everywhere(as_evaluator, evaluator, interviewed, participant):
    interview = interviewed(participant)
    code = "131052-308T"
    file = SimpleUploadedFile("a.txt", f"V: {code}".encode())
    named = SimpleUploadedFile(f"{code}.txt", b"V: hei")

    answers = [
        as_evaluator.post(page("transcript", interview), {"text": code}),
        as_evaluator.post(page("transcript", interview), {"file": file}),
        as_evaluator.post(page("transcript", interview), {"file": named}),
        as_evaluator.post(page("decide_marks", interview), {"text": code}),
    ]

    assert [answer.status_code for answer in answers] == [422] * 4
    with pytest.raises(Refused, match="identity_code"):
        actions.keep_transcript(by=evaluator, interview=interview, text=code, decided={})
    assert Transcript.objects.count() == 0


def docx(text, extra=b""):
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())
    body = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{paragraphs}'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", extra + f"{body}</w:document>".encode())
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.txt", SAID.encode()), ("a.txt", SAID.encode("cp1252")), ("a.TXT", b"\xef\xbb\xbf" + SAID.encode()),
     ("a.docx", docx(SAID))],
)  # fmt: skip
def test_a_file_gives_its_text(as_evaluator, interviewed, participant, name, data):
    answer = as_evaluator.post(page("transcript", interviewed(participant)), {"file": SimpleUploadedFile(name, data)})

    assert (answer.status_code, answer.context["text"]) == (200, SAID)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.pdf", b"%PDF"), ("a.docx", b"no zip"), ("a.docx", docx("x", b"<!DOCTYPE a>")), ("a.txt", b"a\x00b")],
)
def test_a_file_that_cannot_be_read(as_evaluator, interviewed, participant, name, data):
    answer = as_evaluator.post(page("transcript", interviewed(participant)), {"file": SimpleUploadedFile(name, data)})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_what_leaves_names_neither_person_nor_pseudonym_nor_subgroup(
    study, interviewed, told, participant, developer_client, consents
):
    consents(participant, developer_client)
    for person, kind in ((participant, "professional"), (developer_client, "client")):
        told(interviewed(person, kind))

    rows = cleaned(study, "interviews")

    assert sorted(row["interviewed_as"] for row in rows) == ["client", "professional"]
    assert [set(row) for row in rows] == [
        {"interview", "interviewed_as", "date", "language", "interviewer", "has_text"}
    ] * 2
    numbers = pseudonyms_of(study, [participant.pk, developer_client.pk])
    own = {row["interview"]: row["text"] for row in cleaned(study, "interview_transcripts") if row["number"] == 2}
    of_client = Interview.objects.get(kind="client").number
    assert numbers[developer_client.pk] not in own[of_client]


def test_in_the_project_of_texts_each_is_a_text_of_its_own(
    study, evaluator, interviewed, told, developer_client, consents
):
    consents(developer_client)
    interview = interviewed(developer_client, "client")
    told(interview, "H: Miten menee?\nV: Hyvin, sanoo Kuukkeli.")
    package = ask_package(
        by=evaluator, study=study, datasets=["interviews", "interview_transcripts"], formats=["qdpx", "qdpx-selections"]
    )
    make_extraction.func(package.pk, package.attempt)

    package.refresh_from_db()
    with package.file.open("rb") as file, zipfile.ZipFile(file) as archive:
        projects = [zipfile.ZipFile(io.BytesIO(archive.read(f"forum{part}.qdpx"))) for part in ("", "-selections")]
    texts = [project.read(name).decode() for project in projects for name in project.namelist() if name[-4:] == ".txt"]
    assert [text.partition("\n")[2] for text in texts] == [
        "\nH: Miten menee?\n\nV: Hyvin, sanoo [haastateltava].\n\n"
    ] * 2


def test_no_choice_of_subgroup_or_role_tells_whose_it_is(
    study, interviewed, developer_client, subgroup, other_subgroup, participant, stranger, consents
):
    consents(developer_client)
    interviewed(developer_client, "client")
    narrowed = [Filter(subgroups=(group.name,)) for group in (subgroup, other_subgroup)]
    narrowed += [Filter(roles=(role,)) for role in ("member", "staff")]

    assert [len(cleaned(study, "interviews", chosen)) for chosen in narrowed] == [1, 1, 1, 1]


@pytest.mark.parametrize("purpose", [Consent.Purpose.INTERVIEW, Consent.Purpose.EVALUATION])
def test_either_consent_taken_back_and_it_is_out_whole(study, interviewed, told, participant, consents, purpose):
    consents(participant)
    told(interviewed(participant))
    before = [len(cleaned(study, name)) for name in ("interviews", "interview_transcripts")]

    Consent.objects.filter(purpose=purpose).update(withdrawn_at=timezone.now())

    assert before == [1, 2]
    assert [len(cleaned(study, name)) for name in ("interviews", "interview_transcripts")] == [0, 0]


def test_interviews_leave_with_their_own_days_and_programme(study, interviewed, told, participant, consents):
    consents(participant)
    told(interviewed(participant, held_on=date(2020, 11, 26)))
    other = Programme.objects.create(key="muualla", name="Muualla")
    Consent.objects.create(programme=other, person=participant, purpose=Consent.Purpose.INTERVIEW)

    for name in ("interviews", "interview_transcripts"):
        assert cleaned(study, name, Filter(since=date(2020, 11, 27))) == []
        assert list(datasets[name].rows(Extract(other.pk))) == []


def test_numbers_tell_nothing_of_the_order(interviewed, participant, stranger, developer_client):
    numbers = [interviewed(person).number for person in (participant, stranger, developer_client)]

    assert numbers != [min(actions.NUMBERS) + place for place in range(3)]


def test_numbers_are_no_other_interviews_in_any_study_of_the_programme(study, interviewed, participant, stranger):
    """Or two people's words would be one's in the tables, which are the programme's."""
    other = type(study).objects.create(programme=study.programme, key="toinen", name="Toinen", question="?")
    taken = actions.NUMBERS[:-1]
    Interview.objects.bulk_create(Interview(study=other, number=number, person=stranger) for number in taken)

    assert interviewed(participant).number == actions.NUMBERS[-1]
    with pytest.raises(Refused, match="too_many"):
        interviewed(stranger)


def test_an_interview_is_found_in_its_own_study_alone(as_evaluator, study, interviewed, told, participant):
    interview = interviewed(participant)
    assert as_evaluator.get(page("read_transcript", interview)).url == interview.get_absolute_url()
    told(interview)
    other = type(study).objects.create(programme=study.programme, key="toinen", name="Toinen", question="?")

    ways = [reverse("evaluation:read_transcript", args=[one.pk, interview.number]) for one in (study, other)]

    assert [as_evaluator.get(way).status_code for way in ways] == [200, 404]


def test_the_page_names_nobody_who_has_taken_the_consent_back(as_evaluator, interviewed, participant):
    way = page("interview", interviewed(participant))
    before = "Kaisla" in as_evaluator.get(way).content.decode()

    Consent.objects.update(withdrawn_at=timezone.now())

    assert (before, "Kaisla" in as_evaluator.get(way).content.decode()) == (True, False)


def test_without_consent_no_text_is_stored(interviewed, told, participant):
    interview = interviewed(participant)
    Consent.objects.update(withdrawn_at=timezone.now())

    with pytest.raises(Refused, match="no_consent"):
        told(interview)


@pytest.mark.parametrize("agreed", [True, False])
def test_after_the_key_no_text_is_looked_through_and_no_key_begins_anew(
    as_evaluator, organiser, interviewed, told, participant, study, consents, agreed
):
    consents(*[participant] * agreed)
    interview = interviewed(participant)
    destroy_key(by=organiser, study=study)
    interview.refresh_from_db()

    with pytest.raises(Refused, match="key_destroyed"):
        told(interview)
    as_evaluator.post(page("decide_marks", interview), {"text": SAID})
    assert (StudyPerson.objects.count(), Transcript.objects.count()) == (0, 0)


def test_a_text_with_something_undecided_is_not_stored(interviewed, participant, evaluator):
    with pytest.raises(Refused, match="undecided"):
        actions.keep_transcript(by=evaluator, interview=interviewed(participant), text=SAID, decided={})


def test_a_second_text_does_not_replace_the_first(interviewed, told, participant):
    interview = interviewed(participant)
    told(interview)

    with pytest.raises(Refused, match="stored"):
        told(interview)


@pytest.mark.parametrize("who", ["organiser", "participant", "coach", "outsider"])
def test_only_evaluators(request, client, who, interviewed, told, stranger):
    interview = interviewed(stranger)
    told(interview)
    client.force_login(request.getfixturevalue(who), backend="allauth.account.auth_backends.AuthenticationBackend")
    refused = 403 if who == "organiser" else 404
    ways = [page(name, interview) for name in ("interview", "read_transcript")]
    ways += [reverse(f"evaluation:{name}", args=[interview.study_id]) for name in ("interviews", "register_interview")]

    assert [client.get(way).status_code for way in ways] == [refused] * 4
    assert client.post(page("remove_interview", interview)).status_code == refused


def test_who_looked_is_in_the_log(as_evaluator, evaluator, interviewed, told, participant):
    interview = interviewed(participant)
    told(interview)

    as_evaluator.get(page("read_transcript", interview))

    row = AccessLog.objects.get(deed="evaluation.transcript_read")
    assert (row.actor, row.details) == (evaluator, {"interview": interview.number})


def test_noted_and_removed_on_the_pages(as_evaluator, study, participant, may_be_asked):
    may_be_asked(participant)
    new = reverse("evaluation:register_interview", args=[study.pk])
    values = {"person": participant.pk, "kind": "professional", "held_on": "2020-11-26", "language": "fi"}

    assert as_evaluator.post(new, values | {"held_on": "2999-01-01"}).status_code == 422
    as_evaluator.post(new, values)
    interview = Interview.objects.get()
    assert as_evaluator.get(interview.get_absolute_url()).status_code == 200
    as_evaluator.post(page("remove_interview", interview))

    assert Interview.objects.count() == 0


def test_the_list_names_nobody_and_costs_the_same(
    as_evaluator, study, interviewed, told, participant, developer_client, coach, django_assert_num_queries
):
    way = reverse("evaluation:interviews", args=[study.pk])
    told(interviewed(developer_client, "client"))
    as_evaluator.get(way)
    with django_assert_num_queries(13):
        as_evaluator.get(way)
    for person in (participant, coach):
        interviewed(person)

    with django_assert_num_queries(13):
        text = as_evaluator.get(way).content.decode()
    assert [name for name in ("Kaisla", "Kuukkeli", "Secret", "Tuuli") if name in text] == []


def test_the_interviewee_gets_it_and_can_be_forgotten(
    study, interviewed, told, participant, developer_client, consents
):
    consents(developer_client)
    told(interviewed(participant))
    data = personal_data["interviews"]
    number = pseudonyms_of(study, [developer_client.pk])[developer_client.pk]

    [given] = data.export(participant)["interviews_given"]
    data.erase(participant)

    assert "[paikka]" in given["said"]
    assert number not in given["said"]
    assert (Interview.objects.count(), Transcript.objects.count()) == (0, 0)


def test_who_made_it_is_forgotten_and_the_interview_stays(interviewed, participant, evaluator):
    interview = interviewed(participant)
    assert len(personal_data["interviews"].export(evaluator)["interviews_made"]) == 1

    personal_data["interviews"].erase(evaluator)

    interview.refresh_from_db()
    assert interview.interviewer is None
