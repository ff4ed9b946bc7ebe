"""Cue words: which words report a claim, how, and how strongly (R8 to R10, R15).

A reporting verb has a *stance* and the *frames* in which it reports something:

``clause``   a finite clause, with or without "that" ("said the road was shut")
``quote``    words in quotation marks next to it
``action``   an infinitive or gerund ("promised to pay", "denied taking it")
``object``   a noun phrase ("rejected the charge")
``named``    an object and what it is called ("called it a farce", "described him as lazy")

Prepositions that bring in the content stand in ``CUE_PREPOSITIONS`` ("accused him *of* theft").
A word that fits no frame where it stands is no cue there: "added 20 jobs" reports nothing,
"added that" does. Who and what can say something is in ``names_lexicon``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from summarizer.reading.claims import phrase_lexicon
from summarizer.reading.inflection import inflect
from summarizer.records import Stance

Frame = Literal["clause", "quote", "action", "object", "named"]


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A reporting verb: its lemma, its stance (R8, R9), the frames it reports in, its strength (R10)."""

    lemma: str
    stance: Stance
    frames: frozenset[Frame]
    strength: int

    @property
    def needs_clause(self) -> bool:
        """Tell whether the verb reports only with a clause or a quotation of its own."""
        return self.frames <= {"clause", "quote"}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# ------------------------------------------------------------------ stances (R8, R9)

NEUTRAL_VERBS = _words(
    """say state tell write explain post tweet retweet email text report announce mention add read quote
    reply respond answer counter interject observe testify continue reiterate repeat stipulate comment
    conclude inform notify relate emphasise emphasize stress underline underscore clarify elaborate opine
    remark signal brief muse echo volunteer ask inquire enquire wonder query show find determine establish
    indicate rule calculate demonstrate record propose suggest estimate predict forecast project declare
    demand recommend recount outline cite detail deny argue advise request specify identify document agree
    disagree promise pledge order instruct threaten urge encourage invite implore beg reject dispute dismiss
    rebut contradict condemn denounce criticise criticize praise applaud welcome decry deplore commend
    defend question oppose endorse protest thank congratulate accuse blame call apologise apologize complain
    object plead describe label dub brand characterise characterize portray depict deem term hint imply
    speculate guess summarise summarize assess reason theorise theorize foretell retell narrate proffer
    interrupt refer talk speak discuss decide advocate challenge allude liken
    compare interpret attribute ascribe assure ponder put place express voice refuse decline offer
    shoot fire hit chime blurt"""
)
DOUBTING_VERBS = _words(
    """claim allege purport insist maintain assert contend profess reckon suppose posit postulate surmise
    pretend rumour rumor"""
)
ENDORSING_VERBS = _words(
    """reveal disclose admit acknowledge concede confirm note expose prove recall warn caution remind
    highlight verify refute discover point realise realize recognise recognize remember learn
    understand confess certify divulge pinpoint"""
)
MENTAL_VERBS = _words(
    """believe think feel hope fear doubt suspect expect assume consider worry anticipate
    foresee wish regret want intend plan aim prefer seek desire favour favor view regard see"""
)
MANNER_VERBS = _words(
    """quip snap laugh boast vow joke shout yell cry scream whisper mutter murmur growl grumble groan sigh
    gush exclaim declaim bellow chant crow brag rant smile grin shrug nod fume scoff sneer gripe moan
    hiss chuckle deadpan intone sniff lament bemoan swear proclaim trumpet tout thunder retort gloat
    whine scold slam blast mock ridicule deride lambast lambaste berate rebuke bash hail trash rip
    assail chide castigate excoriate rail taunt tease jeer shriek stammer drawl bark crack deflect
    insinuate"""
)
STANCES: Mapping[Stance, frozenset[str]] = MappingProxyType(
    {
        "neutral": NEUTRAL_VERBS,
        "doubting": DOUBTING_VERBS,
        "endorsing": ENDORSING_VERBS,
        "mental": MENTAL_VERBS,
        "manner": MANNER_VERBS,
    }
)

# ------------------------------------------------------------------ frames

