"""Loaded words, the project's own list (R28, R29): what takes a stand, and what to say instead.

``LOADED`` maps every form of a word, lower case ("invaders", "hyped", "so-called"), to its entry. An entry's
``neutral`` is the word to put in its place, already in the same form; where it is None and the entry
is ``deletable`` the word may go, if it is a modifier where it stands (``voice.is_removable``); otherwise
the sentence needs an owner or quotation marks.

The list was chosen by hand for news in English: words that say what to think of an act or a person,
not words that name one. Left out on purpose: sizes ("major", "massive", "huge" outside "a huge 180,000"),
descriptors that let a reader weigh a source ("far-right", "Hamas-run", R12), legal terms ("illegal",
"murder", "fraud") and reporting verbs ("slam", "boast"), which the cue lists own (R9).
Bump ``VOICE_LEXICON_VERSION`` with every change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, Literal

from summarizer.reading.inflection import inflect
from summarizer.records import NoteKind

VOICE_LEXICON_VERSION: Final = "2"

WordClass = Literal["ADJ", "ADV", "NOUN", "VERB", "PHRASE"]


@dataclass(frozen=True, slots=True)
class LoadedWord:
    """One loaded word: lemma, word class, kind of note, neutral word in this form, may it just go."""

    lemma: str
    pos: WordClass
    kind: NoteKind
    neutral: str | None = None
    deletable: bool = False


# Adjectives that judge an act, its makers or its outcome. They can go.
_LOADED_ADJECTIVES: Final = """
    brazen blatant flagrant egregious outrageous shameful shameless disgraceful despicable reprehensible
    deplorable contemptible abhorrent odious vile loathsome cowardly vicious savage brutal barbaric barbarous
    ruthless merciless pitiless callous heartless senseless cruel evil wicked sinister nefarious insidious
    malicious shady murky dubious bogus sham phony phoney ludicrous absurd ridiculous laughable preposterous
    farcical hysterical unhinged deranged crazed demented rabid fanatical hypocritical cynical reckless
    heinous monstrous diabolical sadistic bloodthirsty genocidal murderous treacherous draconian tyrannical
    despotic dictatorial oppressive repressive crooked devastating catastrophic calamitous disastrous
    ruinous crippling horrific horrifying horrendous horrible terrifying appalling ghastly gruesome grisly
    harrowing heartbreaking heart-wrenching nightmarish hellish apocalyptic dire alarming shocking
    scandalous scathing blistering humiliating pathetic pitiful feeble inept clueless misguided ill-advised
    foolish idiotic insane crazy lunatic unconscionable indefensible inexcusable unforgivable inhumane inhuman
    ultra-dangerous divisive inflammatory incendiary provocative cold-blooded cold-hearted power-hungry
    warmongering tone-deaf heavy-handed ham-fisted trigger-happy bloodstained blood-soaked ill-fated
    scandal-ridden scandal-plagued crime-ridden corruption-ridden
    ill-conceived disgusting repulsive revolting sickening atrocious shock
"""
# Boosters and the writer's own surprise or praise.
_EDITORIAL_ADJECTIVES: Final = """
    historic unprecedented stunning astounding astonishing staggering whopping amazing incredible unbelievable
    remarkable extraordinary phenomenal sensational spectacular breathtaking jaw-dropping mind-boggling
    eye-watering eye-popping groundbreaking ground-breaking game-changing revolutionary trailblazing
    visionary world-class world-beating cutting-edge state-of-the-art unparalleled unrivalled
    unrivaled peerless legendary iconic illustrious glorious triumphant heroic courageous valiant gallant
    fearless inspirational inspiring magnificent superb brilliant masterful masterly dazzling electrifying
    dramatic drastic earth-shattering monumental momentous epic landmark blockbuster mysterious
    bizarre baffling puzzling inexplicable ironic tragic surprising intriguing much-needed
    long-overdue much-vaunted highly-anticipated eagerly-awaited dreaded
    shadowy controversial notorious infamous disgraced embattled beleaguered beloved acclaimed outspoken
