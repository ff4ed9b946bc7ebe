"""What a decoder model is told: one instruction, examples written for this project, one passage.

The local and the remote engine share it. Instruction and examples are the same for every passage, so
that the local engine computes them once and the servers' own prefix caches serve the remote one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from summarizer.generation.losses import Kept, find_lost, must_keep
from summarizer.generation.opening import make_opening
from summarizer.generation.shorten import shorten, tidy
from summarizer.records import Analysis, Passage

# Words of the longest passage that a model is asked to shorten; a "sentence" of more is a table or a
# list that segmentation could not split, and the article's own words serve it better.
MAX_PASSAGE_WORDS = 200

SYSTEM = (
    "You shorten news. Write one sentence of at most 25 words that says who said it and what. "
    'Copy names, numbers, "at least", "up to", "about" and quoted words exactly. '
    "Leave out background. Add nothing."
)


@dataclass(frozen=True, slots=True)
class Example:
    """One passage and the sentence that an editor would make of it."""

    passage: str
    sentence: str


# Each shows one thing to keep: the qualifier, the owner that comes last, the owner of a list item,
# quoted words, both layers of a second-hand report, a record without an owner, a study with its "but".
EXAMPLES = (
    Example(
        "But the mayor of Lisbon, Ana Duarte, who was elected in March, told reporters on Friday that at "
        "least 40 homes had been damaged by the flooding, which began on Tuesday night after two days of "
        "heavy rain along the coast.",
        "The mayor of Lisbon, Ana Duarte, told reporters that at least 40 homes had been damaged by the "
        "flooding.",
    ),
    Example(
        "Up to 600 nurses could walk out next month if talks over pay and working hours, now in their "
        "ninth week, do not succeed before the holiday season begins, the union that represents them "
        "warned in a statement on Monday.",
        "The union warned that up to 600 nurses could walk out next month if talks over pay do not succeed.",
    ),
    Example(
        "The army has published the following figures for the first week of its operation in the northern"
        " provinces: About 2,300 people have been moved from their villages to shelters since the "
        "operation began,",
        "The army said about 2,300 people have been moved to shelters.",
    ),
    Example(
        '"We were never told about the leak, not by the company and not by anybody from the town hall," '
        "said Tom Berger, a farmer whose land lies beside the plant, as he waited with dozens of his "
        "neighbours outside the court in Linz.",
        'Tom Berger, a farmer whose land lies beside the plant, said: "We were never told about the leak".',
    ),
    Example(
        "The company plans to close three of its eleven factories by the end of 2027, in a step that "
        "analysts had long expected after two years of losses, Reuters reported, citing two people "
        "familiar with the matter.",
        "Reuters reported, citing two people familiar with the matter, that the company plans to close "
        "three of its eleven factories by the end of 2027.",
    ),
    Example(
        "After a stormy debate that lasted late into the night and saw two members removed from the "
        "chamber, parliament passed the long-awaited housing bill by 212 votes to 188 on Thursday, "
        "clearing the way for a rent freeze that supporters see as a lifeline.",
        "Parliament passed the housing bill by 212 votes to 188 on Thursday, clearing the way for a rent "
        "freeze.",
    ),
    Example(
        "The drug cut the number of severe attacks by nearly 30 percent compared with a placebo, although"
        " it did not help patients over 70, according to a study of 1,900 people that was published in a "
        "medical journal on Wednesday.",
        "A study of 1,900 people found that the drug cut the number of severe attacks by nearly 30 "
        "percent but did not help patients over 70.",
    ),
)


@dataclass(frozen=True, slots=True)
class Task:
    """One passage as the model gets it: ``passage`` is its place in the plan, ``text`` its words.

    ``opening`` is what the answer begins with, already written; "" where the model begins freely. ``kept`` is
    what the answer must have, ``named`` what of it is asked for by name.
    """

    passage: int
    text: str
    opening: str = ""
    kept: tuple[Kept, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def asked(self) -> str:
        """The words that the model gets."""
        return f"{self.text}\n\nKeep: {'; '.join(self.named)}" if self.named else self.text

    @property
    def words(self) -> int:
        """The number of words of the text."""
        return len(self.text.split())

    @property
    def too_long(self) -> bool:
        """Whether no model is asked about it."""
        return self.words > MAX_PASSAGE_WORDS

    def again(self, answer: str) -> Task | None:
        """Return the task with what ``answer`` lost asked for by name, None where it lost nothing."""
        lost = find_lost(self.kept, answer)
        return replace(self, named=lost) if lost else None


def make_task(analysis: Analysis, passage: Passage) -> Task:
    """Make what the model is given: the told sentence, shortened, and what names its owner.

    An opening already names the owner, so context sentences would only tempt the model to tell them.
    """
    article = analysis.article
    opening = make_opening(analysis, passage)
    sentence = article.sentences[passage.told]
    told = shorten(analysis, sentence)
    kept = must_keep(analysis, sentence)
    if opening:
        return Task(passage.index, told, opening, kept)
    context = [index for index in passage.sentences if index != passage.told]
    if passage.lead_in is not None:
        context.append(passage.lead_in)
    pieces = {index: tidy(article.sentences[index].span.of(article.text)) for index in context}
    pieces[passage.told] = told
    return Task(passage.index, " ".join(pieces[index] for index in sorted(pieces)), kept=kept)
