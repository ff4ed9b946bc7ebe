"""Where a word of two meanings takes a stand: conditions on part of speech and neighbours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from summarizer.reading.inflection import inflect
from summarizer.reading.wording.voice_lexicon import MENTAL_VERBS, MIND_READERS, LoadedWord
from summarizer.records import Article, Token

PLACES: Final = frozenset({"GPE", "NORP", "LOC", "PERSON"})
NAMED: Final = frozenset({"ORG", "WORK_OF_ART", "PERSON", "EVENT", "FAC", "PRODUCT", "LAW"})
# By form: the lemmatiser makes "hop" of "hopes".
MENTAL_FORMS: Final = frozenset(form for verb in MENTAL_VERBS for form in inflect(verb))
MODIFIERS: Final = frozenset({"amod", "compound", "nmod"})


def _row(words: str) -> frozenset[str]:
    return frozenset(words.split())


# lemma -> words behind it that give it another, plain meaning
PLAIN_BEFORE: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "shock": _row("absorber absorbers wave waves therapy troops value jock factor tactics absorption"),
        "historic": _row(
            "building buildings district site sites centre center town house houses home homes landmark "
            "landmarks monument monuments church quarter high highs low lows england preservation places "
            "place preserve park city core mansion estate property properties average levels"
        ),
        "revolutionary": _row(
            "guard guards court courts war council movement party front command committee forces"
        ),
        "extraordinary": _row(
            "session sessions meeting meetings summit rendition powers general congress assembly items item "
            "measures circumstances"
        ),
        "reckless": _row("driving endangerment homicide manslaughter conduct driver"),
        "dramatic": _row("society arts art role roles works play series irony"),
        "epic": _row("poem poems games systems fantasy film films"),
        "brutal": _row("honesty"),
        "landmark": _row("building buildings tower hotel church"),
        "savage": _row("garden"),
        "insane": _row("asylum"),
        "radical": _row(
            "surgery prostatectomy mastectomy redesign departure change changes overhaul shift rethink"
        ),
        "puppet": _row("show shows theatre theater maker makers troupe play characters festival"),
        "butcher": _row("shop shops knife block"),
        "blockbuster": _row("drug drugs film films video store"),
        "brilliant": _row("cut sunshine"),
        "mob": _row("boss rule wife"),
        "monumental": _row("mason sculpture masonry"),
        "regime": _row("change"),
        "provocative": _row("dress"),
        "shady": _row("grove lane trees side spot"),
        "martyr": _row("saint"),
    }
)
# lemma -> words before it that give it a plain meaning
PLAIN_AFTER: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "regime": _row(
            "sanctions sanction tax exercise training fitness regulatory inspection inspections drug legal "
            "treatment visa customs tariff control licensing skincare dietary feeding temperature compliance "
            "benefits planning trade exchange rate currency new strict intense daily"
        ),
        "radical": _row("free"),
        "terrorist": _row("counter - anti"),
        "butcher": _row("local family village master"),
        "slaughter": _row("animal cattle pig sheep ritual halal"),
        "shock": _row("supply price demand culture electric toxic septic oil energy economic"),
        "master": _row("puppet"),
        "fanatic": _row("football fitness film sports car"),
    }
)
FOLLOWED_BY: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "radical": _row(
            "left right islamist islamists islam group groups cleric clerics leftist leftists activist "
            "activists agenda ideology ideologies ideologue politician politicians party parties views "
            "preacher preachers militants youth elements wing faction factions socialist socialists "
            "environmentalists protesters supporters"
        ),
    }
)
ANIMALS: Final = _row("cattle pig pigs sheep livestock animal animals chickens poultry cow cows lambs birds")


def fires(article: Article, index: int, after: int, entry: LoadedWord) -> bool:
    """Tell whether ``entry`` takes a stand at the tokens ``index`` to ``after`` (exclusive)."""
    token = article.tokens[index]
    if _is_named(article, index, after):
        return False
    before, behind = _lower(article, index - 1), _lower(article, after)
    if behind in PLAIN_BEFORE.get(entry.lemma, ()) or before in PLAIN_AFTER.get(entry.lemma, ()):
        return False
    special = SPECIAL.get(entry.lemma)
    if special is not None:
        return special(article, index, after)
    if entry.pos == "PHRASE":
        return entry.lemma.split()[0] not in {"a", "an"} or _number_follows(article, after)
    return _class_fits(token, article.tokens[after - 1], entry)


def _class_fits(first: Token, last: Token, entry: LoadedWord) -> bool:
    """Trust the tagger only where noun, verb and adjective really differ in meaning."""
    if entry.pos == "VERB":
        return first.pos in {"VERB", "AUX"} or first.tag.startswith("VB")
    if entry.pos == "NOUN":
        return last.pos in {"NOUN", "PROPN", "ADJ", "VERB"}
    return first.pos not in {"PROPN"} or first.text.islower() or first.index == 0


def _lower(article: Article, index: int) -> str:
    return article.tokens[index].text.lower() if 0 <= index < len(article.tokens) else ""


def _is_named(article: Article, index: int, after: int) -> bool:
    """Tell "Foreign Terrorist Organization" and "Fred Savage" from the words."""
    token = article.tokens[index]
    sentence = article.sentence_at(token.span.start)
    starts = sentence is not None and sentence.span.start == token.span.start
    capital = token.text[:1].isupper() and not token.text.isupper() and not starts
    if not capital:
        return False
    inside = token.ent in NAMED and not (token.ent_start and _lower(article, after) == "")
    neighbour = article.tokens[after] if after < len(article.tokens) else None
    return inside or (token.pos == "PROPN" and neighbour is not None and neighbour.pos == "PROPN")


def _number_follows(article: Article, after: int) -> bool:
    token = article.tokens[after] if after < len(article.tokens) else None
    return token is not None and (token.pos == "NUM" or token.text[:1] in "$€£" or token.text[:1].isdigit())


# ------------------------------------------------------------------- special cases


def _shock(article: Article, index: int, after: int) -> bool:
    """ "this shock offensive", not "a shock to the system"."""
    token = article.tokens[index]
    behind = article.tokens[after] if after < len(article.tokens) else None
    if behind is None or behind.pos not in {"NOUN", "PROPN", "ADJ"}:
        return False
    return token.dep in MODIFIERS or token.pos == "ADJ" or behind.dep in MODIFIERS


def _regime(article: Article, index: int, after: int) -> bool:
    """ "the Kiev regime", "the regime in Tehran", "regime forces": a government, not a set of rules."""
    before = article.tokens[index - 1] if index else None
    if before is None or before.pos in {"DET", "ADP", "PUNCT", "VERB", "CCONJ"}:
        return _lower(article, after) not in {"of", "for"} or _place_near(article, after)
    return (
        before.ent in PLACES
        or before.pos == "PROPN"
        or before.tag == "POS"
        or before.text.lower()
        in {
            "military",
            "communist",
            "islamist",
            "authoritarian",
            "criminal",
            "theocratic",
            "fascist",
            "ruling",
            "current",
            "zionist",
            "apartheid",
            "former",
            "old",
            "nazi",
            "clerical",
            "baathist",
        }
    )


def _place_near(article: Article, after: int) -> bool:
    return any(token.ent in PLACES for token in article.tokens[after : after + 4])


def _radical(article: Article, index: int, after: int) -> bool:
    """ "radical Islamists", "the radicals": people and their aims, not a radical change."""
    token = article.tokens[index]
    if token.text.lower() == "radicals" or (token.pos == "NOUN" and token.dep not in MODIFIERS):
        return True
    return _lower(article, after) in FOLLOWED_BY["radical"]


def _puppet(article: Article, index: int, after: int) -> bool:
    """ "Moscow's puppet", "a puppet of the West", "puppet leader"."""
    before = article.tokens[index - 1] if index else None
    owned = before is not None and (before.tag == "POS" or before.ent in PLACES)
    rulers = {"regime", "government", "state", "leader", "president", "ruler", "parliament", "administration"}
    return owned or _lower(article, after) == "of" or _lower(article, after) in rulers


def _slaughter(article: Article, index: int, after: int) -> bool:
    """The killing of people; animals are slaughtered in plain English."""
    near = {_lower(article, place) for place in range(index - 3, after + 4)}
    return not near & ANIMALS and article.tokens[index].pos in {"NOUN", "VERB"}


def _butcher(article: Article, index: int, after: int) -> bool:
    token = article.tokens[index]
    return (token.pos == "VERB" and token.dep != "amod") or _lower(article, after) == "of"


def _landmark(article: Article, index: int, after: int) -> bool:
    """ "a landmark ruling", not "a city landmark"."""
    token = article.tokens[index]
    return (
        token.dep in MODIFIERS
        and after < len(article.tokens)
        and article.tokens[after].pos in {"NOUN", "ADJ"}
    )


def _before_its_head(article: Article, index: int, after: int) -> bool:
    """ "Clearly, …" and "he clearly failed", not "speak clearly"."""
    token = article.tokens[index]
    return token.head > index


def _mind_reader(article: Article, index: int, after: int) -> bool:
    """ "ultimately hopes": the adverb before a verb of wish or thought."""
    return after < len(article.tokens) and article.tokens[after].text.lower() in MENTAL_FORMS


def _hope(article: Article, index: int, after: int) -> bool:
    """ "Ukraine hopes to strike": a wish laid to a named person or country, nobody saying it."""
    token = article.tokens[index]
    wish = _lower(article, after) == "to" and token.pos == "VERB"
    subjects = (child for child in article.children_of(token) if child.dep == "nsubj")
    return wish and any(child.ent in {"PERSON", "GPE", "NORP"} or child.pos == "PROPN" for child in subjects)


def _clearly(article: Article, index: int, after: int) -> bool:
    return _before_its_head(article, index, after) or _mind_reader(article, index, after)


SPECIAL: Final[Mapping[str, Callable[[Article, int, int], bool]]] = MappingProxyType(
    {
        "shock": _shock,
        "regime": _regime,
        "radical": _radical,
        "puppet": _puppet,
        "slaughter": _slaughter,
        "butcher": _butcher,
        "landmark": _landmark,
        "blockbuster": _landmark,
        "hope": _hope,
        "hopefully": _before_its_head,
        "clearly": _clearly,
        "obviously": _clearly,
        "desperately": _clearly,
        **dict.fromkeys(MIND_READERS - {"clearly", "obviously", "desperately"}, _mind_reader),
    }
)
