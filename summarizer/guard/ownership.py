"""Who does the candidate sentence say it is, and is that whom the article names? (R1, R13, R14, R16)"""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.guard.align import Clause
from summarizer.guard.lexicon import DEEDS
from summarizer.guard.owners import is_pronoun, sources_named, words_of
from summarizer.guard.standing import stands_for
from summarizer.guard.wording import flat, holds_phrase
from summarizer.records import Analysis, Claim, Requirement, Source, Span, Token

# A frame that is carried over word for word has its owner and its cue this close, in characters.
FRAME_REACH = 160


@dataclass(frozen=True, slots=True)
class Named:
    """An owner that the candidate ``text`` names: its claim, and the article's sources it may be.

    ``heads`` are the words that the others of ``words`` belong to ("ministry" of "the health ministry").
    """

    claim: Claim
    owner: Span
    words: str
    sources: tuple[Source, ...]
    pronoun: bool
    text: str = ""
    heads: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ownership:
    """What a requirement found: links carried and missing, and owners that do not belong.

    ``carried`` pairs an article claim with the candidate's naming of it (None where the article's
    own frame stands word for word); ``wrong`` are owners of the clause that the chain does not have,
    ``unneeded`` those of what the article's publisher says in its own voice.
    """

    requirement: Requirement
    carried: tuple[tuple[Claim, Named | None], ...]
    missing: tuple[Claim, ...]
    wrong: tuple[Named, ...]
    unresolved: tuple[Claim, ...]
    unneeded: tuple[Named, ...] = ()


def named_owners(said: Analysis, analysis: Analysis) -> tuple[Named, ...]:
    """Return each owner that the candidate sentence ``said`` names."""
    return tuple(
        _named(claim, claim.owner, said, analysis)
        for claim in said.claims
        if claim.owner is not None and claim.status != "ownerless"
    )


def _named(claim: Claim, owner: Span, said: Analysis, analysis: Analysis) -> Named:
    words, text = owner.of(said.article.text), said.article.text
    heads = _heads(owner, said)
    if is_pronoun(words) and (name := _antecedent(claim, said)) is not None:
        # A pronoun counts for the name that stands in the same sentence, and for nothing else (R2).
        words, heads = name, frozenset(words_of(name))
    return Named(claim, owner, words, sources_named(words, analysis), is_pronoun(words), text, heads)


def _heads(owner: Span, said: Analysis) -> frozenset[str]:
    tokens = said.article.tokens_in(owner)
    inside = {token.index for token in tokens}
    found = [token for token in tokens if token.head not in inside or token.head == token.index]
    named = [token for token in found if token.pos in ("NOUN", "PROPN", "ADJ", "NUM")]
    return frozenset(word for token in named for word in (token.text.lower(), token.lemma.lower()))


def _antecedent(claim: Claim, said: Analysis) -> str | None:
    """Return the name that a pronoun owner stands for in its own sentence, or None.

    "Umerov said that he urged …": where nothing else is known the speaker is meant; whether that is
    so is then judged against the article like any other name.
    """
    source = said.source(claim.source_id)
    if source is not None and not is_pronoun(source.name):
        return source.name
    parent = said.claim(claim.parent)
    outer = parent.owner.of(said.article.text) if parent is not None and parent.owner is not None else ""
    return outer if outer and not is_pronoun(outer) else None


def owners_of(clause: Clause, owners: tuple[Named, ...], said: Analysis) -> tuple[Named, ...]:
    """Return the owners whose claims hold words of the clause.

    The circumstances of a frame ("told the meeting on Monday") are nobody's claim.
    """
    words = [span for _, span in clause.keys]
    return tuple(named for named in owners if any(_covers(named.claim, word, said) for word in words))


