"""What a masked text may still tell of somebody: names, places, addresses, numbers; each for a person to decide.

Errs towards marking. A word with a capital in the middle of a sentence is a
"name". At a sentence's beginning it is one when it is one elsewhere too, or is
known as a name only. What may be a name or a common word, or is unknown, is an
"opening"; a common word is "ordinary", to be looked at by who wants to.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from hashlib import blake2s

from coaching.evaluation.interviews.words import PERSON, listed

CONTEXT = 60
SHOWN = 3
WORDS, PLACES = "words", "places"

_LETTER = r"[^\W\d_]"
_STREET = (
    r"(?:katu|kadu|tie|tien|tiellä|kuja|polku|polu|kaari|raitti|raiti|väylä|aukio|tori|rinne|rintee|penger|penkere|"
    r"gata|gatan|väg|vägen|gränd|stig|street|road)"
)
_ADDRESS = re.compile(
    rf"(?<!{_LETTER})[A-ZÅÄÖ]{_LETTER}*(?:-{_LETTER}+)?{_STREET}{_LETTER}{{0,6}} \d+(?: ?[a-zA-Z]\b)?(?: \d+\b)?"
    rf"|\b\d{{5}} [A-ZÅÄÖ]{_LETTER}+"
)
_NUMBER = re.compile(r"(?<![\w.,])\d[\d  -]{3,}\d(?!\w)")
_LINK = re.compile(
    r"(?:https?://|www\.)\S*\w|(?<!\w)@\w[\w.]+|\b[\w-]+(?:\.[\w-]+)*\.(?:fi|com|net|org|eu|se)\b(?:/\S*\w)?"
)
_DAY = re.compile(
    r"(?<![\w.])[0-3]?\d\. ?[01]?\d\. ?(?:19|20)\d\d(?!\d)|(?<![\w-])(?:19|20)\d\d-[01]\d-[0-3]\d(?![\w-])"
)
_PATTERNS = {"address": _ADDRESS, "link": _LINK, "day": _DAY, "number": _NUMBER}
_WORD = re.compile(rf"[A-ZÅÄÖŠŽÁČĐŊŦÂÕ]{_LETTER}+(?:-{_LETTER}+)*")
_RUN = re.compile(rf"(?<!{_LETTER}){_WORD.pattern}(?: {_WORD.pattern})*")
_SMALL = re.compile(rf"(?<!{_LETTER})[a-zåäöšžáčđŋŧâõ]{_LETTER}*")
_MASKED = re.compile(r"\[[^\]\n]{1,40}\]|\bP\d{3,}\b")
_OPENS = re.compile(r"(?:^|[.!?…:;»”\"]|\n|^\s*[-–—]|\n\s*[-–—])[\s»”\"'(–—-]*$")
_SPEAKER = re.compile(r"[A-ZÅÄÖ]{1,3}\d{0,2}$")

# Words that open sentences and are nobody's name, in the languages of the interviews.
COMMON = frozenset(
    re.findall(
        r"\w+",
        """
        aika ainakin aina ehkä ei ehdottomasti eihän eikä elikkä eli en enkä ensin entä entäs esimerkiksi että
        etten haastateltava haastattelija he hei heidän heillä heti huomenta hyvin hyvä hyvää hän hänelle
        hänellä hänen ihan itse itsellä ja jaa jo joo joku jokainen jolla jos joskus jossain jota jotain juu
        juuri kaikki kai kannattaa kaksi kerran kerro kertoisitko kiitos kiva koska kuin kuinka kuitenkin kukaan
        kun kyllä kyllähän käytännössä lisäksi luulen mahtaa me meidän meillä meitä mihin mikä miksi millaista
        millainen miltä milloin millä minkä minua minulla minulle minun minusta minä missä mistä mitä miten mm
        moi mukava mulla mun mulle musta mutta muuten mä myös myöhemmin ne nehän niin niinku niitä no noin noita
        nuo nyt näin nämä nää oikeastaan ok okei oletko oli olimme olin olisi olisin olivat ollaan on onko
        onkohan ovat paitsi paljon pitää puhutaan puolet päivää sanoisin sanotaan se sehän selvä semmoinen sen
        sieltä siellä sielläkin siinä siis siitä siksi sillä silloin sille silti sinne sinulla sinun sinä sit
        sitten sitä sä suurin taas tai tällä tällöin tämä tämän tänään tässä tästä tätä tää tavallaan tervetuloa
        tiedän toinen toisaalta toki tosi totta tuntuu tuo tuolla tuossa tuon tuota vai vaikka vain vaan varmaan
        vastaaja voi voin voiko välillä yksi yleensä yhdessä alla allt att bara bra de den denna det detta dom
        du där eller ett först för här han hej hon hur i ibland inte jag kanske man med men mycket nej nu när
        och på sedan så som tack till under vad vi vid vilken a also and are as at because but can do for from
        good have hello how if in is it maybe not of okay or she so that the then there they this to was we well
        were what when which who why with yeah yes you
        """,
    )
)


@dataclass(frozen=True)
class Mark:
    """One thing to decide, in whatever cases and however many times it stands in the text."""

    key: str
    """A name for it in a form."""
    kind: str
    forms: tuple
    count: int
    contexts: tuple
    guess: str = ""
    """What it looks like: the lists know it as one thing only."""
    of: str = ""
    """How it was parted from others: a value that ``apart`` had."""

    @property
    def text(self):
        return ", ".join(self.forms)

    @property
    def ways_apart(self):
        """Values of ``apart`` that part or parted it: where one is on the page after parting, or putting together."""
        return (self.of, f"{WORDS}:{self.key}", f"{PLACES}:{self.key}")

    @property
    def is_several_words(self):
        return self.kind == "name" and any(" " in form for form in self.forms)


@dataclass(frozen=True)
class _Place:
    start: int
    end: int
    kind: str
    base: str
    of: str = ""

    @property
    def key(self):
        return blake2s(f"{self.kind}:{self.base}".encode(), digest_size=6).hexdigest()


def find_marks(masked, words, apart=()):
    """Everything in the masked text that a person has to decide, in the order in which it first comes.

    Cases of one word are one mark, and so is a name of several words, unless ``apart`` has "words:key" (each word
    is a mark of its own) or "places:key" (each place where it stands is).
    """
    by_key = {}
    for place in _places(masked, words, frozenset(apart)):
        by_key.setdefault(place.key, []).append(place)
    return [_mark(masked, key, places) for key, places in by_key.items()]


def _mark(masked, key, places):
    forms = dict.fromkeys(masked[place.start : place.end] for place in places)
    contexts = tuple(_context(masked, place.start, place.end) for place in places[:SHOWN])
    guess = _guess(places[0].kind, forms)
    return Mark(key, places[0].kind, tuple(forms), len(places), contexts, guess, places[0].of)


def _guess(kind, forms):
    if kind not in {"name", "opening"}:
        return kind
    kinds = {frozenset(listed(word)) for form in forms for word in form.split()[:1]}
    [only] = kinds if len(kinds) == 1 else [()]
    return next(iter(only)) if len(only) == 1 else ""


def replace(masked, words, decided, apart=()):
    """The text with each mark as ``decided`` {key: what stands for it, or None to keep it}."""
    out, done = [], 0
    for place in _places(masked, words, frozenset(apart)):
        said = decided[place.key]
        if said is not None:
            out += [masked[done : place.start], said]
            done = place.end
    return "".join([*out, masked[done:]])


def _places(text, words, apart):
    """Each place of a mark, in order, none over another."""
    found = []
    for kind, pattern in _PATTERNS.items():
        found += _clear_of(found, [_Place(*one.span(), kind, one[0]) for one in pattern.finditer(text)])
    closed = [(one.start, one.end) for one in found] + [one.span() for one in _MASKED.finditer(text)]
    found += _Names(_without(text, closed), words).places()
    found = [one for place in found for one in _as_words(text, words, place, apart)]
    seen = Counter()
    return [_alone(place, apart, seen) for place in sorted(found, key=lambda place: place.start)]


def _clear_of(taken, places):
    closed = sorted((one.start, one.end) for one in taken)
    starts = [start for start, _end in closed]

    def is_clear(place):
        before = bisect_left(starts, place.end) - 1
        return before < 0 or closed[before][1] <= place.start

    return [place for place in places if is_clear(place)]


def _without(text, spans):
    """The text with signs of nothing in the spans, everything else in its place."""
    pieces, done = [], 0
    for start, end in sorted(spans):
        pieces += [text[done:start], "\0" * (end - max(start, done))]
        done = max(end, done)
    return "".join([*pieces, text[done:]])


def _as_words(text, words, place, apart):
    parted = f"{WORDS}:{place.key}"
    if parted not in apart:
        return [place]
    each = re.finditer(r"\S+", text[place.start : place.end])
    spans = [(place.start + one.start(), place.start + one.end()) for one in each]
    return [_Place(start, end, "name", words.base(text[start:end]), parted) for start, end in spans]


def _alone(place, apart, seen):
    parted = f"{PLACES}:{place.key}"
    if parted not in apart:
        return place
    seen[parted] += 1
    return _Place(place.start, place.end, place.kind, f"{place.base}#{seen[parted]}", parted)


class _Names:
    """Words with capitals: which of them belong together, and which only open a sentence."""

    def __init__(self, text, words):
        self.text, self.words = text, words
        self.runs = [list(_WORD.finditer(run[0])) for run in _RUN.finditer(text)]
        self.starts = [run.start() for run in _RUN.finditer(text)]
        self.small = {words.stem(word) for word in set(_SMALL.findall(text))}
        self.within = {
            words.base(word[0])
            for run, start in zip(self.runs, self.starts, strict=True)
            for word in run[self._opens(start) :]
        }

    def places(self):
        for run, start in zip(self.runs, self.starts, strict=True):
            units = self._units([word[0] for word in run])
            opens, index = self._opens(start), 0
            for number, unit in enumerate(units):
                first, last = run[index], run[index + len(unit) - 1]
                index += len(unit)
                kind = self._kind(unit, start + first.end(), opens and not number)
                if kind:
                    base = " ".join(map(self.words.base, unit))
                    yield _Place(start + first.start(), start + last.end(), kind, base)

    def _opens(self, start):
        return bool(_OPENS.search(self.text[max(0, start - 12) : start]))

    def _units(self, run):
        """Lists of words that name one person or thing: "Helsinki", "Matti Virtanen"."""
        units = [[run[0]]]
        for word in run[1:]:
            if self._joins(units[-1], word):
                units[-1].append(word)
            else:
                units.append([word])
        return units

    def _joins(self, unit, after):
        """A person's first name goes with another name of theirs, or an unknown word; unknown words go together."""
        before, here = self._looks(unit[-1]), self._looks(after)
        if PERSON in before:
            return PERSON in here or (len(unit) == 1 and not here)
        return not (before or here or unit[-1].lower() in COMMON or self.words.is_common(unit[-1]))

    def _looks(self, word):
        return listed(word) if self.words.is_name(word) or not self.words.is_common(word) else {}

    def _kind(self, unit, end, opens):
        first = unit[0]
        if len(unit) > 1:
            return "name"
        if first.lower() in COMMON or (opens and _SPEAKER.match(first) and self.text[end : end + 1] == ":"):
            return None
        if not opens or self.words.base(first) in self.within:
            return "name"
        if self.words.is_name(first):
            return "opening" if self.words.is_common(first) else "name"
        is_common = self.words.is_common(first) or self.words.stem(first) in self.small
        return "ordinary" if is_common else "opening"


def _context(text, start, end):
    """(before, itself, after): a line's worth, with whole words."""
    before = text[max(0, start - CONTEXT) : start]
    after = text[end : end + CONTEXT]
    if start > CONTEXT:
        before = "… " + before.partition(" ")[2]
    if end + CONTEXT < len(text):
        after = after.rpartition(" ")[0] + " …"
    return tuple(" ".join(part.split("\n")) for part in (before, text[start:end], after))
