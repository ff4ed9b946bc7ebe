"""Reported clauses: behind the cue, before it, or around it.

Where the clause ends is the hard part: the parser hangs what goes on with a statement on the cue as often
as on the statement, and the next statement of the same speaker ("…, adding that …") on the one before.
"""

from __future__ import annotations

import re

from summarizer.reading import lexicon
from summarizer.reading.claims import phrase_lexicon
from summarizer.reading.claims.clause_ends import (
    drop_venue,
    end_of_relative,
    goes_on,
    opening_that,
    tells_time,
    to_quotation_end,
)
from summarizer.reading.claims.cues import VerbCue, cue_entry
from summarizer.reading.claims.noun_phrases import noun_phrase
from summarizer.reading.claims.syntax import (
    VERBAL,
    Scene,
    children,
    is_finite,
    lower,
    next_token,
    span_of,
)
from summarizer.records import Article, Quotation, Span, Token

OPENING_MARKS = "\"“„«‘'"
# A phrase longer than this is a parse error: the quotation hangs on the owner.
MAX_PHRASE = 200
DASH = re.compile(r"\s[–—]\s|\s--\s")


# ------------------------------------------------------------------ the cue's phrase


def phrase_of(article: Article, cue: VerbCue) -> Span:
    """Return the cue with its owner and whatever stands between them and hangs on the owner."""
    if cue.tag is not None:
        return cue.tag.span
    if cue.owner is None or cue.owner.index == cue.verb.index:
        return cue.span
    noun = noun_phrase(article, cue.owner)
    whole = span_of(article.subtree_of(cue.owner))
    owner = whole if whole.start >= noun.start and len(whole) < MAX_PHRASE else noun
    if _is_far(article, owner, cue):
        return cue.span
    return Span(min(owner.start, cue.span.start), max(owner.end, cue.span.end))


def _is_far(article: Article, owner: Span, cue: VerbCue) -> bool:
    """Tell whether another verb stands between the owner and the cue."""
    start, end = min(owner.end, cue.span.end), max(owner.start, cue.span.start)
    between = article.tokens_in(Span(start, end)) if start < end else ()
    return any(token.pos in VERBAL and token.dep not in ("aux", "auxpass") for token in between)


# ------------------------------------------------------------------ finding the clause


def find_clause(scene: Scene, cue: VerbCue) -> tuple[Span, ...]:
    """Return a finite clause that the cue reports, behind it, before it or around it; else nothing."""
    article, verb = scene.article, cue.verb
    reports = "clause" in cue.entry.frames
    clauses = [child for child in children(article, verb, "ccomp") if _is_clause(article, child)]
    clauses = clauses or _behind_citation(article, verb)
    after = [child for child in clauses if child.index > verb.index and not tells_time(article, child)]
    before = [child for child in clauses if child.index < verb.index]
    if cue.tag is not None:
        return _tagged(scene, cue, before)
    if after and reports:
        return (_clause_after(scene, cue, after[0]),)
    if before and (reports or scene.quotation_of(before[0]) is not None):
        return _clause_before(scene, cue, before[0])
    if _is_parenthetical(scene, cue):
        return _clause_around(scene, cue)
    if reports and _is_trailing(article, cue):
        start = scene.sentence_of(verb).span.start
        return (Span(start, max(start, phrase_of(article, cue).start)),)
    return _stray_clause(scene, cue) if reports else ()


def _is_trailing(article: Article, cue: VerbCue) -> bool:
    """Tell whether the cue closes what it reports: "It began at noon, a witness told the agency"."""
    verb, above = cue.verb, article.head_of(cue.verb)
    loose = verb.dep == "conj" and above.index < verb.index and is_finite(article, verb)
    if (
        not loose
        or cue.owner is None
        or cue.owner.head != verb.index
        or cue.entry.lemma not in ("tell", "say")
    ):
        return False
    joined = any(cc.index > above.index for cc in children(article, above, "cc"))
    rest = children(article, verb, "ccomp", "xcomp", "prep", "advcl", "conj")
    return not joined and not rest and article.text[: phrase_of(article, cue).start].rstrip().endswith(",")


def _behind_citation(article: Article, verb: Token) -> list[Token]:
    """Return the clause of "reported, citing officials, that …", which the parser hangs on the citing."""
    return [
        clause
        for citing in children(article, verb, "advcl")
        if citing.tag == "VBG"
        and citing.lemma.lower() in phrase_lexicon.CITING_VERBS
        and citing.index > verb.index
        for clause in children(article, citing, "ccomp")
        if opening_that(article, clause) is not None
    ]


