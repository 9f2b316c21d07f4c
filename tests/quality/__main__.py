"""Prints how well messages are understood: python -m tests.quality [blind_a blind_b …] [--figures-only]."""

from __future__ import annotations

import sys

from tests.quality.measure import Finding, by, figures, measured, read, trained


def main(arguments: list[str]) -> None:
    """Measure the sets named, else the one that may be looked into."""
    mind = trained()
    for name in [a for a in arguments if not a.startswith("--")] or ["blind_a"]:
        findings = measured(mind, read(name))
        print(f"\n{name}: {len(findings)} messages, sure from {mind.recogniser.threshold:.3f}")
        for label, value in figures(findings).items():
            print(f"  {label:24}{value:8.3f}")
        for field in ("kind", "language", "style"):
            shares = (f"{value} {right}/{count}" for value, (right, count) in by(findings, field).items())
            print(f"  by {field}: " + ", ".join(shares))
        if "--figures-only" not in arguments:
            _tell_wrong(findings)


def _tell_wrong(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        asked, meaning = finding.message, finding.meaning
        missed = asked["kind"] == "status" and not finding.right_standing
        if finding.right and not missed:
            continue
        print(f"  {asked['id']} {asked['kind']} {asked['topic'] or asked['verdict'] or ''}: {asked['text']}")
        print(
            f"      {meaning.intent} {meaning.article or ''} {meaning.confidence:.2f}, near {meaning.near}, "
            f"customers {finding.names} {meaning.unheard_of!r}, product {meaning.product}, "
            f"{meaning.reasons[:2]}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