def judge(requirement: Requirement, here: tuple[Named, ...], said: Analysis, analysis: Analysis) -> Ownership:
    """Compare ``here``, the owners that the candidate names for a clause, with those of the article."""
    carried: list[tuple[Claim, Named | None]] = []
    missing: list[Claim] = []
    for link in requirement.chain:
        if link.source_id is None:
            if not _is_voiced(link, requirement, here, said, analysis):
                missing.append(link)
            continue
        found = _naming(link, here, analysis)
        possessed = found is None and _possessor(link, here, analysis)
        if found is not None or possessed or _frame_stands(link, said, analysis):
            carried.append((link, found))
        else:
            missing.append(link)
    return Ownership(
        requirement,
        tuple(carried),
        tuple(missing),
        tuple(named for named in here if not _belongs(named, requirement, analysis)),
        tuple(link for link in requirement.chain if link.status == "unresolved"),
        tuple(named for named in here if not requirement.chain and _is_publisher(named, analysis)),
    )


def _is_voiced(
    link: Claim, requirement: Requirement, here: tuple[Named, ...], said: Analysis, analysis: Analysis
) -> bool:
    """Tell whether somebody stands for an owner that cannot be settled, or nobody could (R14, R15).

    Who is meant is open, that somebody said it is not: an owner of the clause that no other link has, or
    the article's own frame.
    """
    if link.owner is None or _frame_stands(link, said, analysis):
        return True
    others = tuple(other for other in requirement.chain if other is not link and other.source_id)
    able = (named for named in here if not _cannot_mean(named, link, analysis))
    return any(all(_naming(other, (named,), analysis) is None for other in others) for named in able)


def _cannot_mean(named: Named, link: Claim, analysis: Analysis) -> bool:
    """Tell whether an owner is not whom an open link of the article means, whoever that is.

    It shares no word with the name that the article has ("police" for "Sanders"), or it stands nowhere in the
    article ("police" for "he", where there are none).
    """
    if not named.pronoun and not named.sources and not _is_mentioned(named, analysis):
        return True
    tokens = analysis.article.tokens_in(link.owner) if link.owner is not None else ()
    theirs = {token.text.lower() for token in tokens if _is_name(token, analysis)}
    return bool(theirs) and theirs.isdisjoint(words_of(named.words))


def _is_mentioned(named: Named, analysis: Analysis) -> bool:
    words = named.heads or set(words_of(named.words))
    return any(words & {token.text.lower(), token.lemma.lower()} for token in analysis.article.tokens)


def _is_name(token: Token, analysis: Analysis) -> bool:
    """Tell a name by its label, or by a capital inside a sentence: the parser takes surnames for nouns."""
    sentence = analysis.article.sentence_at(token.span.start)
    opens = sentence is not None and sentence.span.start == token.span.start
    return token.pos == "PROPN" or (token.text[0].isupper() and not opens)


def _naming(link: Claim, here: tuple[Named, ...], analysis: Analysis) -> Named | None:
    """Return the owner that names the link's source, by its name or by what may stand for it."""
    exact = (named for named in here if link.source_id in _ids(named))
    loose = (named for named in here if not named.pronoun and stands_for(named.words, link, analysis))
    return next(exact, None) or next(loose, None)


def _possessor(link: Claim, here: tuple[Named, ...], analysis: Analysis) -> bool:
    """Tell whether an owner names the link's source as its possessor: "Ukraine's ministry" names both."""
    source = analysis.source(link.source_id)
    if source is None or source.type == "person":
        return False
    forms = {words for form in (source.name, *source.aliases) for words in (flat(form),) if words}
    return any(holds_phrase(named.words, f"{form}'s") for named in here for form in forms)


def _ids(named: Named) -> frozenset[str]:
    return frozenset(source.id for source in named.sources)


def _covers(claim: Claim, word: Span, said: Analysis) -> bool:
    """Tell whether the claim's content, or that of a claim inside it, holds the word."""
    if claim.covers(word):
        return True
    return any(inner.parent == claim.id and inner.covers(word) for inner in said.claims)


