"""Who comes in where: every address of the evaluation and the pilots against everybody, on one page."""

from datetime import date
from http import HTTPStatus

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from coaching.evaluation import urls as evaluation
from coaching.evaluation.api.models import Token
from coaching.evaluation.models import Extraction, Interview, Study
from coaching.pilots import urls as pilots
from coaching.pilots.models import FeedbackLink, GuidanceVisit, Pilot, PilotPerson, Step, Tool

CAST = {
    "participant": "part",
    "coach": "coac",
    "developer": "deve",
    "evaluator": "eval",
    "organiser": "orga",
    "stranger": "othr",
    None: "anon",
}
"""The participant is in the pilot; ``othr`` is a member of another subgroup."""

TABLE = """\
                                part coac deve eval orga othr anon
evaluation:studies                X    X    X    X    X    X    .
evaluation:study                  .    .    .    X    X    .    .
evaluation:ask                    .    .    .    X    .    .    .
evaluation:count                  .    .    .    X    .    .    .
evaluation:table                  .    .    .    X    .    .    .
evaluation:codebook               .    .    .    X    X    .    .
evaluation:codebook_file          .    .    .    X    X    .    .
evaluation:log                    .    .    .    .    X    .    .
evaluation:tokens                 .    .    .    .    X    .    .
evaluation:revoke_token           .    .    .    .    X    .    .
evaluation:interviews             .    .    .    X    .    .    .
evaluation:register_interview     .    .    .    X    .    .    .
evaluation:interview              .    .    .    X    .    .    .
evaluation:transcript             .    .    .    X    .    .    .
evaluation:decide_marks           .    .    .    X    .    .    .
evaluation:read_transcript        .    .    .    X    .    .    .
evaluation:remove_transcript      .    .    .    X    .    .    .
evaluation:remove_interview       .    .    .    X    .    .    .
evaluation:destroy_key            .    .    .    .    X    .    .
evaluation:figures                .    X    .    X    X    .    .
evaluation:report                 .    X    .    X    X    .    .
evaluation:glance                 .    X    .    X    X    .    .
evaluation:figures_view           .    X    .    X    X    .    .
evaluation:figure_file            .    X    .    X    X    .    .
evaluation:extraction             .    .    .    X    .    .    .
evaluation:retry                  .    .    .    X    .    .    .
evaluation:download               .    .    .    X    .    .    .
pilots:pilot                      X    X    X    .    X    X    .
pilots:part                       X    .    X    .    X    .    .
pilots:thing                      X    .    X    .    X    .    .
pilots:remove_thing               X    .    X    .    X    .    .
pilots:move                       X    .    X    .    X    .    .
pilots:client_feedback            X    .    X    .    X    .    .
pilots:poster                     X    .    X    .    X    .    .
pilots:worker_feedback            X    .    .    .    .    .    .
pilots:toimintamalli              X    .    X    .    X    .    .
pilots:model_file                 X    .    X    .    X    .    .
pilots:people                     .    .    X    .    X    .    .
pilots:remove_person              .    .    X    .    X    .    .
pilots:add_step                   X    .    X    .    X    .    .
pilots:tick                       X    .    X    .    X    .    .
pilots:change_step                X    .    X    .    X    .    .
pilots:feedback                   X    X    X    X    X    X    X
pilots:feedback_thanks            X    X    X    X    X    X    X
pilots:visit                      X    .    X    .    X    .    .
pilots:change_visit               .    .    X    .    X    .    .
pilots:take_back                  .    .    X    .    X    .    .
pilots:list                       X    X    X    .    X    X    .
pilots:suggest                    X    X    X    .    X    X    .
pilots:visits                     .    X    X    .    X    .    .
pilots:log                        .    .    X    .    X    .    .
pilots:visit_worker               X    X    X    X    X    X    X
pilots:offline                    .    .    X    .    X    .    .
"""


@pytest.fixture
def addresses(programme, lecture, participant, developer, evaluator):
    """{the name of each address: one of that name at which there is something}."""
    study = Study.objects.create(programme=programme, key="tutkimus", name="Tutkimus", question="Miten?")
    package = Extraction.objects.create(study=study, number=1, state=Extraction.State.FAILED)
    interview = Interview.objects.create(study=study, number=500, person=participant, held_on=date(2020, 9, 1))
    token = Token.objects.create(study=study, person=evaluator, ends=timezone.localdate())
    pilot = Pilot.objects.create(programme=programme, key="pilotti", name="Pilotti")
    PilotPerson.objects.create(pilot=pilot, person=participant)
    link, tool = FeedbackLink.objects.create(pilot=pilot), Tool.objects.create(pilot=pilot, name="Chat")
    step = Step.objects.create(pilot=pilot, title="Askel")
    visit = GuidanceVisit.objects.create(pilot=pilot, visitor=developer, minutes=60, topics="Aihe")
    parts = {"key": programme.key, "name": "people", "kind": "csv", "view": "kaynnit", "table": "sessions"}
    of_study = parts | {"pk": study.pk, "number": interview.number, "token": token.pk}
    of_pilot = parts | {"pk": pilot.pk, "thing": tool.pk, "person": participant.pk, "token": link.token}
    own = {name: {"pk": package.pk} for name in ("extraction", "retry", "download")}
    own |= {name: {"pk": step.pk} for name in ("tick", "change_step")}
    own |= {name: {"pk": visit.pk} for name in ("visit", "change_visit", "take_back")}
    own |= {name: {"key": "tyokalut"} for name in ("part", "thing", "remove_thing")}
    own["model_file"] = {"kind": "html"}
    return {
        f"{urls.app_name}:{way.name}": _address(urls.app_name, way, values | own.get(way.name, {}))
        for urls, values in ((evaluation, of_study), (pilots, of_pilot))
        for way in urls.urlpatterns
    }


def _address(app, way, values):
    asked = way.pattern.converters or way.pattern.regex.groupindex
    return reverse(f"{app}:{way.name}", kwargs={name: values[name] for name in asked})


def _comes_in(client, address):
    """Whatever it does is undone."""
    for ask in (client.get, client.post):
        with transaction.atomic():
            answer = ask(address, {"language": "fi"})
            transaction.set_rollback(True)
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            break
    to_log_in = answer.get("Location", "").startswith("/tili/")
    return not to_log_in and answer.status_code not in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


def test_who_comes_in_where(request, client, addresses):
    found = {}
    for who in CAST:
        client.logout()
        if who:
            client.force_login(
                request.getfixturevalue(who), backend="allauth.account.auth_backends.AuthenticationBackend"
            )
        found[who] = {name for name, address in addresses.items() if _comes_in(client, address)}

    lines = [" " * 32 + " ".join(CAST.values())]
    for name in addresses:
        lines.append(f"{name:<31}" + "".join(f"{'X' if name in found[who] else '.':>4} " for who in CAST).rstrip())
    print("\n".join(lines))
    assert "\n".join(lines) + "\n" == TABLE
