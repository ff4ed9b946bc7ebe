"""An archive of our own writing: short articles from templates, as many as are asked for, always the same.

Each has a lead that somebody is said to have said, a figure that another disputes, a quotation and some
plain narration, and no two are alike.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

TOWNS = ("Harwick", "Ostley", "Brandmoor", "Velby", "Carrow", "Lindale", "Morfield", "Tessen")
EVENTS = (
    ("A fire at a grain store", "killed", "workers"),
    ("A flood along the old canal", "displaced", "families"),
    ("A collapse at the north quarry", "injured", "miners"),
    ("A storm over the harbour", "cut off", "households"),
    ("An explosion at the dye works", "injured", "residents"),
)
BODIES = ("the health ministry", "the regional police", "the fire service", "the county council")
RIVALS = ("The hospital workers' union", "The dockers' union", "The tenants' league", "The farmers' alliance")
NAMES = ("Ana Ruiz", "Peter Holm", "Leila Haddad", "Tom Okafor", "Greta Sand", "Ivan Petrov")
ROLES = ("secretary", "chairman", "spokeswoman", "treasurer")
CHARGES = (
    "the owners had ignored repeated warnings",
    "the inspectors had not been on site since spring",
    "the alarm had been switched off for weeks",
    "the repairs had been paid for but never made",
)
PLANS = (
    "An inquiry will begin next week.",
    "The road stayed closed on Sunday.",
    "Schools in the district will open late.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def article(number: int) -> str:
    """Return the text of article ``number``: some 110 words in four paragraphs."""
    pick = random.Random(number)
    event, did, whom = pick.choice(EVENTS)
    town, day, name = pick.choice(TOWNS), pick.choice(DAYS), pick.choice(NAMES)
    low = pick.randint(3, 60)
    return (
        f"{event} in {town} {did} at least {low} {whom} on {day} night, {pick.choice(BODIES)} said.\n\n"
        f"{pick.choice(RIVALS)} put the number at {low + pick.randint(2, 40)}. Its {pick.choice(ROLES)}, "
        f"{name}, claimed that {pick.choice(CHARGES)}.\n\n"
        f'"We have asked for {pick.randint(2, 9)} more crews and were told to wait," {name} told reporters '
        f"in {town}. The mayor denied that any request had been made, and said the town had spent about "
        f"{pick.randint(2, 30)} million pounds on safety since {pick.randint(2011, 2023)}.\n\n"
        f"Rescuers worked through the night with dogs and cranes. {pick.choice(PLANS)} According to the "
        f"weather service, rain is likely until {pick.choice(DAYS)}."
    )


def bodies(number: int, *, mode: str = "extractive") -> Iterator[str]:
    """Yield ``number`` lines of a batch: an article each, with its id and three sentences asked for."""
    for each in range(1, number + 1):
        options = {"mode": mode, "max_sentences": 3}
        yield json.dumps({"id": f"a{each}", "text": article(each), "options": options})


def write_archive(path: Path, number: int, *, mode: str = "extractive") -> None:
    """Write a batch of ``number`` articles to ``path``."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(body + "\n" for body in bodies(number, mode=mode))