def _is_clause(article: Article, child: Token) -> bool:
    if is_finite(article, child) or children(article, child, "nsubj", "nsubjpass", "expl", "csubj"):
        return True
    return child.pos not in VERBAL


def _tagged(scene: Scene, cue: VerbCue, before: list[Token]) -> tuple[Span, ...]:
    """Return the quotation of the cue's tag, with what the parse joins to it and what goes on behind."""
    if cue.tag is None:
        return ()
    quoted = cue.tag.quotation.outer
    if before:
        spans = _clause_before(scene, cue, before[0])
        if spans[0].contains(quoted):
            return spans
    return (quoted, *_remainder(scene, cue, cue.tag.span))


def _stray_clause(scene: Scene, cue: VerbCue) -> tuple[Span, ...]:
    """Return a clause that the parser hangs elsewhere: "explained how it works", "asked if it works"."""
    article, verb = scene.article, cue.verb
    follower = next_token(article, verb)
    for child in article.children_of(verb):
        if child.index < verb.index or child.pos not in VERBAL:
            continue
        first = min(article.subtree_of(child), key=lambda token: token.index)
        direct = follower is not None and first.index == follower.index and child.dep not in ("advcl", "conj")
        asked = cue.entry.lemma in ("ask", "wonder", "question", "inquire", "enquire", "say", "tell")
        if (direct and lower(first) in phrase_lexicon.WH_WORDS | {"that"}) or (
            asked and lower(first) in ("if", "whether")
        ):
            return (_clause_after(scene, cue, child),)
    return _statement_clause(scene, cue)


def _statement_clause(scene: Scene, cue: VerbCue) -> tuple[Span, ...]:
    """Return the clause of "said in a statement that …", which the parser hangs on the statement."""
    article, verb = scene.article, cue.verb
    for child in children(article, verb, "prep", "dobj", "dative"):
        for noun in (child, *children(article, child, "pobj")):
            for clause in children(article, noun, "acl", "ccomp", "relcl"):
                opening = opening_that(article, clause)
                if opening is not None and noun.index > verb.index:
                    return (_clause_after(scene, cue, clause),)
    return ()


# ------------------------------------------------------------------ behind the cue


def _clause_after(scene: Scene, cue: VerbCue, clause: Token) -> Span:
    """Return the words of ``clause`` behind the cue, with what goes on with it up to a new statement."""
    article = scene.article
    words = [token for token in article.subtree_of(clause) if token.index > cue.verb.index]
    first, that = words[0], opening_that(article, clause)
    if that is not None and first.index <= that.index < words[-1].index and _only_aside(article, first, that):
        first = article.tokens[that.index + 1]
    first = _with_opening_mark(article, first)
    last, limit = first, scene.sentence_of(cue.verb).span.end
    for token in article.tokens_in(Span(first.span.start, limit)):
        if (token.index > clause.index or token.text == ";") and not goes_on(scene, cue, clause, token):
            break
        last = token
    span = drop_venue(article, Span(first.span.start, last.span.end))
    return to_quotation_end(scene, end_of_relative(article, cue, span))


def _only_aside(article: Article, first: Token, mark: Token) -> bool:
    """Tell whether "that" comes first, or right behind an aside: ", citing officials, that …"."""
    before = next_token(article, mark, -1)
    return first.index == mark.index or (before is not None and before.text == "," and first.tag == "VBG")


def _with_opening_mark(article: Article, first: Token) -> Token:
    before = next_token(article, first, -1)
    if before is not None and before.text in OPENING_MARKS and before.span.end == first.span.start:
        return before
    return first


# ------------------------------------------------------------------ before and around the cue


def _clause_before(scene: Scene, cue: VerbCue, clause: Token) -> tuple[Span, ...]:
    """Return the clause before "X said", and what goes on with it behind."""
    article, sentence = scene.article, scene.sentence_of(cue.verb)
    phrase = phrase_of(article, cue)
    root = cue.verb.head == cue.verb.index
    start = sentence.span.start if root else span_of(article.subtree_of(clause)).start
    start = min(start, _opening(scene, clause, phrase))
    return (Span(start, max(start, phrase.start)), *_remainder(scene, cue, phrase))


def _opening(scene: Scene, clause: Token, phrase: Span) -> int:
    """Return where the quotation begins that the clause stands in, or that covers its sentence's start."""
    quotation = scene.quotation_of(clause)
    if quotation is not None and quotation.outer.end <= phrase.start + 1:
        return quotation.outer.start
    start = scene.sentence_of(clause).span.start
    around = scene.quotation_at(start)
    inside = around is not None and around.outer.end <= phrase.start + 1
    return around.outer.start if around is not None and inside else clause.span.start


