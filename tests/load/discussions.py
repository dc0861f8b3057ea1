"""How pages grow with what has been written: python -m tests.load.discussions [few many]

A discussion of 5,000 posts beside one of 50; the list of discussions, searches and
the dashboards' figures over 20,000 posts beside the same over 2,000, before the
others were written, or over as many as are named. Milliseconds that passed, the least of many tries: what a
page costs when nothing disturbs it, its database included.
"""

import os
import random
import sys
from functools import partial
from time import perf_counter

from tests.load.arena import database
from tests.load.client import report
from tests.load.export_memory import A_THREAD, WORDS

SHORT, LONG = 50, 5_000
FEW, MANY = 2_000, 20_000
RARE = 1_000  # one post in so many holds a word of its own
TRIES = 15


def main(few, many):
    from tests.load.people import make_members

    session, people = make_members(117)
    grown = Discussions(session.programme, people)
    grown.write(SHORT, SHORT)
    grown.write(LONG, LONG)
    for page, (short, long) in grown.threads().items():
        _tell(page, SHORT, short, LONG, long)
    session, people = make_members(117)
    grown = Discussions(session.programme, people)
    grown.write(few, A_THREAD)
    less = grown.pages()
    grown.write(many - few, A_THREAD)
    more = grown.pages()
    for page in less:
        _tell(page, few, less[page], many, more[page])


class Discussions:
    """What a programme's members have written to each other, and how long its pages take."""

    def __init__(self, programme, people):
        from groups.models import Subgroup
        from tests.logins import cookie_of

        self.programme, self.people = programme, people
        self.subgroup = Subgroup.objects.get(programme=programme)
        self.cookie = cookie_of(people[0])
        self.found = []
        self._chance = random.Random(1)

    def write(self, posts, a_thread):
        """So many posts in discussions of so many; every third discussion is read to its end by whoever asks."""
        from forums.models import Post, ReadMark, Thread
        from forums.search import roots_of_post

        for number in range(posts // a_thread):
            own = {"programme": self.programme, "subgroup": self.subgroup}
            thread = Thread.objects.create(title=f"Keskustelu {number}", posts_count=a_thread, **own)
            texts = [self._words() for _post in range(a_thread)]
            Post.objects.bulk_create(
                Post(
                    thread=thread,
                    subgroup=self.subgroup,
                    number=place,
                    author=self._chance.choice(self.people),
                    text=text,
                    roots=roots_of_post(thread, place, text),
                )
                for place, text in enumerate(texts, start=1)
            )
            if number % 3 == 0:
                ReadMark.objects.create(person=self.people[0], thread=thread, number=a_thread)
            self.found.append(thread)

    def _words(self):
        rare = ["valokuva"] if self._chance.randrange(RARE) == 0 else []
        return " ".join(self._chance.choices(WORDS, k=40) + rare)

    def threads(self):
        """{page: (short, long)}: opened by turns, so that both meet the same moments."""
        from forums.models import ReadMark

        addresses = [thread.get_absolute_url() for thread in self.found]
        found = {
            "a discussion's newest page": _least(*(partial(self._open, one) for one in addresses)),
            "a discussion's first page": _least(*(partial(self._open, f"{one}?page=1") for one in addresses)),
        }
        ReadMark.objects.filter(thread__in=self.found).update(number=0)
        found["a discussion all unread"] = _least(*(partial(self._open_unread, one) for one in self.found))
        return found

    def pages(self):
        """{page: milliseconds} of what shows many discussions at once."""
        at = f"/keskustelut/{self.programme.key}/"
        return {
            "list of discussions": _least(lambda: self._open(at))[0],
            "list of the unread": _least(lambda: self._open(f"{at}?unread=1"))[0],
            "search": _least(lambda: self._open(f"{at}haku/?q=luottamuksesta"))[0],
            "search for a rare word": _least(lambda: self._open(f"{at}haku/?q=valokuvia"))[0],
            "search that finds nothing": _least(lambda: self._open(f"{at}haku/?q=hevonen"))[0],
            "the dashboards' figures": _least(self._figures)[0],
        }

    def _open(self, address):
        from django.test import Client

        client = Client(HTTP_HOST="127.0.0.1", HTTP_COOKIE=f"sessionid={self.cookie}")
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    def _open_unread(self, thread):
        from forums.models import ReadMark

        self._open(thread.get_absolute_url())
        ReadMark.objects.filter(thread=thread).update(number=0)

    def _figures(self):
        from django.core.cache import cache

        from coaching.evaluation.dashboards.lens import figures_of

        cache.clear()
        assert figures_of(self.programme).tables


def _least(*deeds):
    """The least milliseconds of each, tried by turns."""
    found = [[] for _deed in deeds]
    for _try in range(TRIES):
        for times, deed in zip(found, deeds, strict=True):
            began = perf_counter()
            deed()
            times.append(1000 * (perf_counter() - began))
    return [min(times) for times in found]


def _tell(page, small, less, large, more):
    told = {"small": small, "small_ms": round(less, 1), "large": large, "large_ms": round(more, 1)}
    report(what="page", page=page, database=database(), ratio=round(more / less, 2), **told)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching.settings")
    import django
    from django.conf import settings

    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"  # nobody has gathered the files for this
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}
    django.setup()
    main(*(map(int, sys.argv[1:]) if sys.argv[1:] else (FEW, MANY)))
