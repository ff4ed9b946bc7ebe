"""How a rewritten sentence begins: with the owner, in words that the article's parse gives.

A small model that is free to begin as it likes copies the claim and leaves its owner out (39 % of
the owners over 13 articles); one that has "Alexey Smirnov said on Monday that" already behind it only
has the claim left to tell. So where one chain of claims covers most of a sentence, its owners and
their verbs, outermost first (R16), are written for the model. Where anything about them is unsure the
model begins freely, and the guard sees to the owner.
"""

from __future__ import annotations

from summarizer.generation.lexicon import PAST_FORMS, THAT_VERBS
from summarizer.records import Analysis, Article, Claim, Passage, Sentence, Span, Token

# Part of a sentence's letters that a chain must cover to be what the sentence tells.
MAIN_COVERAGE = 0.5
# More words than these are a clause, not a name or an addressee; the model may find its own.
MAX_OWNER_WORDS = 14
MAX_ADDRESSEE_WORDS = 5
MAX_TIME_WORDS = 4
# Claims whose cue is in the lead-in or the handle line: the cue there ("has issued the following
# figures") introduces a list, so the neutral verb takes its place (R8).
INTRODUCED = frozenset({"list", "block", "embed"})
NEUTRAL_VERB = "said"


def make_opening(analysis: Analysis, passage: Passage) -> str:
    """Return the words with which the passage's summary sentence is to begin, "" for free."""
    sentence = analysis.article.sentences[passage.told]
    main = find_main_claim(analysis, sentence)
    if main is None:
        return ""
    links: list[str] = []
    for claim in analysis.chain(main):
        owner = owner_words(analysis, claim)
        if not owner:
            return " that ".join(links) and " that ".join(links) + " that"
        verb = verb_words(analysis.article, claim, sentence)
        if not verb:
            links.append(owner)
            return capitalise(" that ".join(links))
        links.append(f"{owner} {verb}")
    opening = capitalise(" that ".join(links))
    return opening if main.kind in ("direct", "floating") else f"{opening} that"


def find_main_claim(analysis: Analysis, sentence: Sentence) -> Claim | None:
    """Return the innermost settled claim that covers most of the sentence, or None."""
    best: tuple[int, int] | None = None
    main = None
    for claim in analysis.claims:
        covered = sum(_shared(part, sentence.span) for part in claim.content)
        if claim.status != "resolved" or covered < MAIN_COVERAGE * len(sentence.span):
            continue
        depth = (len(analysis.chain(claim)), covered)
        if best is None or depth > best:
            best, main = depth, claim
    return main


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def owner_words(analysis: Analysis, claim: Claim) -> str:
    """Return the owner as the claim words it; the source's name where that is or holds a pronoun."""
    if claim.status != "resolved" or claim.owner is None:
        return ""
    tokens = analysis.article.tokens_in(claim.owner)
    words = " ".join(claim.owner.of(analysis.article.text).split())
    if not tokens or any(token.pos == "PRON" for token in tokens):
        source = analysis.source(claim.source_id)
        words = source.name if source is not None else ""
    elif tokens[0].pos == "DET":
        words = words[0].lower() + words[1:]
    return words if len(words.split()) <= MAX_OWNER_WORDS else ""


def verb_words(article: Article, claim: Claim, sentence: Sentence) -> str:
    """Return the article's own verb with its time and addressee; "" where it takes no "that"."""
    if claim.kind in INTRODUCED:
        return NEUTRAL_VERB
    if claim.kind == "according" or claim.cue is None:
        return ""
    cue = next((token for token in article.tokens_in(claim.cue) if token.pos == "VERB"), None)
    if cue is None or cue.lemma not in THAT_VERBS or _is_qualified(article, cue):
        return ""
    time = _time_words(article, claim, sentence)
    if cue.lemma == "tell":
        addressee = _addressee(article, cue)
        return f"told {addressee}{time}" if addressee else f"{NEUTRAL_VERB}{time}"
    return _finite(cue) + time


def _is_qualified(article: Article, cue: Token) -> bool:
    """Tell whether an auxiliary or a negation stands by the verb: "did not say", "may announce"."""
    return any(child.dep in ("neg", "aux", "auxpass") for child in article.children_of(cue))


def _finite(cue: Token) -> str:
    if cue.tag in ("VBD", "VBZ", "VBP"):
        return cue.text.lower()
    regular = cue.lemma + ("d" if cue.lemma.endswith("e") else "ed")
    return PAST_FORMS.get(cue.lemma, regular)


def _addressee(article: Article, cue: Token) -> str:
    for child in article.children_of(cue):
        if child.dep in ("dobj", "dative") and child.index > cue.index:
            subtree = article.subtree_of(child)
            if len(subtree) <= MAX_ADDRESSEE_WORDS:
                return " ".join(Span(subtree[0].span.start, subtree[-1].span.end).of(article.text).split())
    return ""


def _time_words(article: Article, claim: Claim, sentence: Sentence) -> str:
    """Return " on Monday" where the sentence dates the saying (R30), else ""."""
    for token in article.tokens_in(sentence.span):
        if token.dep != "prep" or claim.covers(token.span):
            continue
        subtree = article.subtree_of(token)
        dated = all(part.ent in ("DATE", "TIME") for part in subtree[1:])
        if 1 < len(subtree) <= MAX_TIME_WORDS and subtree[0] is token and dated:
            return " " + Span(token.span.start, subtree[-1].span.end).of(article.text)
    return ""


def capitalise(words: str) -> str:
    """Return the words with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]
