"""The bounds of a joined claim: how far the tagger's words are believed, and where the rules' stand.

The tagger bounds most contents better than a small parser does, and it errs in ways of its own: it goes
back over a sentence's end into the one before, takes what was asked of somebody silent into the cue, ends
a citation before the words cited, leaves a hole in a quotation. Each of these shows on the rules' claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from summarizer.reading import lexicon
from summarizer.reading.claims.found import Found
from summarizer.reading.claims.joined_words import meets, shared
from summarizer.reading.claims.syntax import Scene, has_words, lower, trim
from summarizer.reading.tagging.tagged import Tagged
from summarizer.records import Span

THAT = "that "
# What may stand between two parts that are one: "After the frost, she said it would …" has one content.
JOINT = " \t\r\u00a0,"
# Who cites somebody hands on that somebody's words, so these are part of what the citing says.
CITING = frozenset({"quote", "cite"})
# Tags of words that open a clause.
OPENING = frozenset({"CC", "IN", "WDT", "WP", "WRB"})
QUOTED = frozenset({"direct", "floating"})


def by_convention(scene: Scene, span: Span) -> Iterator[Span]:
    """Yield the span by our convention: no "that" before it, no stop behind it, its marks in pairs."""
    text = scene.article.text
    span = trim(text, span)
    if span.of(text).lower().startswith(THAT):
        span = trim(text, Span(span.start + len(THAT), span.end))
    for quotation in scene.quotations_over(span):
        first, last = quotation.spans[0].start, quotation.spans[-1].end
        if span.start <= first and last <= span.end + 1:
            span = Span(min(span.start, quotation.outer.start), max(span.end, quotation.outer.end))
    if span.end > span.start and text[span.end - 1] == "." and scene.quotation_at(span.end - 1) is None:
        span = trim(text, Span(span.start, span.end - 1))
    if has_words(text, span):
        yield span


def closed_up(text: str, parts: Iterable[Span]) -> list[Span]:
    """Return the parts with those joined that only a comma or a space of the same paragraph keeps apart."""
    closed: list[Span] = []
    for part in sorted(parts):
        if closed and part.start <= closed[-1].end:
            closed[-1] = Span(closed[-1].start, max(closed[-1].end, part.end))
        elif closed and not text[closed[-1].end : part.start].strip(JOINT):
            closed[-1] = Span(closed[-1].start, part.end)
        else:
            closed.append(part)
    return closed


# ------------------------------------------------------------------ before the claims are told apart


def mended(scene: Scene, rules: Sequence[Found], tagged: Tagged) -> Tagged:
    """Return the attribution with its bounds set right by what the rules see at its cue."""
    tagged = _with_inner(scene, rules, replace(tagged, content=_within_reach(scene, tagged)))
    for rule in rules:
        if meets(rule.cue, tagged.cue):
            if (cut := _cut_cue(scene, rule, tagged)) is not None:
                return cut
            if rule.cue_lemma in CITING and _ends_at_the_cited(rules, rule, tagged):
                return replace(tagged, content=rule.content)
    return tagged


def _with_inner(scene: Scene, rules: Sequence[Found], tagged: Tagged) -> Tagged:
    """Return the attribution with the statement inside it where the tagger breaks off before that.

    It knows no layers: "Lind said the mayor was right when | he told the council that …". Where it breaks
    off behind a word that opens a clause, the rules' content at the same cue goes on to the end.
    """
    spans = [span for rule in rules if meets(rule.cue, tagged.cue) for span in rule.content]
    return replace(tagged, content=tuple(_up_to_end(scene, spans, part) for part in tagged.content))


def _up_to_end(scene: Scene, spans: Sequence[Span], part: Span) -> Span:
    *_, last = (None, *scene.article.tokens_in(part))
    if last is None or last.tag not in OPENING:
        return part
    ends = [span.end for span in spans if span.contains(last.span) and span.end > part.end]
    return Span(part.start, max(ends, default=part.end))


def _within_reach(scene: Scene, tagged: Tagged) -> tuple[Span, ...]:
    """Return the words that the cue reaches: those of its own sentence, and all quotations.

    "The judge spoke for hours. It was the saddest file, he said": the first sentence is the article's.
    Where nothing else is left, what stands in another sentence stays.
    """
    sentence = None if tagged.cue is None else scene.article.sentence_at(tagged.cue.start)
    if sentence is None:
        return tagged.content
    reached = [sentence.span.overlaps(part) or bool(scene.quotations_over(part)) for part in tagged.content]
    near = tuple(part for part, is_near in zip(tagged.content, reached, strict=True) if is_near)
    return near or tagged.content


def _cut_cue(scene: Scene, rule: Found, tagged: Tagged) -> Tagged | None:
    """Return the attribution of a silence whose cue runs into what was asked ("did not answer questions on").

    An infinitive is left to the cue ("would not say"): it is nothing that was asked.
    """
    first, cue = rule.content[0], tagged.cue
    if cue is None or not rule.cue_lemma.startswith(lexicon.NEGATED):
        return None
    tokens = scene.article.tokens_in(first)
    if not cue.start < first.start < cue.end < first.end or (tokens and lower(tokens[0]) == "to"):
        return None
    end = max(first.end, tagged.content[0].end)
    cue = trim(scene.article.text, Span(cue.start, first.start))
    return replace(tagged, cue=cue, content=(Span(first.start, end), *tagged.content[1:]))


def _ends_at_the_cited(rules: Sequence[Found], citing: Found, tagged: Tagged) -> bool:
    """Tell whether the content ends before the words of whom it cites ("cites Ana Ruiz, who said …")."""
    inner = [rule.cue for rule in rules if rule is not citing and rule.cue is not None]
    for span in citing.content:
        held = [part for part in tagged.content if span.contains(part)]
        if held and any(span.contains(cue) and not any(part.contains(cue) for part in held) for cue in inner):
            return True
    return False


# ------------------------------------------------------------------ where the rules have a claim


def completed(scene: Scene, content: tuple[Span, ...], twin: Found) -> tuple[Span, ...]:
    """Return the content with what the rules' claim at the same cue holds and the tagger lets fall."""
    more = _rest_of_quotation(content, twin) if twin.kind in QUOTED else _rest_behind_cue(content, twin)
    return tuple(closed_up(scene.article.text, (*content, *more))) if more else content


def _rest_of_quotation(content: tuple[Span, ...], twin: Found) -> tuple[Span, ...]:
    """Return the quotations that are touched: nobody says one with a hole in it."""
    if 2 * sum(shared(twin, part) for part in content) < sum(map(len, twin.content)):
        return ()
    return tuple(span for span in twin.content if any(span.overlaps(part) for part in content))


def _rest_behind_cue(content: tuple[Span, ...], twin: Found) -> tuple[Span, ...]:
    """Return what goes on behind the cue: "She had never run, she said, and had expected to come last"."""
    cue = twin.cue
    if cue is None or twin.kind != "indirect" or any(part.end > cue.start for part in content):
        return ()
    around = any(span.end <= cue.start for span in twin.content)
    return tuple(span for span in twin.content if around and span.start >= cue.end)
