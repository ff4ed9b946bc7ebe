"""From what a model wrote to one whole sentence, or to nothing where it is of no use.

Whether the sentence is *true* to the article is the guard's question; here only its form is looked at:
one sentence, ended, not the prompt said again, not a loop.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sentencex import segment

from summarizer.generation.generator import extract_sentence
from summarizer.generation.lexicon import FRAMES
from summarizer.generation.losses import find_lost
from summarizer.generation.prompt import EXAMPLES, SYSTEM, Task
from summarizer.generation.shorten import tidy
from summarizer.records import Analysis, DraftSentence, Notice, Plan

# Words of a label that instruction-tuned models put before an answer.
_LABEL = re.compile(
    r"^(?:sentence|summary|answer|rewritten(?: sentence)?|headline|passage|keep)\s*:\s*", re.IGNORECASE
)
# An answer of fewer words tells nothing; one of more than so many times the passage rambles.
MIN_WORDS = 4
# An answer must say so many words more than the opening that it was given.
MIN_ADDED = 2
MAX_GROWTH = 1.5
# A run of words that the prompt has and the passage has not: the model recites the prompt.
ECHO_WORDS = 6
# The same run of words as often as this is a loop (the seed of greedy decoding's best known fault,
# Holtzman et al. 2020).
LOOP_WORDS, LOOP_TIMES = 4, 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one task. ``finished``: the model ended by itself, it was not cut off."""

    text: str
    finished: bool = True


def read_answer(answer: Answer, task: Task) -> str | None:
    """Return the one whole sentence of ``answer``, or None where it holds none of use."""
    first = answer.text.strip().split("\n", 1)[0]
    first = _LABEL.sub("", first).strip()
    if "\n" in answer.text.strip():
        answer = Answer(first)
    sentence = _whole_sentence(first, finished=answer.finished)
    sentence = sentence and without_second_frame(sentence, task.opening)
    if sentence is None or is_degenerate(sentence, task):
        return None
    return tidy(sentence)


def without_second_frame(sentence: str, opening: str) -> str:
    """Take out a frame that the opening has given already: "X said that it burned, X said, on Monday"."""
    frame = opening.removesuffix(" that").rstrip(",")
    second = re.compile(rf",\s+{re.escape(frame)}(?=[,.;])", re.IGNORECASE)
    return second.sub("", sentence) if frame else sentence


def second_tasks(tasks: Iterable[Task], answers: Mapping[int, Answer]) -> list[Task]:
    """Return the tasks whose answers lost what they must have, with the loss named."""
    found = (task.again(answers[task.passage].text) for task in tasks if task.passage in answers)
    return [task for task in found if task is not None]


def better(task: Task, first: Answer, second: Answer | None) -> Answer:
    """Return the second answer to ``task`` where it is a sentence and has lost less, else the first."""
    if second is None or read_answer(second, task) is None:
        return first
    lost = [len(find_lost(task.kept, answer.text)) for answer in (first, second)]
    return second if lost[1] < lost[0] else first


def _whole_sentence(text: str, *, finished: bool) -> str | None:
    """Return the first sentence; a ragged tail that no full stop ends is no sentence."""
    sentences = split_sentences(text)
    if not sentences:
        return None
    ended = sentences[0].rstrip("\"'”’»)").endswith((".", "!", "?", "…"))
    return sentences[0] if ended or finished else None


def split_sentences(text: str) -> tuple[str, ...]:
    """Split what a model wrote into its sentences, without empty ones."""
    return tuple(part for piece in segment("en", text) if (part := piece.strip()))


def is_degenerate(sentence: str, task: Task) -> bool:
    """Tell whether the words are no answer: too few, far too many, a loop, the prompt again.

    Neither is one that turns "examined whether it was copied" into "it was copied" (R30).
    """
    words, opening = sentence.split(), len(task.opening.split())
    if len(words) < max(MIN_WORDS, opening + MIN_ADDED) or len(words) > MAX_GROWTH * (task.words + opening):
        return True
    return loops(words) or _echoes(words, task) or bool(_frames(task.text) - _frames(sentence))


def _frames(text: str) -> frozenset[str]:
    return FRAMES & frozenset(text.lower().split())


def loops(words: list[str]) -> bool:
    """Tell whether a run of words comes again and again."""
    counts = Counter(_runs(words, LOOP_WORDS))
    return max(counts.values(), default=0) >= LOOP_TIMES


def _echoes(words: list[str], task: Task) -> bool:
    own = set(_runs(f"{task.opening} {task.text}".split(), ECHO_WORDS))
    return any(run in PROMPT_RUNS and run not in own for run in _runs(words, ECHO_WORDS))


def _runs(words: list[str], size: int) -> Iterator[tuple[str, ...]]:
    plain = [word.strip(".,;:!?\"'“”‘’()").lower() for word in words]
    return (tuple(plain[start : start + size]) for start in range(len(plain) - size + 1))


PROMPT_RUNS = frozenset(
    run
    for text in (SYSTEM, *(part for example in EXAMPLES for part in (example.passage, example.sentence)))
    for run in _runs(text.split(), ECHO_WORDS)
)


def write_sentences(
    analysis: Analysis, plan: Plan, tasks: tuple[Task, ...], answers: Mapping[int, Answer]
) -> tuple[tuple[DraftSentence, ...], tuple[Notice, ...]]:
    """Return one sentence a passage: the model's, or the article's where there is none of use.

    ``answers`` maps a passage's place to what came back; a passage that has none ran out of time. Each
    of the article's own sentences has a notice that says why.
    """
    sentences, notices = [], []
    for passage, task in zip(plan.passages, tasks, strict=True):
        answer = answers.get(passage.index)
        text = read_answer(answer, task) if answer is not None else None
        if text is not None:
            sentences.append(DraftSentence(text, passage.index))
            continue
        sentences.append(extract_sentence(analysis, passage))
        notices.append(TOO_LONG if task.too_long else TIMED_OUT if answer is None else REJECTED)
    return tuple(sentences), _counted(notices)


TIMED_OUT = Notice("generation_timeout", "the model was out of time, the article's own sentence stands")
REJECTED = Notice("generation_rejected", "the model's words were no sentence, the article's own stands")
TOO_LONG = Notice("passage_too_long", "too long to be shortened by a model, the article's own words stand")


def _counted(notices: list[Notice]) -> tuple[Notice, ...]:
    """Return each notice once, with the number of sentences that it is about."""
    return tuple(
        Notice(notice.code, f"{count} of the sentences: {notice.detail}")
        for notice, count in Counter(notices).items()
    )
