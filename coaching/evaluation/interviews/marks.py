"""What a masked text may still tell of somebody: names, places, addresses, numbers; each for a person to decide.

Errs towards marking. A word with a capital in the middle of a sentence is a
"name". At a sentence's beginning it is one when it is one elsewhere too; else it
is an "opening", unless it is a common one or stands somewhere in small letters.
"""

import re
from dataclasses import dataclass
from hashlib import blake2s

CONTEXT = 60
SHOWN = 3

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
_WORD = rf"[A-ZÅÄÖŠŽÁČĐŊŦÂÕ]{_LETTER}+(?:-{_LETTER}+)*"
_NAME = re.compile(rf"(?<!{_LETTER})(?<!\[)(?P<first>{_WORD})(?P<rest>(?: (?:{_WORD}))*)")
_MASKED = re.compile(r"\[[^\]\n]{1,40}\]|\bP\d{3,}\b")
_OPENS = re.compile(r"(?:^|[.!?…:;»”\"]|\n|^\s*[-–—]|\n\s*[-–—])[\s»”\"'(–—-]*$")
_SPEAKER = re.compile(r"[A-ZÅÄÖ]{1,3}\d{0,2}$")

# Words that open sentences and are nobody's name, in the languages of the interviews.
_COMMON = frozenset(
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
    """One thing to decide, however many times it stands in the text."""

    text: str
    kind: str
    count: int
    contexts: tuple

    @property
    def key(self):
        """A name for it in a form."""
        return blake2s(f"{self.kind}:{self.text}".encode(), digest_size=6).hexdigest()


def find_marks(masked):
    """Everything in the masked text that a person has to decide, in the order in which it first comes."""
    places = {}
    for start, end, kind in _places(masked):
        places.setdefault((masked[start:end], kind), []).append((start, end))
    return [
        Mark(text, kind, len(found), tuple(_context(masked, *place) for place in found[:SHOWN]))
        for (text, kind), found in places.items()
    ]


def replace(masked, decided):
    """The text with each mark as ``decided`` {key: what stands for it, or None to keep it}."""
    out, done = [], 0
    for start, end, kind in _places(masked):
        said = decided[Mark(masked[start:end], kind, 1, ()).key]
        if said is not None:
            out += [masked[done:start], said]
            done = end
    return "".join([*out, masked[done:]])


def _places(text):
    """(start, end, kind) of each, in order, none over another."""
    found = [(match.start(), match.end(), "address") for match in _ADDRESS.finditer(text)]
    taken = [match.span() for match in _MASKED.finditer(text)]
    found += _apart(found, taken, ((match.start(), match.end(), "number") for match in _NUMBER.finditer(text)))
    small = {word.lower() for word in re.findall(rf"(?<!{_LETTER})[a-zåäöšžáčđŋŧâõ]{_LETTER}*", text)}
    found += _apart(found, taken, _names(text, small))
    return sorted(found)


def _apart(found, taken, more):
    closed = [*((start, end) for start, end, _kind in found), *taken]
    return [one for one in more if not any(one[0] < end and start < one[1] for start, end in closed)]


def _names(text, small):
    found = list(_NAME.finditer(text))
    inside = {word for match in found for word in match["rest"].split()}
    inside |= {match["first"] for match in found if not _opens_sentence(text, match.start())}
    for match in found:
        first, rest = match["first"], match["rest"]
        if not _opens_sentence(text, match.start()) or first in inside:
            if rest or first.lower() not in _COMMON:
                yield match.start(), match.end(), "name"
            continue
        if rest:
            yield match.start("rest") + 1, match.end(), "name"
        is_speaker = _SPEAKER.match(first) and text[match.end("first") :].startswith(":")
        if not (is_speaker or first.lower() in _COMMON or first.lower() in small):
            yield match.start(), match.end("first"), "opening"


def _opens_sentence(text, start):
    return bool(_OPENS.search(text[max(0, start - 12) : start]))


def _context(text, start, end):
    """(before, itself, after): a line's worth, with whole words."""
    before = text[max(0, start - CONTEXT) : start]
    after = text[end : end + CONTEXT]
    if start > CONTEXT:
        before = "… " + before.partition(" ")[2]
    if end + CONTEXT < len(text):
        after = after.rpartition(" ")[0] + " …"
    return tuple(" ".join(part.split("\n")) for part in (before, text[start:end], after))