# No finite clause follows these: "urged him to go", "slammed the plan".
WITHOUT_CLAUSE = _words(
    """urge order instruct encourage invite implore beg condemn denounce criticise criticize praise applaud
    welcome commend defend oppose endorse thank congratulate accuse blame call describe label dub
    brand characterise characterize portray depict term talk speak refer discuss challenge allude
    liken compare attribute ascribe smile grin shrug nod fume sneer chuckle slam blast mock ridicule
    deride lambast lambaste berate rebuke bash hail trash rip assail chide castigate excoriate rail
    taunt jeer scold want seek desire view regard cry crack query bark interrupt advocate plan
    aim oppose trumpet tout dispute contradict rebut dismiss interpret quote cite put place express
    voice refuse decline offer"""
)
# A quotation next to these is not their content: they report findings and thoughts, not utterances.
WITHOUT_QUOTE = _words(
    """want seek intend plan aim desire see view regard suppose put place refuse decline offer
    show find"""
)
# "promised to pay", "denied taking it", "urged him to stay"
TAKES_ACTION = _words(
    """urge order instruct encourage invite implore beg ask tell advise request recommend propose promise
    pledge threaten vow swear agree offer deny admit acknowledge confess recall claim purport profess
    pretend hope want expect intend plan aim wish prefer seek desire demand remind warn refuse decide
    consider regret suggest advocate call"""
)
# "rejected the charge", "confirmed two deaths"
TAKES_OBJECT = _words(
    """report announce mention propose suggest estimate predict forecast project declare demand recommend
    recount outline cite detail deny reject dispute dismiss rebut contradict condemn denounce criticise
    criticize praise applaud welcome decry deplore commend defend question oppose endorse protest describe
    allege claim reveal disclose admit acknowledge concede confirm expose highlight refute note stress
    emphasise emphasize underline underscore reiterate repeat promise pledge threaten vow mock
    ridicule deride lambast lambaste berate rebuke tout assail castigate excoriate lament
    bemoan want fear expect favour favor doubt regret anticipate prefer advocate discuss challenge
    urge explain recall express voice"""
)
# "called it a farce", "described him as lazy"
TAKES_NAME = _words(
    """call describe label dub brand characterise characterize portray depict deem term declare consider view
    regard see hail slam blast bash denounce condemn dismiss liken compare identify quote cite"""
)

# What brings the content in with a preposition: "accused X of Z", "warned of Z".
CUE_PREPOSITIONS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        lemma: _words(prepositions)
        for lemma, prepositions in {
            "accuse": "of",
            "warn": "of about against",
            "caution": "against about",
            "complain": "of about",
            "blame": "for on",
            "criticise": "for over",
            "criticize": "for over",
            "praise": "for",
            "slam": "for over",
            "blast": "for over",
            "condemn": "for over",
            "mock": "for over",
            "defend": "for",
            "thank": "for",
            "call": "for on",
            "boast": "of about",
            "brag": "of about",
            "speak": "of about",
            "talk": "of about",
            "write": "of about",
            "tell": "of about",
            "hint": "at",
            "point": "to",
            "refer": "to",
            "allude": "to",
            "joke": "about",
            "ask": "about for",
            "apologise": "for",
            "apologize": "for",
            "object": "to",
            "agree": "with",
            "disagree": "with",
            "comment": "on",
            "elaborate": "on",
            "testify": "about to",
            "worry": "about",
            "insist": "on",
            "speculate": "about on",
            "rail": "against",
            "argue": "for against",
            "inform": "of about",
            "remind": "of",
            "attribute": "to",
        }.items()
    }
)
# Object and preposition together are the content: "put the toll at 32".
PUT_AT: Mapping[str, frozenset[str]] = MappingProxyType({"put": _words("at"), "place": _words("at")})
# Particles that make a cue or keep one: "point out", "shoot back", "speak out".
PARTICLE_CUES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "point": _words("out to"),
        "shoot": _words("back"),
        "fire": _words("back"),
        "hit": _words("back"),
        "chime": _words("in"),
        "blurt": _words("out"),
        "cry": _words("out"),
        "speak": _words("out"),
        "call": _words("out"),
        "shout": _words("out back"),
        "yell": _words("out back"),
        "scream": _words("out back"),
        "write": _words("back in"),
    }
)
# These report nothing without their particle: "pointed at" is a gesture, "pointed out" a claim.
NEEDS_PARTICLE = _words("point shoot fire hit chime blurt")
# With these particles the verb means something else: "showed up", "called off", "read over".
FOREIGN_PARTICLES = _words("up off down over along around through back away in")
# Objects that make the verb an act of another kind: "claimed 32 lives", "admitted 69 people".
ACT_OBJECTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "claim": _words("life victim title prize championship seat medal benefit asylum place spot refund"),
        "admit": _words("people patient person child student member visitor man woman"),
        "report": _words("patient news profit"),
        "address": _words(
            "rally crowd meeting conference gathering audience gala crowd parliament congress nation"
        ),
        "project": _words("image film power confidence"),
        "expose": _words("skin film child people"),
        "deny": _words("access entry visa bail permission"),
        "expect": _words("baby child"),
        "welcome": _words("guest visitor leader delegation refugee migrant"),
        "promise": _words("job"),
        "advise": _words("government company campaign president client"),
    }
)
# "declared independence", "reported for work" and "expressed concern": what is voiced, not what is so.
EXPRESS_VERBS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "express": _words("concern concerns doubt doubts hope fear fears regret support confidence outrage"),
        "voice": _words("concern concerns doubt doubts hope fear fears regret support confidence outrage"),
        "raise": _words("concern concerns doubt doubts question questions"),
    }
)
# ------------------------------------------------------------------ nouns and phrases