def _frame_stands(link: Claim, said: Analysis, analysis: Analysis) -> bool:
    """Tell whether the article's own frame, owner to cue, stands word for word in the candidate."""
    if link.owner is None or link.cue is None or link.inherited_from is not None:
        return False
    frame = Span(min(link.owner.start, link.cue.start), max(link.owner.end, link.cue.end))
    words = frame.of(analysis.article.text)
    owner_words = link.owner.of(analysis.article.text)
    if len(frame) > FRAME_REACH or is_pronoun(owner_words):
        return False
    return holds_phrase(said.article.text, words)


def _belongs(named: Named, requirement: Requirement, analysis: Analysis) -> bool:
    """Tell whether this owner is one that the article gives to the clause."""
    if not requirement.chain and named.claim.stance == "neutral" and _is_publisher(named, analysis):
        return True
    chain_ids = {link.source_id for link in requirement.chain}
    if chain_ids & _ids(named) or _naming_any(named, requirement, analysis):
        return True
    theirs = [
        (link, flat(link.owner.of(analysis.article.text)))
        for link in requirement.chain
        if link.owner is not None
    ]
    mine = flat(named.words)
    # Whom an unresolved owner means is not known: a name is neither right nor wrong (``ATTR_UNRESOLVED``),
    # unless the article has another.
    open_ones = [(link, words) for link, words in theirs if link.status == "unresolved"]
    if any(words == mine for _, words in open_ones):
        return True
    if not named.pronoun and any(not _cannot_mean(named, link, analysis) for link, _ in open_ones):
        return True
    if named.claim.cue_lemma in DEEDS and (named.pronoun or _is_present(named, requirement, analysis)):
        return True
    if any(words != mine and holds_phrase(words, mine) for _, words in theirs):
        return False  # "officials" for "two senior officials briefed on the talks" (R13)
    # A pronoun may act, and think, as it does in the article; whose word it gives must be clear (R2).
    return (not named.pronoun or not requirement.chain) and _stands_in_evidence(named, requirement, analysis)


def _naming_any(named: Named, requirement: Requirement, analysis: Analysis) -> bool:
    return any(_naming(link, (named,), analysis) is not None for link in requirement.chain)


def _is_present(named: Named, requirement: Requirement, analysis: Analysis) -> bool:
    """Tell whether the evidence names whom the candidate has do something, not say it."""
    return any(holds_phrase(span.of(analysis.article.text), named.words) for span in requirement.evidence)


def _is_publisher(named: Named, analysis: Analysis) -> bool:
    publisher = analysis.article.meta.publisher
    return bool(publisher) and words_of(publisher or "") == words_of(named.words)


def _stands_in_evidence(named: Named, requirement: Requirement, analysis: Analysis) -> bool:
    """Tell whether the evidence itself pairs this owner with this cue: a layer that reading left out."""
    claims = [claim for claim in analysis.claims if _same_owner(claim, named, requirement, analysis)]
    if any(_same_thing(claim, named, analysis) for claim in claims):
        return True
    # A claim inside the chain's innermost one is no other thing: it is a further layer.
    inner = requirement.chain[-1] if requirement.chain else None
    if inner is not None and any(inner not in analysis.chain(claim) for claim in claims):
        return False
    cue = named.claim.cue_lemma.split(" ")[0]
    for span in requirement.evidence:
        tokens = analysis.article.tokens_in(span)
        holds = holds_phrase(span.of(analysis.article.text), named.words)
        if holds and any(token.lemma.lower() == cue for token in tokens):
            return True
    return False


def _same_owner(claim: Claim, named: Named, requirement: Requirement, analysis: Analysis) -> bool:
    """Tell whether reading saw this owner in the evidence."""
    owner = claim.owner
    return (
        owner is not None
        and any(span.contains(owner) for span in requirement.evidence)
        and flat(owner.of(analysis.article.text)) == flat(named.words)
    )


def _same_thing(claim: Claim, named: Named, analysis: Analysis) -> bool:
    """Tell whether the article's claim holds most words of what the candidate gives to the owner."""
    mine = [word for part in named.claim.content for word in flat(part.of(named.text)).split()]
    theirs = {word for part in claim.content for word in flat(part.of(analysis.article.text)).split()}
    return bool(mine) and 2 * sum(word in theirs for word in mine) >= len(mine)
