"""Word lists of the guard: negation, modality, hedges, events and cues that carry an act.

Data only. The lists are our own; the classes follow Hyland (2005) for hedges, Karttunen (1971)
and Hooper (1975) for what a verb commits its subject to.
"""

from __future__ import annotations

from collections.abc import Mapping

NEGATIONS = frozenset(
    "not n't n’t no never none neither nor nobody nothing nowhere without hardly barely cannot".split()
)
# Verbs that deny what their complement says: losing one turns the sentence round (R7, R30).
DENIALS = frozenset("deny reject dispute refute dismiss contradict disavow disclaim".split())
# Verbs whose complement is a wish or a plan, not a fact (R30).
INTENTIONS = frozenset(
    "urge plan want hope promise vow threaten propose demand request ask order intend seek warn offer "
    "recommend suggest pledge expect predict forecast call".split()
)
# Modal verbs by what they leave open; members of one class may stand for each other.
MODAL_CLASS: Mapping[str, str] = {
    "may": "possible",
    "might": "possible",
    "could": "possible",
    "can": "able",
    "would": "future",
    "will": "future",
    "'ll": "future",
    "wo": "future",
    "shall": "future",
    "should": "ought",
    "ought": "ought",
    "must": "must",
}
# Conjunctions that leave open whether their clause holds (R30).
OPENING_MARKS = frozenset({"whether", "if", "unless"})
# What an indirect report may change without changing what is said ("will" → "would").
MODAL_NEAR = frozenset({("able", "possible"), ("possible", "able"), ("ought", "must")})
HEDGES = frozenset(
    "allegedly reportedly apparently possibly probably perhaps likely unlikely presumably supposedly "
    "purportedly seemingly potentially maybe alleged purported suspected presumed".split()
)
HEDGE_VERBS = frozenset("appear seem believe suspect think".split())
# An as-of marker of a count; a day of the week alone is kept where it can be (R22, R30).
BINDING_TIME = (
    "since",
    "so far",
    "as of",
    "in the past",
    "in the last",
    "over the past",
    "over the last",
    "past",
    "last",
    "by ",
    "to date",
    "within",
    "until",
)
FIRST_PERSON = frozenset("i we me us my our mine ours myself ourselves".split())
SENTENCE_OPENERS = (
    "but",
    "and",
    "meanwhile",
    "however",
    "also",
    "so",
    "yet",
    "or",
    "still",
    "then",
    "in addition",
    "moreover",
    "furthermore",
    "on the other hand",
    "for example",
    "for instance",
)
# Verbs of saying that can stand in an added frame as they are; any other becomes "said" (R8, R10).
FRAME_VERBS: Mapping[str, str] = {
    "say": "said",
    "claim": "claimed",
    "report": "reported",
    "state": "stated",
    "announce": "announced",
    "add": "said",
    "tell": "said",
    "write": "wrote",
    "post": "posted",
    "argue": "argued",
    "allege": "alleged",
    "insist": "insisted",
    "maintain": "maintained",
    "assert": "asserted",
    "estimate": "estimated",
    "testify": "testified",
    "declare": "declared",
    "note": "noted",
    "confirm": "confirmed",
    "acknowledge": "acknowledged",
    "admit": "admitted",
    "believe": "believed",
    "find": "found",
    "show": "showed",
}
# Owners too vague to stand for a more exact description (R13).
VAGUE_OWNERS = frozenset(
    "officials official sources source authorities reports report experts analysts observers some many "
    "people critics insiders media outlets spokesman spokesperson spokeswoman government".split()
)
CAVEATS = (
    "independently verif",
    "independently confirm",
    "could not be verified",
    "could not verify",
    "could not immediately be reached",
    "no way to verify",
)
# Parts of words for counts that always need an owner (R4).
CASUALTY_WORDS = tuple("dead death killed injured wounded casualt toll crowd protest fled".split())
FORECAST_MODALS = frozenset({"will", "would", "'ll", "shall", "wo"})
