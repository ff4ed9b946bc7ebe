"""Stored summaries as plain text."""

from __future__ import annotations

import pytest

from evaluation.plain import is_caseless, plain

ARTICLE = (
    "Mayor Elin Sorel's office said the kick-off is at 4pm. The BBC (in Port Marrow) paid £1,350. "
    "The U.S. embassy may answer on May 3, the players' spokesman, Will Ash, said. They will see."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Elin Sorel 's office did n't answer .", "Elin Sorel's office didn't answer.", id="clitics"
        ),
        pytest.param("The kick - off is late .", "The kick-off is late.", id="hyphen-of-the-article"),
        pytest.param("Ten - twenty people came .", "Ten - twenty people came.", id="dash"),
        pytest.param("He paid - - at last .", "He paid -- at last.", id="long-dash"),
        pytest.param("She said `` stay at home '' .", 'She said "stay at home".', id="marks"),
        pytest.param("'' Stay , '' Sorel said . '' Go . ''", '"Stay," Sorel said. "Go."', id="same-marks"),
        pytest.param("The BBC -LRB- London -RRB- paid .", "The BBC (London) paid.", id="brackets"),
        pytest.param("Who paid ? .", "Who paid?", id="two-marks"),
        pytest.param("They paid £ 1,350 .", "They paid £1,350.", id="money"),
        pytest.param("Sorel , dubbed ' the kite ' , won .", "Sorel, dubbed 'the kite', won.", id="single"),
        pytest.param(
            "Sorel praised the players ' efforts .", "Sorel praised the players' efforts.", id="own"
        ),
        pytest.param("The 'best quay ' to rent .", "The 'best quay' to rent.", id="opened-at-a-word"),
        pytest.param("` We stay , ' Sorel said .", "'We stay,' Sorel said.", id="backtick"),
        pytest.param("mayor elin sorel spoke to the bbc .", "Mayor Elin Sorel spoke to the BBC.", id="case"),
        pytest.param(
            "the u.s. embassy paid . it is late .", "The U.S. embassy paid. It is late.", id="start"
        ),
        pytest.param(
            "it may rain on may 3 and will ash will see .",
            "It may rain on May 3 and Will Ash will see.",
            id="case-by-neighbour",
        ),
        pytest.param(
            "The U.S. military and iPhones of Sorel.", "The U.S. military and iPhones of Sorel.", id="cased"
        ),
        pytest.param("Nothing to mend.", "Nothing to mend.", id="plain-already"),
    ],
)
def test_plain_puts_tokens_together_and_gives_case_back(text: str, expected: str) -> None:
    assert plain(text, ARTICLE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The mayor spoke. Nobody answered her. She left.", True, id="only-starts"),
        pytest.param("The mayor of Port Marrow spoke.", False, id="names"),
        pytest.param("the UNK of the UNK spoke.", True, id="unknown-words-are-no-names"),
    ],
)
def test_capitals_of_sentence_starts_are_no_letter_case(text: str, expected: bool) -> None:
    assert is_caseless(text) is expected
