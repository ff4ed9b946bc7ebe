"""What the joining leaves out: claims that only one reader sees, of sorts that are mostly none.

Which sorts these are was counted on annotated news (docs/reading.md, "How it is measured"): of the claims
that one reader finds alone, these were right least often.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.reading import lexicon
from summarizer.reading.claims import layout_lexicon, phrase_lexicon
from summarizer.reading.claims.found import Found, kind_of
from summarizer.reading.claims.idioms import reports_nothing
from summarizer.reading.claims.joined_words import has_cue_at, head_of_cue, meets
from summarizer.reading.claims.nesting import INHERITED
from summarizer.reading.claims.syntax import FINITE_TAGS, VERBAL, Scene, children, is_finite
from summarizer.reading.tagging.tagged import Tagged
from summarizer.records import Span, Stance

# What "the two learned" or "they fear" was not heard by anybody: two readers have to see it.
UNHEARD: frozenset[Stance] = frozenset({"mental", "endorsing"})
# Seeming is nobody's, and is told as such ("it is clear that").
SEEMING = frozenset({"seem", "appear", "be"})
# Nouns that make a claim of any verb: "has faced criticism for", "came under the accusation that".
UTTERED = layout_lexicon.LIST_NOUNS | frozenset(phrase_lexicon.CUE_NOUNS)
# Verbs that utter nothing but what somebody is to do: "has ordered a second inspection" is a deed.
ORDERING = frozenset({"quote", "action"})
SILENT = frozenset({"decline", "refuse"})
# Below this certainty a claim of the tagger alone is left out; "explores how", "requires that" want more.
SURE = 0.42
SURE_OF_ACT = 0.65


def is_rules_own(scene: Scene, rules: Sequence[Found], tagged: Tagged) -> bool:
    """Tell whether the rules read it better: a second layer ("citing"), or words of a list or a post.

    The tagger knows no layers, and its corpus has neither lists nor posts: what it finds in one and the
    rules do not is mostly a verb in another sense ("hospitals have admitted 69 people").
    """
    at_cue = [rule for rule in rules if meets(rule.cue, tagged.cue) and rule.kind not in INHERITED]
    if any(rule.within is not None for rule in at_cue):
        return True
    around = [span for rule in rules if rule.kind in INHERITED for span in rule.content]
    return not at_cue and any(span.contains(part) for span in around for part in tagged.content)


def is_deed(scene: Scene, rules: Sequence[Found], tagged: Tagged) -> bool:
    """Tell whether the cue only says what was done: "vehicles have been spotted among the force"."""
    if has_cue_at(rules, tagged.cue):
        return False
    head = head_of_cue(scene, tagged.cue)
    known = head is None or head.lemma.lower() in lexicon.CUE_VERBS
    return not known and head is not None and bool(children(scene.article, head, "auxpass"))


def is_idle(scene: Scene, rules: Sequence[Found], tagged: Tagged) -> bool:
    """Tell whether the cue is a phrase of saying in which nobody says anything; the rules know these."""
    head = None if has_cue_at(rules, tagged.cue) else head_of_cue(scene, tagged.cue)
    return head is not None and reports_nothing(scene, head)


def is_unsure(scene: Scene, rules: Sequence[Found], tagged: Tagged) -> bool:
    """Tell whether the tagger alone sees it, and not surely; an act that no word list has wants more."""
    if has_cue_at(rules, tagged.cue):
        return False
    return tagged.certainty <= (SURE if _is_told(scene, tagged) else SURE_OF_ACT)


def _is_told(scene: Scene, tagged: Tagged) -> bool:
    """Tell whether a known verb reports it, or what is reported is quoted or a clause of its own."""
    head = head_of_cue(scene, tagged.cue)
    if (
        head is None
        or head.lemma.lower() in lexicon.CUE_VERBS
        or kind_of(scene, tagged.content) != "indirect"
    ):
        return True
    tokens = (token for span in tagged.content for token in scene.article.tokens_in(span))
    return any(token.tag in FINITE_TAGS for token in tokens)


def says_nothing(scene: Scene, rules: Sequence[Found], found: Found) -> bool:
    """Tell whether a claim of the tagger alone is no claim: nobody's, a deed, or content without a word."""
    if has_cue_at(rules, found.cue):
        return False
    if all(token.pos == "DET" for span in found.content for token in scene.article.tokens_in(span)):
        return True
    return _orders_a_thing(scene, found) or (found.owner is None and _is_nobodys(scene, found.cue))


def _orders_a_thing(scene: Scene, found: Found) -> bool:
    head = head_of_cue(scene, found.cue)
    verb = None if head is None or head.pos != "VERB" else lexicon.CUE_VERBS.get(head.lemma.lower())
    if verb is None or verb.frames != ORDERING or kind_of(scene, found.content) != "indirect":
        return False
    return not any(token.pos in VERBAL for span in found.content for token in scene.article.tokens_in(span))


def _is_nobodys(scene: Scene, cue: Span | None) -> bool:
    """Tell whether an ownerless claim has no cue, or a verb that neither reports nor hides who does."""
    head = head_of_cue(scene, cue)
    if cue is None or head is None:
        return True
    lemma = head.lemma.lower()
    if head.pos not in VERBAL or lemma in SEEMING or lemma in lexicon.CUE_VERBS:
        return False
    words = scene.article.tokens_in(cue)
    return not any(token.dep == "auxpass" or token.lemma.lower() in UTTERED for token in words)


def is_weak(scene: Scene, rule: Found) -> bool:
    """Tell whether a claim of the rules alone is mostly none: no plain verb of speech, no silence."""
    silent = rule.cue_lemma.startswith(lexicon.NEGATED) or rule.cue_lemma in SILENT
    if rule.kind != "indirect" or rule.owner is None or silent:
        return False
    verb, head = lexicon.CUE_VERBS.get(rule.cue_lemma), head_of_cue(scene, rule.cue)
    if verb is None or head is None or not is_finite(scene.article, head):
        return True
    # A verb without any frame reports in a form of its own ("put the toll at 32"), which the rules ask for.
    return verb.stance in UNHEARD or (bool(verb.frames) and "clause" not in verb.frames)
