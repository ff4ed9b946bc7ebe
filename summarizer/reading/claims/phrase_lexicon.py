"""Cue words that are no plain reporting verbs: nouns, phrases, hedges, and the words around a cue."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Not answering is an answer (R7): verb, or negated verb, and what is left unsaid.
SILENCE_VERBS = _words("decline refuse")
SILENT_WHEN_NEGATED = _words(
    "respond reply comment answer say disclose elaborate give provide confirm specify explain"
)
# Negated with these objects, verbs that report nothing tell of silence: "did not return calls".
SILENT_OBJECTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "return": _words("call message email e-mail letter"),
        "take": _words("question call"),
        "answer": _words("question call phone telephone message email letter"),
    }
)
# "X continued to insist that": the verb before the cue that changes nothing about who says it.
LIGHT_VERBS = _words(
    "go continue begin start seem appear have come happen proceed keep use rush decline refuse"
)
# What one binds oneself to do; the parser often takes the infinitive for a purpose.
COMMISSIVES = _words("promise vow pledge threaten agree offer refuse swear urge")
# "It is believed that", "is said to": nobody owns what follows (R15).
OWNERLESS_PASSIVES = _words(
    """believe say think report allege rumour rumor understand expect fear suspect presume claim consider
    estimate"""
)
OWNERLESS_ADVERBS = _words("reportedly allegedly supposedly purportedly")
# "the accusation that", "X's claim that"; the value is the noun's verb, from which it takes its stance.
CUE_NOUNS: Mapping[str, str] = MappingProxyType(
    {
        "accusation": "accuse",
        "admission": "admit",
        "allegation": "allege",
        "announcement": "announce",
        "argument": "argue",
        "assertion": "assert",
        "assessment": "assess",
        "assurance": "promise",
        "belief": "believe",
        "charge": "accuse",
        "claim": "claim",
        "comment": "comment",
        "complaint": "complain",
        "conclusion": "conclude",
        "confirmation": "confirm",
        "contention": "contend",
        "declaration": "declare",
        "demand": "demand",
        "denial": "deny",
        "estimate": "estimate",
        "expectation": "expect",
        "fear": "fear",
        "finding": "find",
        "forecast": "forecast",
        "hope": "hope",
        "insistence": "insist",
        "observation": "observe",
        "opinion": "believe",
        "pledge": "pledge",
        "prediction": "predict",
        "promise": "promise",
        "proposal": "propose",
        "remark": "remark",
        "response": "respond",
        "reply": "reply",
        "answer": "answer",
        "message": "say",
        "point": "say",
        "position": "say",
        "stance": "say",
        "report": "report",
        "revelation": "reveal",
        "rumor": "rumor",
        "rumour": "rumour",
        "speculation": "speculate",
        "statement": "state",
        "suggestion": "suggest",
        "suspicion": "suspect",
        "testimony": "testify",
        "threat": "threaten",
        "view": "view",
        "vow": "vow",
        "warning": "warn",
        "word": "say",
    }
)
# Nouns that bring their content in without "that": "warnings of a flood", "accusations of theft".
CUE_NOUN_PREPOSITIONS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "accusation": _words("of"),
        "allegation": _words("of"),
        "warning": _words("of about"),
        "claim": _words("of"),
        "denial": _words("of"),
        "prediction": _words("of"),
        "complaint": _words("of about"),
        "report": _words("of"),
    }
)
# "in the mayor's view", "by his own account"
VIEW_NOUNS = _words(
    "view opinion judgment judgement estimation word telling account assessment eye reckoning"
)
# "by one estimate", "by most accounts": "by count" and "by all means" are no reckoning.
RECKONINGS = _words("estimate account count reckoning tally")
RECKONERS = _words("one some most many several all official unofficial various their")
ACCORDING_TO = "according to"
# "Went according to plan", "seated according to age": without an article these measure and tell nothing.
YARDSTICKS = _words(
    "plan schedule custom tradition habit taste age size height weight rank need ability type kind"
)
# Words before a name that give the following or preceding words to it.
CITING_VERBS = _words("cite quote")
COLON_CUE = ":"
DASH_CUE = "—"
NEGATIONS = _words("not n't n’t never no neither nor without")
# With these the reporting has not happened: "the Kremlin might say".
IRREALIS_MODALS = _words("may might could should must shall ought can")

# ------------------------------------------------------------------ around claims

# "was forced to admit", "was quick to point out": what stands between the subject and the cue.
READY_WORDS = _words(
    """careful compel eager first force happy keen loath oblige proud quick reluctant right sorry unable"""
)
# "took to Twitter to say", "issued a letter to say": the infinitive tells what was done, not what was meant.
SPEAKING_MOVES = _words("call hold issue pause phone post release return rise stand take use write")

# "did not answer when asked about it", "would not say how much"
ASKED_MARKS = _words("when how what where whether which who whom whose why")
# What is denied or promised goes on over prepositions that the parser hangs on the verb.
WHOLE_OBJECTS = _words("deny promise pledge")
WITHIN = _words("in to of for within with by from against")
CONDITIONAL = _words("if lest unless whether")
# "As X put it, …" sets the speaker beside the statement; with other verbs "as" tells the time.
AS_CUES = _words(
    """acknowledge admit announce argue believe claim describe explain note observe point predict put
    recall report say see state suggest tell warn write"""
)
# A participle phrase of these is a preposition, not a new statement.
NO_ADDING = _words("accord concern consider follow give include regard")
# Clauses that the parser hangs on the cue although they go on with what was said.
CONTENT_MARKS = _words("although because if since so though unless until where whereas")
# Clauses behind a cue that tell when it was said, not what: "said when asked", "said as he left".
TIME_MARKS = _words("after as before since until when while")

WH_WORDS = _words("how if what when where whether which who whom whose why")
# What somebody does with the list that follows: "has issued the following figures:".
LIST_ISSUING = _words(
    """add announce cite claim confirm detail give highlight issue lay list make name note offer outline
    post present provide publish release report reveal say set share state summarise summarize tell
    warn write"""
)

VIA_WORDS = _words("by from per via")
# Verbs whose subject issues the noun cue that is their object: "repeated the claim that".
ISSUING_VERBS = _words(
    """air deliver file give have issue level lodge make offer post publish raise release repeat send voice"""
)
# Labels before a colon that are nobody's name.
LABELS = frozenset(
    entry.strip()
    for entry in """correction|a|analysis|answer|breaking|editor's note|exclusive|just in|live|more|
    note|opinion|p.s|photo|photos|q|question|read more|related|source|sources|tl;dr|
    update|updated|video|warning|watch""".split("|")
)
