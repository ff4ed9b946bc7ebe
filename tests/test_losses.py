"""What an answer must have of its passage, what it has lost, and the second try."""

from __future__ import annotations

import pytest

from summarizer.generation.answers import Answer, better, second_tasks
from summarizer.generation.losses import find_lost, must_keep
from summarizer.generation.prompt import Task, make_task
from summarizer.reading.reader import Reader
from summarizer.records import Passage

SPENT = (
    "Dana Abara finally bought time on television this month with an advertisement on schools, and so far has "
    "spent only about $5 million."
)


def task_of(reader: Reader, text: str) -> Task:
    return make_task(reader.read(text), Passage(0, (0,)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(SPENT, ("Dana Abara", "about $5 million"), id="name-and-figure"),
        pytest.param(
            "The flood closed at least 40 shops, the mayor said on Monday.",
            ("the mayor", "at least 40"),
            id="owner-and-figure",
        ),
        pytest.param("In 1999 the second dam broke at 5 pm.", (), id="year-ordinal-and-time-count-nothing"),
        pytest.param("The dam on the river broke.", (), id="nothing"),
    ],
)
def test_owner_name_and_figures_must_be_kept(reader: Reader, text: str, expected: tuple[str, ...]) -> None:
    analysis = reader.read(text)
    assert tuple(kept.words for kept in must_keep(analysis, analysis.article.sentences[0])) == expected


@pytest.mark.parametrize(
    ("answer", "lost"),
    [
        pytest.param("Dana Abara bought time on television.", ("about $5 million",), id="figure"),
        pytest.param("Abara has spent about $5 million.", (), id="name-in-short"),
        pytest.param("She has spent $5 million.", ("Dana Abara",), id="name"),
        pytest.param("She has spent $15 million.", ("Dana Abara", "about $5 million"), id="another-figure"),
    ],
)
def test_what_an_answer_lost_is_named(reader: Reader, answer: str, lost: tuple[str, ...]) -> None:
    task = task_of(reader, SPENT)
    assert find_lost(task.kept, answer) == lost
    again = task.again(answer)
    if lost:
        assert again is not None
        assert again.asked == f"{task.asked}\n\nKeep: {'; '.join(lost)}"
    else:
        assert again is None


def test_only_answers_that_lost_something_are_asked_for_again(reader: Reader) -> None:
    tasks = [Task(0, "The dam broke."), task_of(reader, SPENT)]
    answers = {0: Answer("Anything."), 1: Answer("She has spent about $5 million.")}
    assert [task.named for task in second_tasks([tasks[0]], answers)] == []
    again = second_tasks([Task(1, tasks[1].text, kept=tasks[1].kept), Task(2, "late")], answers)
    assert [(task.passage, task.named) for task in again] == [(1, ("Dana Abara",))]


@pytest.mark.parametrize(
    ("second", "taken"),
    [
        pytest.param(Answer("Dana Abara has spent about $5 million."), True, id="lost-nothing"),
        pytest.param(Answer("Abara has spent it all."), False, id="lost-as-much"),
        pytest.param(Answer("Keep: Dana Abara"), False, id="recites-what-it-was-asked"),
        pytest.param(Answer("Dana Abara has spent about $5", finished=False), False, id="cut-off"),
        pytest.param(None, False, id="out-of-time"),
    ],
)
def test_second_answer_stands_where_it_is_better(reader: Reader, second: Answer | None, taken: bool) -> None:
    first = Answer("She has spent about $5 million.")
    assert better(task_of(reader, SPENT), first, second) is (second if taken else first)
