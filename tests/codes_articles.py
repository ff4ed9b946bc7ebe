"""Articles of our own, for the tables of what each code catches and what it lets pass."""

from __future__ import annotations

from functools import lru_cache

from summarizer.guard.verify import Verifier
from summarizer.reading.reader import Reader
from summarizer.records import ArticleMeta, Finding

COURT = """\
HARLOW — A judge on Monday ordered the former mayor of Harlow to stand trial over the sale of a hospital site.

Prosecutors accused Elena Mora of taking bribes from Brightwater Homes, a building company. The indictment says \
Mora received 400,000 euros in a car park. Mora denied the charges.

“I never took a cent from anybody,” Mora told reporters outside the court. Her lawyer, Tomas Reyes, said the case \
rests on a single witness. Judge Petra Lind ruled that the trial may begin in March.

Brightwater Homes sued the city of Harlow last year. The city council rejected a settlement in June. The Harlow \
Courier reported, citing a person familiar with the inquiry, that two officials had destroyed emails. The report \
could not be independently verified.

A man was charged with the killing of the company's accountant, Ivo Brandt, police said. Brandt was found dead in \
April. Detectives said the suspect has not confessed. The suspect's sister said he was probably at work that night.

It is believed that the accountant had copied the company's files. Officials briefed on the inquiry said the files \
may contain the names of donors. Interior Minister Carla Voss said the police would review the case.

Voss claimed the inquiry was moving fast. Opposition leader Dan Abel called the sale “a shameless robbery” and \
said the council had betrayed its voters. Abel did not say whether he would run for mayor.

The brazen sale stunned the town. Residents of the old quarter supported the new clinic. Support for the council \
fell sharply after the sale.

Two former councillors, Paul Stone and Mark Ferro, met on Tuesday. He said the emails were safe in a bank. \
Brightwater Homes did not respond \
to a request for comment.
"""

HEALTH = """\
LORN — The health ministry plans to close three rural hospitals, Health Minister Anna Weir told parliament on \
Thursday.

Weir said the closures would save money for the capital's main hospital. “We cannot staff every ward,” she said. \
The nurses' union condemned the plan. Union leader Jon Hale said the closures could cost lives.

A report by the audit office found that waiting times increased last year. The audit office blamed a shortage of \
doctors for the delays. The ministry disputed the report's findings.

The Lorn Gazette reported that the ministry had hidden the report for a year, citing two officials who asked not to \
be named. The ministry declined to comment on the Gazette's account. Reporters could not independently verify \
the account.

Refugees from the flooded valley live near the Oster hospital. Police fired tear gas at the protest on Friday. A \
nurse died in the crush. The interior ministry said the police acted lawfully.

Doctors suspect that the water in the valley was polluted. The regional governor, Mila Oduya, said the tests had \
found no lead in the water. Oduya said she hoped to reopen the wells. The wells were closed in May.

The opposition party accepted the budget on Wednesday. The mine's owner, Carrow Ltd, bought the valley's only \
pharmacy from the state. Hale urged the ministry to raise wages. The government promised to publish the tests.

Critics allegedly broke into the ministry's archive. The scandal-ridden ministry has five departments. Weir called \
the audit “a political stunt”. Oduya insisted the wells were safe.

Sales of bottled water rose in the north of the valley. The pharmacy shut its doors in July.
"""
FLOOD = """\
TARN — The flood has swallowed two bridges, forcing a third of the town to leave, the governor said on Friday.

The army, which had taken nine villages in the week before, cut the supply line, the army said. The clerk who hid the \
letters met the reporters on Monday. Rescuers used boats to reach the school and carried forty \
pupils to the station. Volunteers promised to rebuild the mill.
"""
SPEECH = """\
VELDEN — Governor Marta Quill ended her campaign on Tuesday night. Here is what she told the crowd in the old mill.

"Thank you all for coming. Many voters told us that they were tired of promises. I want to thank them for their \
patience. We built four schools and one bridge.

"My father was a miner all his life. The mines will not come back."

Her rival, Peter Oss, said the mines “will be open in May, and then we hire” during a visit to the valley on Monday.

The film “Some Rivers Run Dry” was shown after the speech.
"""
ARTICLES = {"court": COURT, "health": HEALTH, "speech": SPEECH, "flood": FLOOD}


@lru_cache(maxsize=4)
def verifier(reader: Reader, text: str) -> Verifier:
    """Return the verifier of one article, read once."""
    return Verifier(reader, reader.read(text, ArticleMeta(publisher="Daily Post")))


def examined(reader: Reader, text: str, sentence: str) -> tuple[Finding, ...]:
    """Return what is found in ``sentence`` on its own."""
    return verifier(reader, text).examine(sentence).findings