"""
_EDITORIAL_ADVERBS: Final = """
    brazenly blatantly flagrantly outrageously shamelessly shamefully disgracefully viciously brutally
    savagely ruthlessly mercilessly callously senselessly cruelly recklessly cynically absurdly ridiculously
    predictably unsurprisingly surprisingly shockingly astonishingly astoundingly stunningly remarkably
    incredibly unbelievably amazingly inexplicably bizarrely ironically tragically sadly unfortunately
    regrettably thankfully fortunately mercifully hopefully alarmingly disturbingly worryingly heroically
    bravely valiantly gloriously triumphantly spectacularly dramatically desperately disastrously
    catastrophically horrifically appallingly undoubtedly unquestionably undeniably indisputably obviously
    clearly needless_to_say of_course laughably preposterously hypocritically scandalously
"""
# Nouns with the word to use instead; no neutral word: the sentence needs an owner.
_LOADED_NOUNS: Final = """
    massacre = killing | slaughter = killing | bloodbath = violence | carnage = destruction |
    butchery = killing | onslaught = attack | rampage = attack | atrocity | barbarism | savagery |
    regime = government | hysteria = concern | propaganda = messaging | witch_hunt = investigation |
    war_machine = military | killing_machine | bombshell = news | fiasco = failure | debacle = failure |
    mayhem = disorder | farce | charade | travesty | scourge = problem | menace = threat |
    smear_campaign = campaign | power_grab | land_grab | reign_of_terror | death_trap | hellhole | cesspool |
    bloodlust | tyranny | despotism | treachery | sabre_rattling = threats | saber_rattling = threats |
    fear_mongering | scaremongering | warmongering | fake_news | deep_state | illegal_war | proxy_war |
    game_changer
"""
# Names for people that judge them.
_EPITHETS: Final = """
    invader = attacker | occupier | terrorist = militant | thug = attacker | goon | henchman = associate |
    crony = associate | lackey = supporter | stooge | puppet | mouthpiece = spokesman | strongman = leader |
    dictator = leader | tyrant = leader | despot = leader | autocrat = leader | warmonger | traitor |
    fanatic | zealot | extremist | radical | madman | maniac | butcher | barbarian | thuggery = violence |
    western_master | puppet_master | kingpin = leader | mastermind = planner | propagandist |
    apologist = defender | appeaser | globalist | bigot | hatemonger | ringleader = leader | swindler |
    charlatan | grifter | rabble_rouser | bogeyman | saviour | savior | martyr | freedom_fighter = fighter |
    horde = group | mob = crowd | warhawk | puppet_regime = government | puppet_government = government |
    criminal_regime = government | puppet_state | firebrand
"""
_LOADED_VERBS: Final = """
    hype = stress | massacre = kill | slaughter = kill | butcher = kill | annihilate = destroy |
    obliterate = destroy | decimate = damage | ravage = damage | pulverise = destroy | pulverize = destroy |
    unleash = launch | brainwash | indoctrinate | demonise = criticise | demonize = criticize |
    vilify = criticise | smear = criticise | weaponise = use | weaponize = use | meddle = interfere |
    parrot = repeat | regurgitate = repeat | terrorise = attack | terrorize = attack | brutalise = attack |
    brutalize = attack | bully = pressure | grovel | pander | flaunt = display | hoodwink
"""
# Fixed words of the writer that no neutral word replaces, and "so-called", whose loss would endorse.
_FIXED: Final = """
    so_called | it_goes_without_saying | make_no_mistake | the_truth_is | nothing_short_of | in_cold_blood |
    to_put_it_mildly | it_is_now_clear | it_has_become_clear | it_has_now_become_clear
