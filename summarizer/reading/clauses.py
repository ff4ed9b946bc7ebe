"""Reported clauses: behind the cue, before it, or around it.

Where the clause ends is the hard part: the parser hangs what goes on with a statement on the cue as often as on the
statement, and the next statement of the same speaker ("…, adding that …") on the one before.
"""

from __future__ import annotations

from summarizer.reading import lexicon, names_lexicon
from summarizer.reading.cues import VerbCue, cue_entry
from summarizer.reading.syntax import (
    VERBAL,
    Scene,
    children,
    is_finite,
    is_time,
    is_under,
    lower,
    next_token,
    noun_phrase,
    path_to,
    span_of,
    trim,
)
from summarizer.records import Article, Quotation, Span, Token

# Clauses that the parser hangs on the cue although they go on with what was said.
CONTENT_MARKS = frozenset("because if unless so since until where though although whereas".split())
# Clauses behind a cue that tell when it was said, not what: "said when asked", "said as he left".
TIME_MARKS = frozenset("when as while after before until since".split())
WH_WORDS = frozenset("whether if how why what when where who which whom whose".split())
OPENING_MARKS = "\"“„«‘'"
# "As X put it, …" sets the speaker beside the statement; with other verbs "as" tells the time.
AS_CUES = frozenset(
    """say put report note write state describe explain warn observe claim argue suggest predict acknowledge admit tell
    point announce believe see recall""".split()
)
# A participle phrase of these is a preposition, not a new statement.
NO_ADDING = frozenset("consider regard include accord follow concern give".split())
# A phrase longer than this is a parse error: the quotation hangs on the owner.
MAX_PHRASE = 200
# So many words of a statement at least stand before the place where it was made.
MIN_VENUE_PLACE = 2


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
    after = [child for child in clauses if child.index > verb.index and not _tells_time(article, child)]
    before = [child for child in clauses if child.index < verb.index]
    if cue.tag is not None:
        return _tagged(scene, cue, before)
    if after and reports:
        return (_clause_after(scene, cue, after[0]),)
    if before and (reports or scene.quotation_of(before[0]) is not None):
        return _clause_before(scene, cue, before[0])
    if _is_parenthetical(scene, cue):
        return _clause_around(scene, cue)
    return _stray_clause(scene, cue) if reports else ()


def _is_clause(article: Article, child: Token) -> bool:
    if is_finite(article, child) or children(article, child, "nsubj", "nsubjpass", "expl", "csubj"):
        return True
    return child.pos not in VERBAL


def _tells_time(article: Article, clause: Token) -> bool:
    first = min(article.subtree_of(clause), key=lambda token: token.index)
    return lower(first) in TIME_MARKS and lower(first) not in ("when",)


def _tagged(scene: Scene, cue: VerbCue, before: list[Token]) -> tuple[Span, ...]:
    """Return the quotation that the tag belongs to, with what the parse joins to it and what goes on behind."""
    if cue.tag is None:
        return ()
    quoted = cue.tag.quotation.outer
    if before:
        spans = _clause_before(scene, cue, before[0])
        if spans[0].contains(quoted):
            return spans
    return (quoted, *_remainder(scene, cue, cue.tag.span))


def _stray_clause(scene: Scene, cue: VerbCue) -> tuple[Span, ...]:
    """Return a clause that the parser hangs elsewhere: "explained how it works", "said in a statement that …"."""
    article, verb = scene.article, cue.verb
    follower = next_token(article, verb)
    for child in article.children_of(verb):
        if child.index < verb.index or child.pos not in VERBAL:
            continue
        first = min(article.subtree_of(child), key=lambda token: token.index)
        direct = follower is not None and first.index == follower.index and child.dep not in ("advcl", "conj")
        asked = cue.entry.lemma in ("ask", "wonder", "question", "inquire", "enquire", "say", "tell")
        if (direct and lower(first) in WH_WORDS | {"that"}) or (asked and lower(first) in ("if", "whether")):
            return (_clause_after(scene, cue, child),)
    return _statement_clause(scene, cue)


def _statement_clause(scene: Scene, cue: VerbCue) -> tuple[Span, ...]:
    """Return the clause of "said in a statement that …", which the parser hangs on the statement."""
    article, verb = scene.article, cue.verb
    for child in children(article, verb, "prep", "dobj", "dative"):
        for noun in (child, *children(article, child, "pobj")):
            for clause in children(article, noun, "acl", "ccomp", "relcl"):
                first = min(article.subtree_of(clause), key=lambda token: token.index)
                if lower(first) == "that" and first.dep == "mark" and noun.index > verb.index:
                    return (_clause_after(scene, cue, clause),)
    return ()


