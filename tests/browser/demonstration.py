"""Run beside the server, in its environment: loads the demonstration programme, and prints a cookie for each role."""

import json

import django


def cookies():
    from django.core.management import call_command
    from django.utils import timezone

    from coaching.programmes.models import Enrolment, Role
    from coaching.programmes.plan.loader import load_plan
    from coaching.run import PLAN
    from coaching.settings import BASE_DIR
    from tests.logins import cookie_of
    from tests.play.house import DIGIKAHVIT_OF_THEME_1

    load_plan(BASE_DIR / PLAN, move_days=(timezone.localdate() - DIGIKAHVIT_OF_THEME_1).days)
    call_command("make_demo_recordings", verbosity=0)
    of_role = Enrolment.objects.filter(programme__key="digisosiaalipalvelut").order_by("pk")
    return {role: cookie_of(of_role.filter(role=role).first().person) for role in Role.values}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(cookies()))
