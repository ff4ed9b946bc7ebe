"""The thing counted: the noun a number belongs to, and what happened to it (R20, R23).

``Figure.counted`` is the noun as the text words it, lower case, with the event class behind it
where there is one: "troops", "people killed", "homes destroyed". A death toll counts "deaths",
with a group kept in front ("civilian deaths"). A number without a noun ("50 wounded") counts
"people injured"; "17 are in serious condition" counts "" (elliptical), which fits anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.reading.quantities.event_lexicon import (
    DONE_BY,
    DONE_TO,
    EVENT_NOUNS,
    EVENT_OF_COUNTED,
    EVENTS,
    FIRED,
    GROUPS,
    HUMAN_EVENTS,
    LEVEL_VERBS,
    LIVES_VERBS,
    PHRASAL,
    PHRASES,
    STATES,
    TIME_WORDS,
    TOLL_NOUNS,
    TOTAL_NOUNS,
)
from summarizer.reading.quantities.figure_lexicon import UNIT_WORDS
from summarizer.reading.quantities.number_lexicon import VAGUE
from summarizer.records import Article, Span, Token

NOMINAL: Final = frozenset({"NOUN", "PROPN"})
MODIFIER_TAGS: Final = frozenset("JJ JJR JJS VBN VBG NN NNP NNPS NNS HYPH POS RB".split())
# "12 heavily damaged residential apartment blocks": no noun stands further from its number.
NOUN_WINDOW: Final = 6
# How far up the tree a number may hang from the verb of its total ("rose from 5 to at least 12").
CLIMB: Final = 4
PEOPLE: Final = frozenset({"people", "person"})
SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})


def split_counted(counted: str) -> tuple[str, str]:
    """Return noun and event class of a ``Figure.counted``; ("people", "killed") for "deaths"."""
    noun, _, last = counted.rpartition(" ")
    if last in EVENT_OF_COUNTED and last not in EVENTS:
        event = EVENT_OF_COUNTED[last]
        return (noun or ("people" if event in HUMAN_EVENTS else last)), event
    if last in EVENTS:
        return noun or "people", last
    return counted, ""


def read_counted(article: Article, span: Span, unit: str) -> str:
    """Return the thing that the figure at ``span`` counts, in the words of this module's docstring."""
    inside = article.tokens_in(span)
    if not inside:
        return ""
    anchor = _anchor(article, inside)
    noun = _noun_of(article, inside, anchor, unit)
    if noun is None:
        event = _event_of(article, anchor, inside[-1])
        if event in HUMAN_EVENTS:
            return f"people {event}"
        return _total_of(article, anchor)
    if found := EVENT_NOUNS.get(_event_lemma(noun)):
        return _grouped(article, noun, found[0])
    if noun.lemma.lower() in {"life"} and _verb_over(article, noun).lemma in LIVES_VERBS:
        return "deaths"
    if noun.lemma.lower() in TOTAL_NOUNS:
        return ""
    event = _event_of(article, noun, noun)
    if (
        not event
        and noun.index > inside[-1].index
        and article.tokens[inside[-1].index + 1].text.lower() == "of"
    ):
        event = _event_of(article, anchor, noun)
    return f"{_words(article, noun)} {event}".strip()


def _anchor(article: Article, inside: tuple[Token, ...]) -> Token:
    """Return the token of the figure that hangs from outside it."""
    first, last = inside[0].index, inside[-1].index
    anchor = inside[-1]
    for _ in inside:
        head = article.head_of(anchor)
        if head.index == anchor.index or not first <= head.index <= last:
            break
        anchor = head
    return anchor


def _event_lemma(noun: Token) -> str:
    """Return the lemma under which an event noun is listed ("dead" and "wounded" have no plural)."""
    lower = noun.text.lower()
    return lower if lower in EVENT_NOUNS else noun.lemma.lower()


# -------------------------------------------------------------------------- noun


def _noun_of(article: Article, inside: tuple[Token, ...], anchor: Token, unit: str) -> Token | None:
    last = inside[-1]
    if unit == "people":
        return next(
            (token for token in reversed(inside) if token.lemma.lower() in {"people", "person"}), last
        )
    following = _token(article, last.index + 1)
    if following and following.text.lower() == "of":
        return _nouns_after(article, following.index + 1)
    if unit in {"", "times"}:
        head = article.head_of(anchor)
        close = 0 < head.index - last.index <= NOUN_WINDOW
        if anchor.dep == "nummod" and close and head.pos in NOMINAL and not _is_time(head):
            return head
        return _nouns_after(article, last.index + 1)
    if following and following.text.lower() == "in" and unit:
        aid = _nouns_after(article, following.index + 1)
        return aid if aid and not aid.ent and aid.lemma.lower() not in TIME_WORDS else None
    head = article.head_of(anchor)
    behind = head.pos in NOMINAL and head.index > last.index
    return head if behind and (head.text.lower(),) not in UNIT_WORDS else None