# ------------------------------------------------------------------ behind the cue


def _clause_after(scene: Scene, cue: VerbCue, clause: Token) -> Span:
    """Return the words of ``clause`` behind the cue, with what goes on with it up to a new statement."""
    article = scene.article
    words = [token for token in article.subtree_of(clause) if token.index > cue.verb.index]
    first = words[0]
    marks = [
        token
        for token in words
        if token.dep == "mark" and token.head == clause.index and lower(token) == "that"
    ]
    if marks and marks[0].index < words[-1].index and _only_aside(article, first, marks[0]):
        first = article.tokens[marks[0].index + 1]
    first = _with_opening_mark(article, first)
    last, limit = first, scene.sentence_of(cue.verb).span.end
    for token in article.tokens_in(Span(first.span.start, limit)):
        if token.index > clause.index and not _goes_on(scene, cue, clause, token):
            break
        last = token
    span = _drop_venue(article, Span(first.span.start, last.span.end))
    return to_quotation_end(scene, _end_of_relative(article, cue, span))


def _only_aside(article: Article, first: Token, mark: Token) -> bool:
    """Tell whether "that" comes first, or right behind an aside set off by a comma (", citing officials, that …")."""
    before = next_token(article, mark, -1)
    return first.index == mark.index or (before is not None and before.text == "," and first.tag == "VBG")


def _end_of_relative(article: Article, cue: VerbCue, span: Span) -> Span:
    """Cut "which said it had 12 vets, closed in June" at the comma where the parse has lost the main verb."""
    noun = article.head_of(cue.verb)
    if cue.verb.dep != "relcl" or noun.head != noun.index or noun.pos in VERBAL:
        return span
    comma = article.text.rfind(",", span.start, span.end)
    return Span(span.start, comma) if comma > span.start else span


def _with_opening_mark(article: Article, first: Token) -> Token:
    before = next_token(article, first, -1)
    if before is not None and before.text in OPENING_MARKS and before.span.end == first.span.start:
        return before
    return first


def _goes_on(scene: Scene, cue: VerbCue, clause: Token, token: Token) -> bool:
    """Tell whether ``token`` still belongs to what the cue reports through ``clause``."""
    article = scene.article
    if is_under(article, token, clause):
        return not starts_adding(scene, clause, token) and not _starts_anew(scene, cue, clause, token)
    if token.pos == "PUNCT" or token.dep == "punct":
        return token.text != ";" or scene.quoted[token.index] >= 0
    top = next((link for link in path_to(article, token, cue.verb) if link.head == cue.verb.index), None)
    if top is None or top.index < cue.verb.index:
        return False
    return _continues(article, cue, _coordinated(article, cue, top))


def _coordinated(article: Article, cue: VerbCue, top: Token) -> Token:
    """Return the clause that "and" opens where ``top`` stands between the two."""
    opened = any(
        child.index <= top.index
        for child in children(article, cue.verb, "cc")
        if child.index > cue.verb.index
    )
    if top.dep != "conj" and opened:
        return next((child for child in children(article, cue.verb, "conj") if child.index > top.index), top)
    return top


def _continues(article: Article, cue: VerbCue, top: Token) -> bool:
    if top.dep == "conj":
        subject = bool(children(article, top, "nsubj", "nsubjpass", "expl"))
        modal = any(child.tag == "MD" for child in children(article, top, "aux"))
        return (subject or modal) and cue_entry(top) is None
    if top.dep == "advcl":
        marks = {lower(child) for child in children(article, top, "mark", "advmod")}
        return bool(marks & CONTENT_MARKS) or (top.tag == "VBG" and cue_entry(top) is None and not marks)
    if top.dep == "prep":
        return _is_loose_part(article, top)
    return top.dep in ("ccomp", "xcomp", "parataxis", "dep", "acomp", "attr", "oprd")


def _is_loose_part(article: Article, preposition: Token) -> bool:
    """Tell whether a phrase that hangs on the cue belongs to the statement: no time, no place of speaking."""
    before = next_token(article, preposition, -1)
    objects = children(article, preposition, "pobj")
    if before is None or before.text == "," or not objects or is_time(objects[0]):
        return False
    return objects[0].lemma.lower() not in names_lexicon.VENUE_NOUNS


