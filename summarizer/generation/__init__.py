"""Generation: a plan of passages, and the engines that write from it."""

import os

# torch's threads meet some 170 times a token. By default one that is early spins; where other work shares
# the cores it spins on the very core that the late one waits for. Asleep it gives way: five passages on
# two busy cores took 14 s instead of 49 to 88 s. OpenMP reads this once, when torch is first imported, which
# spaCy already does: so it stands here, in the package that `pipeline` imports before `reading`.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
