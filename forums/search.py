"""Finding posts by their words, among what the reader may see."""

from dataclasses import dataclass

from forums.index import holding, within
from forums.markdown import to_plain
from forums.models import Post
from forums.words import index_of, roots_of, words_of

MOST_WORDS = 8
MOST_FOUND = 200
_WHOLE_WORD = 5  # a root this long is also found at the end of a compound, as tapaaminen is in etätapaaminen
_BEGINNING = 3  # as many letters find a word that begins with them
_BEFORE, _AFTER = 60, 220


class Query:
    """What was asked: every word must be found, in any of its forms."""

    def __init__(self, text):
        self.text = text.strip()
        self.words = [word for word, _start, _end in words_of(self.text)][:MOST_WORDS]

    def __bool__(self):
        return bool(self.words)

    def condition(self):
        return holding([_pieces_of(word) for word in self.words])

    def finds(self, word):
        """Whether this word of a text is one that was asked for."""
        return any(_same(asked, word) for asked in self.words)


@dataclass(frozen=True)
class Piece:
    text: str
    marked: bool = False


def roots_of_post(thread, number, text):
    """What a post keeps for the search; the opening post is found by the thread's title too."""
    plain = to_plain(text)
    return index_of(f"{thread.title} {plain}" if number == 1 else plain)


def search(user, programme, query):
    """Posts the user may see that hold every word, newest first; nothing that a coach has hidden."""
    posts = within(Post.objects.visible_to(user), programme).filter(hidden_at__isnull=True)
    found = posts.filter(query.condition()) if query else posts.none()
    return found.order_by("-written_at", "-pk")


def newest(user, programme, query):
    """The numbers of the newest posts that ``search`` finds, at most ``MOST_FOUND`` and one more.

    No text is fetched or sorted, which would be most of what a search costs.
    """
    return list(search(user, programme, query).values_list("pk", flat=True)[: MOST_FOUND + 1])


def marked(text, query):
    """The text as pieces, with the words that were asked for marked."""
    return list(_pieces(text, 0, len(text), query))


def excerpt(text, query):
    """The part of a post around its first hit, as pieces."""
    plain = to_plain(text)
    first = next((start for word, start, _end in words_of(plain) if query.finds(word)), 0)
    start = plain.rfind(" ", 0, max(first - _BEFORE, 0)) + 1 if first > _BEFORE else 0
    end = len(plain) if len(plain) <= start + _AFTER else plain.rfind(" ", start, start + _AFTER)
    end = end if end > first else min(start + _AFTER, len(plain))
    pieces = list(_pieces(plain, start, end, query))
    before = [Piece("… ")] if start else []
    after = [Piece(" …")] if end < len(plain) else []
    return before + pieces + after


def _pieces(text, start, end, query):
    at = start
    for word, word_start, word_end in words_of(text):
        if start <= word_start and word_end <= end and query.finds(word):
            if at < word_start:
                yield Piece(text[at:word_start])
            yield Piece(text[word_start:word_end], marked=True)
            at = word_end
    if at < end:
        yield Piece(text[at:end])


def _pieces_of(word):
    """What a post's roots hold one of, when the post is found by this word."""
    beginning = {f" {word}"} if len(word) >= _BEGINNING else set()
    return sorted(beginning | {f"{root} " if len(root) >= _WHOLE_WORD else f" {root} " for root in roots_of(word)})


def _same(asked, word):
    """The same rule as the index is asked by, for one word."""
    if len(asked) >= _BEGINNING and word.startswith(asked):
        return True
    for root in roots_of(asked):
        if any(own.endswith(root) if len(root) >= _WHOLE_WORD else own == root for own in roots_of(word)):
            return True
    return False
