"""How a rewritten sentence begins: with the owner, in words that the article's parse gives.

A small model that is free to begin as it likes copies the claim and leaves its owner out (39 % of
the owners over 13 articles); one that has "Alexey Smirnov said on Monday that" already behind it only
has the claim left to tell. So where one chain of claims covers most of a sentence, its owners and
their verbs, outermost first (R16), are written for the model. Where anything about them is unsure the
model begins freely, and the guard sees to the owner.
"""

from __future__ import annotations

from summarizer.generation.lexicon import (
    CLAUSE_MARKS,
    CLAUSE_POS,
    FINITE_TAGS,
    PAST_FORMS,
    PHRASE_LINKS,
    PRONOUNS,
    THAT_VERBS,
)
from summarizer.records import Analysis, Article, Claim, Passage, Sentence, Span, Token

# Part of a sentence's letters that a chain must cover to be what the sentence tells.
MAIN_COVERAGE = 0.5
# More words than these are a clause, not a name or an addressee; the model may find its own.
MAX_OWNER_WORDS = 14
MAX_ADDRESSEE_WORDS = 8
MAX_TIME_WORDS = 4
# More words than these are no verb group ("has since said", "did not say").
MAX_VERB_WORDS = 5
# Claims whose cue is in the lead-in or the handle line: the cue there ("has issued the following
# figures", "via") introduces a list, so the neutral verb takes its place (R8).
INTRODUCED = frozenset({"list", "block", "embed"})
QUOTING = frozenset({"direct", "floating"})
PREPOSITION = "IN"
NEUTRAL_VERB = "said"
INTRODUCED_VERBS = {"outlet": "reported", "social_post": "posted"}


def make_opening(analysis: Analysis, passage: Passage) -> str:
    """Return the words with which the passage's summary sentence is to begin, "" for free."""
    sentence = analysis.article.sentences[passage.told]
    main = find_main_claim(analysis, sentence)
    if main is None:
        return ""
    links: list[str] = []
    outer: Claim | None = None
    for claim in analysis.chain(main):
        owner = owner_words(analysis, claim)
        if not owner or (outer is not None and outer.source_id == claim.source_id):
            break
        links.append(_link(analysis, claim, owner, sentence))
        if links[-1] == owner:
            break  # what follows has a build of its own; the model is to find it
        outer = claim
    return capitalise(" ".join(links).replace(" that according", " that, according"))


def _link(analysis: Analysis, claim: Claim, owner: str, sentence: Sentence) -> str:
    """Return one layer: "According to Reuters,", "the ministry said that", or the owner alone."""
    if claim.kind == "according":
        return f"according to {owner},"
    verb = verb_words(analysis, claim, sentence)
    if not verb:
        return owner
    # after "said" a quotation may follow, which "that" would force into a paraphrase (R27); but the
    # marks around "28 towns fell, the governor told Tass", Reuters writes, are Reuters's alone
    quoted = claim.kind in QUOTING and claim.parent is None and not _is_outer(analysis, claim)
    return f"{owner} {verb}" if quoted else f"{owner} {verb} that"


def _is_outer(analysis: Analysis, claim: Claim) -> bool:
    return any(other.parent == claim.id for other in analysis.claims)


def find_main_claim(analysis: Analysis, sentence: Sentence) -> Claim | None:
    """Return the innermost settled claim that is what the sentence tells, or None.

    The outermost such claim covers most of the sentence or has its main verb as cue; from there it goes
    inwards as long as a claim covers most of the one around it.
    """
    settled = [claim for claim in analysis.claims if claim.status == "resolved" and _covered(claim, sentence)]
    main: Claim | None = None
    for claim in settled:
        is_main = _holds_root(analysis.article, claim.cue, sentence)
        if is_main or _covered(claim, sentence) >= MAIN_COVERAGE * len(sentence.span):
            main = _outer(main, claim, sentence)
    while main is not None and (inner := _inner(analysis, main, settled, sentence)) is not None:
        main = inner
    return main


def _outer(one: Claim | None, other: Claim, sentence: Sentence) -> Claim:
    if one is None or other.parent == one.id:
        return other if one is None else one
    return max(one, other, key=lambda claim: _covered(claim, sentence))


def _inner(analysis: Analysis, claim: Claim, claims: list[Claim], sentence: Sentence) -> Claim | None:
    inside = [other for other in claims if other.parent == claim.id]
    for other in inside:
        if _holds_root(analysis.article, other.cue, sentence):
            return other
    best = max(inside, key=lambda other: _covered(other, sentence), default=None)
    if best is None or _covered(best, sentence) < MAIN_COVERAGE * _covered(claim, sentence):
        return None
    return best


def _covered(claim: Claim, sentence: Sentence) -> int:
    """Return how many letters of the sentence are the claim's content."""
    return sum(part.shared_with(sentence.span) for part in claim.content)


def _holds_root(article: Article, cue: Span | None, sentence: Sentence) -> bool:
    """Tell whether the cue is the sentence's main verb."""
    if cue is None or not sentence.span.contains(cue):
        return False
    return any(token.dep == "ROOT" for token in article.tokens_in(cue))