def _nouns_after(article: Article, index: int) -> Token | None:
    """Return the last noun of the run of modifiers and nouns that starts at ``index``."""
    found: Token | None = None
    for step in range(NOUN_WINDOW):
        token = _token(article, index + step)
        if token is None:
            break
        if token.pos in NOMINAL and not _is_time(token):
            found = token
        elif found or not _may_precede(token, step):
            break
    return found


def _may_precede(token: Token, step: int) -> bool:
    determiner = step == 0 and token.pos in {"DET", "PRON"} and token.tag in {"DT", "PRP$"}
    return determiner or (token.tag in MODIFIER_TAGS and token.pos != "AUX")


def _token(article: Article, index: int) -> Token | None:
    return article.tokens[index] if 0 <= index < len(article.tokens) else None


def _is_time(token: Token) -> bool:
    return token.lemma.lower() in TIME_WORDS or token.ent in {"DATE", "TIME"}


def _words(article: Article, noun: Token) -> str:
    """Return the noun as counted, in the plural for "12-member", with a noun joined by "and"."""
    before = _token(article, noun.index - 1)
    word = noun.text.lower()
    if before and before.text in {"-", "‑"} and noun.tag == "NN":
        return _plural(word)
    joint, other = _token(article, noun.index + 1), _token(article, noun.index + 2)
    after = _token(article, noun.index + 3)
    bare = other and other.tag == "NNS" and other.dep == "conj" and other.text.lower() not in VAGUE
    if joint and joint.text.lower() == "and" and other and bare and not (after and after.pos in NOMINAL):
        return f"{word} and {other.text.lower()}"
    return word


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in set("aeiou"):
        return f"{word[:-1]}ies"
    return word if word.endswith("s") else f"{word}s"


def _grouped(article: Article, noun: Token, counted: str) -> str:
    """Keep "civilian" before "deaths": people must not become civilians, nor the reverse (R23)."""
    for child in article.children_of(noun):
        if child.index < noun.index and child.lemma.lower() in GROUPS:
            return f"{child.lemma.lower()} {counted}"
    return counted


# ------------------------------------------------------------------------- event


def _event_of(article: Article, node: Token, last: Token) -> str:
    """Return the event class of the thing at ``node``; ``last`` is the last token that names it."""
    for finder in (_event_behind, _event_in_modifiers, _event_of_verb):
        if event := finder(article, node, last):
            return event
    above = article.head_of(node)
    total = article.head_of(above)
    if node.dep == "pobj" and above.text.lower() == "of" and total.lemma.lower() in TOTAL_NOUNS:
        return _event_of_verb(article, total, total)
    if node.dep == "conj" and above.index != node.index and above.pos in NOMINAL | {"NUM"}:
        return _event_of_verb(article, above, above)
    return ""


def _event_behind(article: Article, node: Token, last: Token) -> str:
    """Read "12 people dead", "30 wounded", "32 killed": the state stands right behind."""
    following = _token(article, last.index + 1)
    if following is None or following.text.lower() not in STATES:
        return ""
    active = following.tag == "VBD" and any(child.dep == "dobj" for child in article.children_of(following))
    return "" if active else STATES[following.text.lower()]


def _event_in_modifiers(article: Article, node: Token, last: Token) -> str:
    """Read "69 injured people", "69 people that were injured", "people killed in the strike"."""
    for child in article.children_of(node):
        if child.dep in {"amod", "acomp"} and child.text.lower() in STATES:
            return STATES[child.text.lower()]
        if child.dep in {"relcl", "acl"} and (event := _own_event(article, child)):
            return event
    return ""


def _own_event(article: Article, verb: Token) -> str:
    """Return the event that a relative clause says of its noun: "that were injured", "who died"."""
    lemma = verb.lemma.lower()
    if lemma in DONE_BY:
        return DONE_BY[lemma]
    deps = {child.dep for child in article.children_of(verb)}
    passive = verb.tag == "VBN" and (verb.dep == "acl" or "auxpass" in deps or "nsubjpass" in deps)
    state = next((c for c in article.children_of(verb) if c.dep in {"acomp", "attr"}), None)
    if passive:
        return _done_to(article, verb)
    return STATES.get(state.text.lower(), "") if state and lemma == "be" else ""


def _event_of_verb(article: Article, node: Token, last: Token) -> str:
    """Read the verb whose subject or object the counted thing is."""
    verb = article.head_of(node)
    if verb.index == node.index or node.dep in {"nummod", "amod", "compound"}:
        return ""
    lemma = verb.lemma.lower()
    deps = {child.dep for child in article.children_of(verb)}
    if node.dep in {"dobj", "nsubjpass"} or (node.dep == "nsubj" and _is_passive(article, verb, deps)):
        return _mixed(article, verb) or _done_to(article, verb, node)
    if node.dep == "nsubj":
        state = next((c for c in article.children_of(verb) if c.dep in {"acomp", "attr", "oprd"}), None)
        objects = {
            child.lemma.lower() for child in article.children_of(verb) if child.dep in {"dobj", "npadvmod"}
        }
        if event := next((name for noun, name in PHRASES.get(lemma, ()) if noun in objects), ""):
            return event
        if state is None and {"aux"} <= deps and verb.text.lower() in STATES:
            return STATES[verb.text.lower()]
        return STATES.get(state.text.lower(), "") if state else DONE_BY.get(lemma, "")
    return _under_up_to(article, node)