"""
# Degree words: noted only before a loaded word, so that it does not leave them standing alone.
DEGREES: Final = frozenset(
    "very somewhat so most more truly utterly totally completely absolutely increasingly quite rather deeply "
    "particularly especially extremely highly profoundly downright".split()
)
# "an astounding 180,000 citizens": these go with their article when a number follows.
NUMBER_BOOSTERS: Final = (
    "staggering whopping astounding astonishing stunning incredible massive mere eye-watering eye-popping "
    "jaw-dropping remarkable amazing shocking mind-boggling colossal huge unprecedented extraordinary"
).split()
# A mind-reading adverb before a verb of wish or thought ("ultimately hopes"; R9).
MIND_READERS: Final = frozenset("ultimately secretly really desperately clearly obviously privately".split())
MENTAL_VERBS: Final = frozenset("hope want wish fear believe think feel intend desire crave dread".split())
WISHES: Final[Mapping[str, str]] = MappingProxyType(
    {"hope": "seek", "hopes": "seeks", "hoped": "sought", "hoping": "seeking"}
)


def _plural(word: str) -> str:
    head, _, last = word.rpartition(" ")
    if last in _IRREGULAR:
        plural = _IRREGULAR[last]
    elif last.endswith("y") and last[-2] not in "aeiou":
        plural = f"{last[:-1]}ies"
    else:
        plural = last + ("es" if last.endswith(("s", "x", "ch", "sh")) else "s")
    return f"{head} {plural}".strip()


_IRREGULAR: Final[Mapping[str, str]] = MappingProxyType(
    {"henchman": "henchmen", "strongman": "strongmen", "madman": "madmen", "spokesman": "spokesmen"}
    | {"military": "militaries", "threats": "threats"}
    | {word: word for word in "violence news destruction messaging disorder".split()}
)


def _rows(table: str) -> Iterator[tuple[str, str | None]]:
    for row in table.split("|"):
        word, _, neutral = row.partition("=")
        yield word.strip().replace("_", " "), neutral.strip() or None


def _modifiers(words: str, pos: WordClass, kind: NoteKind) -> Iterator[tuple[str, LoadedWord]]:
    for word in words.split():
        lemma = word.replace("_", " ")
        yield lemma, LoadedWord(lemma, pos, kind, None, True)


def _nouns(table: str, kind: NoteKind) -> Iterator[tuple[str, LoadedWord]]:
    for lemma, neutral in _rows(table):
        yield lemma, LoadedWord(lemma, "NOUN", kind, neutral)
        yield _plural(lemma), LoadedWord(lemma, "NOUN", kind, neutral and _plural(neutral))


def _verbs(table: str) -> Iterator[tuple[str, LoadedWord]]:
    for lemma, neutral in _rows(table):
        forms = inflect(lemma)
        others = inflect(neutral) if neutral else ()
        for place, form in enumerate(forms):
            yield form, LoadedWord(lemma, "VERB", "loaded", others[place] if place < len(others) else neutral)


def _phrases() -> Iterator[tuple[str, LoadedWord]]:
    for lemma, _ in _rows(_FIXED):
        yield lemma, LoadedWord(lemma, "PHRASE", "editorial")
    for word in NUMBER_BOOSTERS:
        lemma = f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
        yield lemma, LoadedWord(lemma, "PHRASE", "editorial", None, True)
    for word in (*DEGREES, *MIND_READERS):
        yield word, LoadedWord(word, "ADV", "editorial", None, True)
    for form, neutral in WISHES.items():
        yield form, LoadedWord("hope", "VERB", "editorial", neutral)


def _entries() -> dict[str, LoadedWord]:
    """Return every form with its entry. A form that is noun and verb ("massacre") has no neutral word."""
    found = dict(_phrases())
    found.update(_modifiers(_EDITORIAL_ADVERBS, "ADV", "editorial"))
    found.update(_modifiers(_EDITORIAL_ADJECTIVES, "ADJ", "editorial"))
    found.update(_modifiers(_LOADED_ADJECTIVES, "ADJ", "loaded"))
    found.update(_verbs(_LOADED_VERBS))
    for form, entry in (*_nouns(_EPITHETS, "epithet"), *_nouns(_LOADED_NOUNS, "loaded")):
        clash = form in found and found[form].pos != "NOUN"
        found[form] = replace(entry, neutral=None) if clash else entry
    return found


LOADED: Final[Mapping[str, LoadedWord]] = MappingProxyType(_entries())
