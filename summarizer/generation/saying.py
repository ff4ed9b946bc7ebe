"""Who says it, and with which verb, in the words of the article: what an opening is made of."""

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
from summarizer.records import Analysis, Article, Claim, Sentence, Span, Token

# More words than these are a clause, not a name or an addressee; the model may find its own.
MAX_OWNER_WORDS = 14
MAX_ADDRESSEE_WORDS = 8
MAX_TIME_WORDS = 4
# More words than these are no verb group ("has since said", "did not say").
MAX_VERB_WORDS = 5
# Claims whose cue is in the lead-in or the handle line: the cue there ("has issued the following
# figures", "via") introduces a list, so the neutral verb takes its place (R8).
INTRODUCED = frozenset({"list", "block", "embed"})
PREPOSITION = "IN"
PRESENT_PARTICIPLE = "VBG"
NEUTRAL_VERB = "said"
INTRODUCED_VERBS = {"outlet": "reported", "social_post": "posted"}


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


def shows_thing(analysis: Analysis, claim: Claim) -> bool:
    """Tell "Footage showed the burning ship" from "Footage showed (that) the ship burned"."""
    article = analysis.article
    cue = article.tokens_in(claim.cue) if claim.cue and claim.kind not in INTRODUCED else ()
    verb = next((token for token in cue if token.pos == "VERB"), None)
    if verb is None or verb.lemma == "tell":
        return False
    children = article.children_of(verb)
    clause = next((child for child in children if child.dep == "ccomp"), None)
    if clause is None:
        return any(child.dep == "dobj" for child in children)
    # "showed the ship burning"
    return clause.tag == PRESENT_PARTICIPLE and not any(c.dep == "aux" for c in article.children_of(clause))