def _done_to(article: Article, verb: Token, thing: Token | None = None) -> str:
    """Return what ``verb`` does to its object: "shot down" downs, "fired" sacks people, no rockets."""
    particle = next((child.lemma.lower() for child in article.children_of(verb) if child.dep == "prt"), "")
    event = PHRASAL.get((verb.lemma.lower(), particle)) or DONE_TO.get(verb.lemma.lower(), "")
    return "" if event == "sacked" and thing and thing.lemma.lower() in FIRED else event


def _is_passive(article: Article, verb: Token, deps: set[str]) -> bool:
    """Tell "50 wounded" (the auxiliary left out) and "were killed" from "50 fled"."""
    return verb.tag == "VBN" and ("auxpass" in deps or ("aux" not in deps and "dobj" not in deps))


def _mixed(article: Article, verb: Token) -> str:
    """Read "killed or wounded 12": one count over both is "casualties", no count of deaths."""
    own = _done_to(article, verb)
    for other in _verb_conjuncts(article, verb):
        event = _done_to(article, other)
        alone = not {child.dep for child in article.children_of(other)} & (SUBJECTS | {"dobj"})
        upper = other.index == verb.head
        if event and own and event != own and (alone or (upper and not _has_object(article, other))):
            return "casualties" if {event, own} == {"killed", "injured"} else ""
    return ""


def _has_object(article: Article, verb: Token) -> bool:
    return any(child.dep in {"dobj", "nsubjpass"} for child in article.children_of(verb))


def _verb_conjuncts(article: Article, verb: Token) -> Iterator[Token]:
    yield from (child for child in article.children_of(verb) if child.dep == "conj" and child.pos == "VERB")
    if verb.dep == "conj":
        yield article.head_of(verb)


def _under_up_to(article: Article, node: Token) -> str:
    """Read "lost up to 1,350 troops", where the parse hangs "troops" under "to"."""
    above = article.head_of(node)
    if node.dep != "pobj" or above.text.lower() not in {"to", "than", "over", "about", "around", "as"}:
        return ""
    verb = article.head_of(above)
    if verb.pos != "VERB" or any(child.dep == "dobj" for child in article.children_of(verb)):
        return ""
    return _done_to(article, verb)


# ------------------------------------------------------------------------- totals


def _verb_over(article: Article, token: Token) -> Token:
    for _ in range(CLIMB):
        if token.pos in {"VERB", "AUX"}:
            return token
        token = article.head_of(token)
    return token


def _total_of(article: Article, anchor: Token) -> str:
    """Return what a number without a noun measures: "the death toll reached 12" → "deaths"."""
    node = anchor
    for _ in range(CLIMB):
        above = article.head_of(node)
        if above.index == node.index:
            return ""
        if above.pos in NOMINAL and above.index < anchor.index:
            return _name_total(article, above)
        if above.pos in {"VERB", "AUX"}:
            return _total_of_verb(article, above, node)
        node = above
    return ""


def _total_of_verb(article: Article, verb: Token, node: Token) -> str:
    if verb.lemma.lower() not in LEVEL_VERBS or node.dep in SUBJECTS:
        return ""
    children = article.children_of(verb)
    objects = [child for child in children if child.dep == "dobj" and child.index != node.index]
    named = objects or [child for child in children if child.dep in SUBJECTS]
    return _name_total(article, named[-1]) if named else ""


def _name_total(article: Article, noun: Token) -> str:
    """Return the counted form of a total's name; "" for a bare "number" or "figure"."""
    lemma = noun.lemma.lower()
    if lemma in TOLL_NOUNS and not _of_phrase(article, noun):
        return _grouped(article, noun, "deaths")
    if found := EVENT_NOUNS.get(_event_lemma(noun)):
        return _grouped(article, noun, found[0])
    if lemma in TOTAL_NOUNS | TOLL_NOUNS:
        return _name_part(article, _of_phrase(article, noun))
    plain = noun.pos == "NOUN" and not _is_time(noun) and (noun.text.lower(),) not in UNIT_WORDS
    return noun.text.lower() if plain else ""


def _name_part(article: Article, part: Token | None) -> str:
    if part is None:
        return ""
    lower = part.text.lower()
    if lower in STATES:
        return "deaths" if STATES[lower] == "killed" else f"people {STATES[lower]}"
    if found := EVENT_NOUNS.get(_event_lemma(part)):
        return found[0]
    return f"{lower} {_event_in_modifiers(article, part, part)}".strip()


def _of_phrase(article: Article, noun: Token) -> Token | None:
    """Return the head of "of …" under ``noun``: "the number of wounded"."""
    for child in article.children_of(noun):
        if child.text.lower() == "of":
            return next(
                (item for item in article.children_of(child) if item.dep in {"pobj", "pcomp", "amod"}), None
            )
    return None