def owner_words(analysis: Analysis, claim: Claim) -> str:
    """Return the owner as the claim words it; the source's name where that is or holds a pronoun."""
    if claim.status != "resolved" or claim.owner is None:
        return ""
    tokens = analysis.article.tokens_in(claim.owner)
    words = " ".join(claim.owner.of(analysis.article.text).split())
    if not tokens or any(token.pos == "PRON" for token in tokens):
        source = analysis.source(claim.source_id)
        words = source.name if source is not None and not _has_pronoun(source.name) else ""
    elif tokens[0].pos != "PROPN" and not tokens[0].ent and tokens[0].text.istitle():
        words = words[0].lower() + words[1:]
    if "," in words and analysis.article.text[claim.owner.end : claim.owner.end + 1] == ",":
        words += ","  # the one that closes "Kursk's governor, Alexei Smirnov,"
    return words if len(words.split()) <= MAX_OWNER_WORDS else ""


def _has_pronoun(words: str) -> bool:
    return any(word.lower() in PRONOUNS for word in words.split())


def verb_words(analysis: Analysis, claim: Claim, sentence: Sentence) -> str:
    """Return the article's own verb with its time and addressee; "" where it takes no "that"."""
    if claim.kind in INTRODUCED:
        source = analysis.source(claim.source_id)
        return INTRODUCED_VERBS.get(source.type, NEUTRAL_VERB) if source is not None else NEUTRAL_VERB
    article = analysis.article
    if claim.cue is None:
        return ""
    group = _before_object(claim, article.tokens_in(claim.cue))
    verb = next((token for token in reversed(group) if token.pos == "VERB"), None)
    if verb is None or verb.lemma not in THAT_VERBS or len(group) > MAX_VERB_WORDS:
        return ""
    words = _finite(article, group, verb)
    if not sentence.span.contains(claim.cue):
        return words  # a quotation that goes on: time and addressee were of the sentence before
    between = _words_between(article, claim)
    if between is not None:
        return f"{words} {between}".rstrip()
    time = _time_words(article, verb, sentence)
    if verb.lemma != "tell":
        return words + time
    addressee = _addressee(article, verb)
    return f"{words} {addressee}{time}" if addressee else NEUTRAL_VERB + time


def _words_between(article: Article, claim: Claim) -> str | None:
    """Return what stands between verb and claim without "that" ("on X", "the court"), None if too long."""
    after = [part.start for part in claim.content if claim.cue and part.start >= claim.cue.end]
    if claim.cue is None or not after:
        return None
    between = Span(claim.cue.end, min(after))
    if any(token.pos in CLAUSE_POS or token.text in CLAUSE_MARKS for token in article.tokens_in(between)):
        return None
    words = between.of(article.text).strip(" ,:\"“‘'\n").split()
    if words and words[-1].lower() == "that":
        words.pop()
    return " ".join(words) if len(words) <= MAX_ADDRESSEE_WORDS else None


def _before_object(claim: Claim, group: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the cue without its preposition: "“…,” she wrote of the talks"; none for "warned of a flood"."""
    if not group or group[-1].tag != PREPOSITION:
        return group
    takes_thing = any(part.start >= group[-1].span.end for part in claim.content)
    return () if takes_thing else group[:-1]


def _finite(article: Article, group: tuple[Token, ...], verb: Token) -> str:
    """Return the verb group as the article has it, or the past form of a participle ("stating")."""
    if group[0].tag in FINITE_TAGS:
        return " ".join(Span(group[0].span.start, group[-1].span.end).of(article.text).split())
    regular = verb.lemma + ("d" if verb.lemma.endswith("e") else "ed")
    return PAST_FORMS.get(verb.lemma, regular)


def _addressee(article: Article, cue: Token) -> str:
    for child in article.children_of(cue):
        if child.dep in ("dobj", "dative") and child.index > cue.index:
            subtree = article.subtree_of(child)
            if len(subtree) <= MAX_ADDRESSEE_WORDS:
                return " ".join(Span(subtree[0].span.start, subtree[-1].span.end).of(article.text).split())
    return ""


def _time_words(article: Article, verb: Token, sentence: Sentence) -> str:
    """Return " on Monday" where the sentence dates the saying (R30), else ""."""
    for token in article.tokens_in(sentence.span):
        if token.dep != "prep" or not _belongs_to(article, token, verb):
            continue
        subtree = article.subtree_of(token)
        dated = all(part.ent in ("DATE", "TIME") for part in subtree[1:])
        if 1 < len(subtree) <= MAX_TIME_WORDS and subtree[0] is token and dated:
            return " " + Span(token.span.start, subtree[-1].span.end).of(article.text)
    return ""


def _belongs_to(article: Article, token: Token, verb: Token) -> bool:
    """Tell whether ``token`` hangs on ``verb`` through phrases only ("told him at a meeting on Monday")."""
    while token.dep in PHRASE_LINKS and token.head != token.index:
        token = article.head_of(token)
        if token.index == verb.index:
            return True
    return False


def capitalise(words: str) -> str:
    """Return the words with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]
