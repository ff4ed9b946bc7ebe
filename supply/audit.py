"""Ask an advisory service about every pinned package, and tell plainly where none answered.

pip-audit counts a package that its service does not know as nothing found, so an index mirror that knows
none would make every audit pass. Here each package is told as audited or not. A found advisory fails; a
service that does not answer does not, since a build must not hang on somebody else's server.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
# PyPI's own service first, then the Open Source Vulnerabilities database.
SERVICES = ("pypi", "osv")
SECONDS = 300
# How the last line of pip-audit's error begins or speaks where nobody answered.
UNREACHABLE = re.compile(r"Connection|Timeout|Could not connect|HTTPError|ServiceError")


@dataclass(frozen=True, slots=True)
class Audit:
    """What a service said: packages audited, those unknown to it, advisories; or its ``fault``."""

    service: str
    audited: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    advisories: tuple[str, ...] = ()
    fault: str = ""


def main() -> None:
    """Audit ``requirements/``; exit with 1 where an advisory is found. Arguments go to pip-audit."""
    sys.exit(judge(ask(service, sys.argv[1:]) for service in SERVICES))


def judge(audits: Iterable[Audit]) -> int:
    """Tell of each audit until one has audited anything; return the exit status."""
    for audit in audits:
        print(told(audit))
        if audit.audited:
            return 1 if audit.advisories else 0
    print("NOT AUDITED: no advisory service answered. Nothing is known of these packages, good or bad.")
    return 0


def ask(service: str, arguments: Sequence[str] = ()) -> Audit:
    """Let pip-audit ask ``service`` about every file of ``requirements/``."""
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--format",
        "json",
        "--vulnerability-service",
        service,
        *arguments,
    ]
    command += ["--disable-pip", "--no-deps", "--progress-spinner", "off"]
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        command += ["--requirement", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return Audit(service, fault=f"no answer within {SECONDS} s")
    return read(service, done.stdout, done.stderr)


def read(service: str, output: str, errors: str) -> Audit:
    """Turn what pip-audit wrote into an ``Audit``.

    Output that is no report is a service that cannot be reached, or else a mistake of ours: RuntimeError.
    """
    last = (errors.strip().splitlines() or ["no reason given"])[-1]
    if not output.strip():
        if not UNREACHABLE.search(last):
            raise RuntimeError(f"pip-audit failed: {last}")
        return Audit(service, fault=last)
    rows = json.loads(output)["dependencies"]
    return Audit(
        service,
        audited=tuple(f"{row['name']} {row['version']}" for row in rows if "vulns" in row),
        unknown=tuple(row["name"] for row in rows if "skip_reason" in row),
        advisories=tuple(
            f"{row['name']} {row['version']}: {found['id']}, "
            f"fixed in {', '.join(found['fix_versions']) or 'no version'}"
            for row in rows
            for found in row.get("vulns", ())
        ),
    )


def told(audit: Audit) -> str:
    """Return the lines that a person reads."""
    if audit.fault:
        return f"{audit.service}: did not answer: {audit.fault}"
    lines = [f"{audit.service}: {len(audit.audited)} packages audited, {len(audit.advisories)} advisories"]
    if not audit.audited:
        return f"{audit.service}: knows none of {len(audit.unknown)} packages"
    if audit.unknown:
        lines.append(
            f"{audit.service}: {len(audit.unknown)} NOT audited, unknown there: {', '.join(audit.unknown)}"
        )
    return "\n".join([*lines, *audit.advisories])


if __name__ == "__main__":
    main()
