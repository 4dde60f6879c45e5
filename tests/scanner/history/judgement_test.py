"""A history that is judged in parts is judged as one: what a suppression silences does not grow with the parts."""

import json
import secrets
import sys

import pytest
from support.examples import stripe_key
from support.history import COMMAND
from support.repository import Repository, run

# An audit that judges so many bytes of text at a time.
PARTS = (
    "import sys\nfrom hushlint import cli\nfrom hushlint.history import judgement\n"
    "judgement._HELD = {}\ncli.main(sys.argv[1:])"
)


@pytest.mark.parametrize("held", [0, 1 << 30], ids=["a part a text", "one part"])
def test_a_baseline_entry_follows_to_one_path_in_all_parts(repository: Repository, held: int) -> None:
    """The entry is for old.py, which is gone: one of its two copies is known by it, the other is new."""
    line = f"key = '{stripe_key(secrets.randbits(60))}'\n"
    repository.commit({".gitignore": ".env\n"})
    repository.stage({"old.py": line})
    made = run((*COMMAND, "baseline", "create", "--reason", "known"), repository.top, repository.env)
    assert made.exit == 0, made.text
    repository.git("rm", "-q", "-f", "old.py")
    repository.commit({"a.py": line, ".hushlint-baseline": (repository.top / ".hushlint-baseline").read_bytes()})
    repository.commit({"b.py": f"# another\n{line}"})
    command = (sys.executable, "-Ic", PARTS.format(held), "audit", "--no-cache", "--format", "json")
    report = json.loads(run(command, repository.top, repository.env).out)
    assert [item["by"] for item in report["suppressed"]] == ["baseline"]
    assert [item["rule"] for item in report["findings"]] == ["stripe-live-key"]