# ------------------------------------------------------------------ around the cue


# The lemma of a negated cue, "did not say", begins with this: who copies the lemma keeps the negation.
NEGATED = "not "

# ------------------------------------------------------------------ strength (R10)

# How much the writer vouches for what follows; a summary may go down this ladder, never up.
DOUBTING, MENTAL, NEUTRAL, ENDORSING, FACTIVE = 0, 1, 2, 3, 4
_STANCE_STRENGTH: Mapping[Stance, int] = MappingProxyType(
    {"doubting": DOUBTING, "mental": MENTAL, "neutral": NEUTRAL, "manner": NEUTRAL, "endorsing": ENDORSING}
)
_OTHER_STRENGTH: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(_words("suggest hint imply speculate indicate guess insinuate"), MENTAL),
        **dict.fromkeys(
            _words("show find determine establish demonstrate document record identify"), ENDORSING
        ),
        **dict.fromkeys(
            _words("confirm prove reveal expose disclose verify admit confess concede refute know certify"),
            FACTIVE,
        ),
        **dict.fromkeys(phrase_lexicon.OWNERLESS_ADVERBS, DOUBTING),
        phrase_lexicon.ACCORDING_TO: NEUTRAL,
        phrase_lexicon.COLON_CUE: NEUTRAL,
        phrase_lexicon.DASH_CUE: NEUTRAL,
    }
)

_FRAMES: tuple[tuple[Frame, frozenset[str]], ...] = (
    ("action", TAKES_ACTION),
    ("object", TAKES_OBJECT),
    ("named", TAKES_NAME),
)


def _frames_of(lemma: str) -> frozenset[Frame]:
    frames: set[Frame] = {name for name, lemmas in _FRAMES if lemma in lemmas}
    if lemma not in WITHOUT_CLAUSE:
        frames.add("clause")
    if lemma not in WITHOUT_QUOTE:
        frames.add("quote")
    return frozenset(frames)


def _strength_of(lemma: str, stance: Stance) -> int:
    return _OTHER_STRENGTH.get(lemma, _STANCE_STRENGTH[stance])


CUE_VERBS: Mapping[str, CueVerb] = MappingProxyType(
    {
        lemma: CueVerb(lemma, stance, _frames_of(lemma), _strength_of(lemma, stance))
        for stance, lemmas in STANCES.items()
        for lemma in sorted(lemmas)
    }
)
CUE_STRENGTH: Mapping[str, int] = MappingProxyType(
    {**_OTHER_STRENGTH, **{lemma: cue.strength for lemma, cue in CUE_VERBS.items()}}
)
# Every form of every cue verb; a form of two verbs ("found") goes to the one listed first in CUE_VERBS.
CUE_FORMS: Mapping[str, str] = MappingProxyType(
    {form: lemma for lemma in reversed(tuple(CUE_VERBS)) for form in inflect(lemma)}
)


def stance_of(lemma: str) -> Stance:
    """Return the stance of a cue lemma, noun or phrase; ``neutral`` where it has none of its own (R8)."""
    if lemma in phrase_lexicon.OWNERLESS_ADVERBS:
        return "doubting"
    verb = CUE_VERBS.get(_verb_of(lemma))
    return verb.stance if verb else "neutral"


def strength_of(lemma: str) -> int:
    """Return how much a cue lemma, noun or phrase vouches for its content (R10); ``NEUTRAL`` if unknown."""
    return CUE_STRENGTH.get(_verb_of(lemma), NEUTRAL)


def _verb_of(lemma: str) -> str:
    """Return the verb behind a noun ("claim") or a negated cue ("not confirm")."""
    lemma = lemma.removeprefix(NEGATED)
    return lemma if lemma in CUE_VERBS else phrase_lexicon.CUE_NOUNS.get(lemma, lemma)