def _remainder(scene: Scene, cue: VerbCue, phrase: Span) -> tuple[Span, ...]:
    """Return what goes on behind the phrase: "…,” he said, “…”" or "…, he said, and it will fail"."""
    article, sentence = scene.article, scene.sentence_of(cue.verb)
    rest = Span(min(phrase.end, sentence.span.end), sentence.span.end)
    quoted = quotation_behind(scene, rest)
    if quoted is not None:
        return (quoted.outer,)
    reason = _reason_behind(article, cue)
    if reason is not None:
        return (reason,)
    words = [token for token in article.tokens_in(rest) if token.pos != "PUNCT"]
    comma = article.text[rest.start : rest.start + 1] == ","
    if comma and len(words) > 2 and words[0].dep == "cc" and _opens_clause(article, words):
        return (rest,)
    return ()


def _reason_behind(article: Article, cue: VerbCue) -> Span | None:
    """Return "because it leaked" of "It was shut, she told a paper, because it leaked"."""
    for clause in children(article, cue.verb, "advcl"):
        words = article.subtree_of(clause)
        before = next_token(article, words[0], -1)
        behind = words[0].index > cue.verb.index and before is not None and before.text == ","
        if behind and lower(words[0]) == "because":
            return span_of(words)
    return None


def quotation_behind(scene: Scene, rest: Span) -> Quotation | None:
    """Return the quotation that begins in ``rest`` with no verb before it, or behind its final colon."""
    article = scene.article
    quotation = scene.quotation_from(rest.start)
    if quotation is None or not _is_in_reach(article.text, rest, quotation.outer.start):
        return None
    between = article.tokens_in(Span(rest.start, quotation.outer.start))
    loose = not between or between[-1].text in (",", ":", "–", "—", "-")
    return quotation if loose and not any(token.pos in VERBAL for token in between) else None


def _is_in_reach(text: str, rest: Span, start: int) -> bool:
    """Tell whether ``start`` lies in ``rest``, or right behind it where that ends in a colon."""
    return start < rest.end or (text[: rest.end].endswith(":") and not text[rest.end : start].strip())


def _opens_clause(article: Article, words: list[Token]) -> bool:
    verbs = [
        word
        for word in words[:8]
        if word.pos in VERBAL and children(article, word, "nsubj", "nsubjpass", "expl")
    ]
    return bool(verbs) and cue_entry(verbs[0]) is None


def _is_parenthetical(scene: Scene, cue: VerbCue) -> bool:
    """Tell whether the cue is set into the clause that it reports: "The plan, he said, is bad"."""
    article, verb = scene.article, cue.verb
    if verb.head == verb.index or cue.owner is None:
        return False
    if is_as_clause(article, cue):
        return True
    if not is_finite(article, verb):
        return False
    if verb.dep == "parataxis":
        return cue.entry.lemma in lexicon.CUE_VERBS and "clause" in cue.entry.frames
    phrase = phrase_of(article, cue)
    before = article.text[: phrase.start].rstrip()[-1:]
    after = article.text[phrase.end : phrase.end + 1]
    aside = verb.dep in ("ccomp", "conj", "advcl", "dep") and not children(
        article, verb, "dobj", "xcomp", "ccomp"
    )
    return aside and "clause" in cue.entry.frames and before in ',–—-”"' and after == ","


def is_as_clause(article: Article, cue: VerbCue) -> bool:
    """Tell whether the cue sets the speaker beside the statement: "As Mr. Hill put it, …"."""
    marked = any(lower(child) == "as" for child in children(article, cue.verb, "mark", "advmod"))
    return (
        marked
        and cue.entry.lemma in phrase_lexicon.AS_CUES
        and not children(article, cue.verb, "ccomp", "xcomp")
    )


def _clause_around(scene: Scene, cue: VerbCue) -> tuple[Span, ...]:
    article, sentence = scene.article, scene.sentence_of(cue.verb).span
    phrase, reach = phrase_of(article, cue), span_of(article.subtree_of(cue.verb))
    if len(reach) < 3 * len(phrase):
        phrase = Span(min(phrase.start, reach.start), max(phrase.end, reach.end))
    quotation = scene.quotation_at(sentence.start)
    opening = min(sentence.start, quotation.outer.start) if quotation else sentence.start
    # "He left in May — weeks before, he claims, it began": the aside stands behind the dash only.
    dashes = [match.end() for match in DASH.finditer(article.text, opening, phrase.start)]
    opening = dashes[0] if len(dashes) == 1 else opening
    return (Span(opening, max(opening, phrase.start)), Span(phrase.end, max(phrase.end, sentence.end)))
