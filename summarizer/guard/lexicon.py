"""Word lists of the guard: negation, modality, hedges, events and cues that carry an act.

Data only. The lists are our own; the classes follow Hyland (2005) for hedges, Karttunen (1971)
and Hooper (1975) for what a verb commits its subject to.
"""

from __future__ import annotations

from collections.abc import Mapping

NEGATIONS = frozenset(
    "not n't n’t no never none neither nor nobody nothing nowhere without hardly barely cannot".split()
)
# What follows a "not" that denies nothing.
NEGATION_IDIOMS = (
    "only",
    "just",
    "least",
    "merely",
    "necessarily",
    "later than",
    "less than",
    "doubt",
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
MODAL_NEAR = frozenset(
    {
        ("able", "possible"),
        ("possible", "able"),
        ("ought", "must"),
        ("undone", "must"),
        ("must", "undone"),
        ("undone", "ought"),
    }
)
HEDGES = frozenset(
    "allegedly reportedly apparently possibly probably perhaps likely unlikely presumably supposedly "
    "purportedly seemingly potentially maybe alleged purported suspected presumed".split()
)
HEDGE_VERBS = frozenset("appear seem believe suspect think".split())
# Passive verbs of an ownerless claim that leave open whether it holds: "it is believed", "is said to" (R15).
OWNERLESS_HEDGES = frozenset(
    "believe think say report allege claim understand expect consider suspect rumour rumor fear suppose "
    "presume assume estimate know hope hear deem regard".split()
)
# Words with which a sentence hedges in its own way (R15).
HEDGED_WORDS = (
    HEDGES
    | HEDGE_VERBS
    | frozenset(
        "may might could can accuse charge allege claim expect indicate suggest consider reckon feel "
        "estimate fear hope chance risk rumour rumor reputed sign".split()
    )
)
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
# Words before a time of day that leave it open (R21).
CLOCK_QUALIFIERS = (
    "about",
    "around",
    "roughly",
    "approximately",
    "nearly",
    "almost",
    "shortly before",
    "shortly after",
    "just before",
    "just after",
)
FIRST_PERSON = frozenset("i we me us my our mine ours myself ourselves".split())
# What is everybody's: "our planet" is nobody's speech.
SHARED_THINGS = frozenset(
    "planet world solar galaxy species sun moon oceans ancestors universe atmosphere".split()
)
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
# Words that news desks keep apart: none stands for another of its group (R29).
PAIRED_TERMS: tuple[frozenset[str], ...] = tuple(
    frozenset(group.split())
    for group in (
        "settler resident",
        "migrant refugee",
        "strike attack raid",
        "protest riot uprising",
        "protester rioter",
        "militant terrorist rebel fighter",
        "occupation presence",
        "government regime",
        "reform cut",
    )
)
# Words that say more than the words after them: charged is not convicted, a killing no murder (R25, R29).
GRAVER_TERMS: Mapping[str, frozenset[str]] = {
    "murder": frozenset("kill killing death die manslaughter homicide shoot stab".split()),
    "murderer": frozenset("suspect defendant accused killer man woman".split()),
    "killer": frozenset("suspect defendant accused".split()),
    "culprit": frozenset("suspect defendant accused".split()),
    "perpetrator": frozenset("suspect defendant accused".split()),
    "attacker": frozenset("suspect defendant accused".split()),
    "convict": frozenset("charge accuse indict arrest try suspect detain".split()),
    "conviction": frozenset("charge accusation indictment arrest trial".split()),
    "guilty": frozenset("charge accuse indict arrest suspect".split()),
    "assassinate": frozenset("kill die shoot murder".split()),
    "massacre": frozenset("kill killing death die shooting".split()),
    "execute": frozenset("kill die shoot".split()),
    "kill": frozenset("die".split()),
    "killing": frozenset("death".split()),
}
# Opposites that a table of synonyms does not hold, or holds under another sense (R32).
OPPOSITES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("rise increase grow climb gain jump soar", "fall decrease decline drop shrink sink plunge"),
        ("raise increase", "lower cut reduce decrease"),
        ("win", "lose"),
        ("victory win", "defeat loss"),
        ("accept approve agree back", "reject refuse decline dismiss oppose"),
        ("support back endorse", "oppose condemn reject"),
        ("open reopen", "close shut"),
        ("buy purchase acquire", "sell"),
        ("before", "after"),
        ("first", "last"),
        ("more", "less fewer"),
        ("early", "late"),
        ("north northern", "south southern"),
        ("east eastern", "west western"),
        ("arrive enter", "leave depart"),
        ("begin start", "end stop finish"),
        ("safe", "unsafe dangerous"),
        ("brother father son husband uncle", "sister mother daughter wife aunt"),
        ("lawful legal", "unlawful illegal"),
        ("lawfully legally", "unlawfully illegally"),
        ("ally friend", "enemy opponent rival"),
        ("guilty", "innocent"),
        ("acquit clear", "convict"),
        ("public", "private"),
        ("urban", "rural"),
    )
)
# Verbs whose subject and object may change places: to meet somebody is to be met (no role is exchanged).
SYMMETRIC_VERBS = frozenset(
    "meet marry divorce join fight face accompany resemble match equal include be have become do make get "
    "follow precede represent".split()
)
# Words that link two facts, by what they add, and words that already carry the same link (R31).
LINKS: Mapping[str, frozenset[str]] = {
    kind: frozenset(words.split("|"))
    for kind, words in (
        (
            "cause",
            "because|because of|due to|owing to|thanks to|as a result|therefore|consequently|leading to|"
            "causing|prompting|triggering|sparking",
        ),
        ("contrast", "despite|in spite of|although|even though"),
        ("sequence", "after|following|in the wake of"),
        ("setting", "amid|amidst"),
    )
}
LINK_EQUALS: Mapping[str, frozenset[str]] = {
    "cause": frozenset(
        "because due owing thanks result therefore consequently lead cause prompt trigger spark since as so "
        "reason blame over for force mean from by through why attribute stem fuel drive contribute "
        "hence follow after response with".split()
    ),
    "contrast": frozenset(
        "despite spite although though but yet while however still even nevertheless regardless".split()
    ),
    "sequence": frozenset(
        "after following follow since once when then later before until wake subsequently upon as earlier "
        "previously next afterwards because over response ago".split()
    ),
    "setting": frozenset(
        "amid amidst as during while when with in over after because against following since".split()
    ),
}
# Verbs under which a deed is a plan, a charge or a wish and not yet done (R25, R30).
UNDONE_VERBS = frozenset(
    "plan intend want hope promise vow threaten propose seek offer pledge expect aim prepare urge ask order "
    "request demand agree consider decide wish try oblige mandate require command compel force instruct "
    "direct tell".split()
)
# Verbs under which a deed is not done: "failed to respond" did not respond (R30).
FALLING_SHORT = frozenset("fail refuse decline deny lack avoid stop prevent neglect".split())
# Verbs that reading takes for cues and that give nobody's word: having, hearing, planning (R7).
DEEDS = frozenset(
    "be have hear accept plan want aim seek arrange sign pay toast share publish record speak see watch "
    "learn decide refuse defend attempt try".split()
)
# Cues of an accusation, and of what the accused may answer (R7, R26).
ACCUSATIONS = frozenset("accuse blame charge allege indict sue condemn denounce".split())
ANSWERS = DENIALS | frozenset("plead rebut decline refuse deplore".split())