def starts_adding(scene: Scene, clause: Token, token: Token) -> bool:
    """Tell whether ``token`` stands in a participle clause of the same speaker: ", adding that …"."""
    for link in path_to(scene.article, token, clause):
        entry = cue_entry(link)
        if link.dep != "advcl" or link.tag != "VBG" or entry is None or link.index < clause.index:
            continue
        if entry.lemma in NO_ADDING or scene.quoted[link.index] >= 0:
            continue
        before = next_token(scene.article, link, -1)
        return before is not None and before.text == ","
    return False


def _starts_anew(scene: Scene, cue: VerbCue, clause: Token, token: Token) -> bool:
    """Tell whether ``token`` stands in a statement beside this one: "half said … and a third said …"."""
    for link in path_to(scene.article, token, clause):
        same = cue_entry(link) == cue.entry and link.dep == "conj" and scene.quoted[link.index] < 0
        if same and is_finite(scene.article, link) and children(scene.article, link, "nsubj"):
            return True
    return False


def _drop_venue(article: Article, span: Span) -> Span:
    """Drop a final "in a statement on Monday": where something was said is not what was said."""
    words = article.tokens_in(span)
    for token in reversed(words[MIN_VENUE_PLACE:]):
        if token.dep != "prep" or lower(token) not in ("in", "at", "on", "during", "via"):
            continue
        objects = children(article, token, "pobj")
        if not objects or objects[0].lemma.lower() not in names_lexicon.STATEMENT_NOUNS | {
            "condition",
            "briefing",
        }:
            continue
        rest = article.tokens_in(Span(objects[0].span.end, span.end))
        if all(
            is_under(article, word, objects[0]) or is_time(word) or word.pos in ("PUNCT", "ADP")
            for word in rest
        ):
            return trim(article.text, Span(span.start, token.span.start))
    return span


def to_quotation_end(scene: Scene, span: Span) -> Span:
    """Stretch a span whose last words stand in an unfinished quotation to the end of that quotation."""
    words = scene.article.tokens_in(span)
    quotation = scene.quotation_of(words[-1]) if words else None
    if quotation is not None and quotation.outer.start >= span.start:
        return Span(span.start, max(span.end, quotation.outer.end))
    return span


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
    around = quotation_at(scene, start)
    inside = around is not None and around.outer.end <= phrase.start + 1
    return around.outer.start if around is not None and inside else clause.span.start


def quotation_at(scene: Scene, offset: int) -> Quotation | None:
    """Return the outermost quotation that covers ``offset``."""
    return next((q for q in scene.article.quotations if q.outer.start <= offset < q.outer.end), None)


def _remainder(scene: Scene, cue: VerbCue, phrase: Span) -> tuple[Span, ...]:
    """Return what goes on behind the phrase: "…,” he said, “…”" or "…, he said, and it will fail"."""
    article, sentence = scene.article, scene.sentence_of(cue.verb)
    rest = Span(min(phrase.end, sentence.span.end), sentence.span.end)
    quoted = quotation_behind(scene, rest)
    if quoted is not None:
        return (quoted.outer,)
    words = [token for token in article.tokens_in(rest) if token.pos != "PUNCT"]
    comma = article.text[rest.start : rest.start + 1] == ","
    if comma and len(words) > 2 and words[0].dep == "cc" and _opens_clause(article, words):
        return (rest,)
    return ()


def quotation_behind(scene: Scene, rest: Span) -> Quotation | None:
    """Return the quotation that begins in ``rest`` with no verb before it."""
    article = scene.article
    for quotation in article.quotations:
        if rest.start <= quotation.outer.start < rest.end + 2:
            between = article.tokens_in(Span(rest.start, quotation.outer.start))
            loose = not between or between[-1].text in (",", ":", "–", "—", "-")
            return quotation if loose and not any(token.pos in VERBAL for token in between) else None
    return None


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
    if verb.head == verb.index or not is_finite(article, verb) or cue.owner is None:
        return False
    if is_as_clause(article, cue):
        return True
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
    return marked and cue.entry.lemma in AS_CUES and not children(article, cue.verb, "ccomp", "xcomp")


def _clause_around(scene: Scene, cue: VerbCue) -> tuple[Span, ...]:
    article, sentence = scene.article, scene.sentence_of(cue.verb).span
    phrase, reach = phrase_of(article, cue), span_of(article.subtree_of(cue.verb))
    if len(reach) < 3 * len(phrase):
        phrase = Span(min(phrase.start, reach.start), max(phrase.end, reach.end))
    quotation = quotation_at(scene, sentence.start)
    opening = min(sentence.start, quotation.outer.start) if quotation else sentence.start
    return (Span(opening, max(opening, phrase.start)), Span(phrase.end, max(phrase.end, sentence.end)))
