"""`hushlint baseline audit`: the review at a real terminal, by its keys."""

import os
import pty
import re
import select
import sys
import termios
import time

import pytest
from support.examples import github_token, stripe_key
from support.repository import Repository, Run, run

from hushlint.suppress.baseline import FILE, parse

COMMAND = (sys.executable, "-I", "-m", "hushlint")


def hushlint(repository: Repository, *arguments: str) -> Run:
    return run((*COMMAND, *arguments), repository.top, repository.env)


@pytest.fixture
def project(repository: Repository) -> Repository:
    """A repository with two secrets in two files, and their baseline."""
    stripe, github = f'key = "{stripe_key()}"\n', f'token = "{github_token()}"\n'
    repository.commit({".gitignore": ".env\n", "a.py": stripe, "sub/b.py": "import os\n" + github})
    done = hushlint(repository, "baseline", "create", "--reason", "known since May")
    assert done.exit == 0, done.text
    return repository


def review(repository: Repository, keys: str) -> str:
    """Type keys at the review, each when it is asked for; what the terminal showed, without line ends."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(repository.top)
        os.execve(COMMAND[0], [*COMMAND, "baseline", "audit"], repository.env)
    shown, waiting, asked, end = "", list(keys), 0, time.monotonic() + 120
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                data = os.read(terminal, 4096)
            except OSError:
                break
            if not data:
                break
            shown += data.decode(errors="replace")
        if shown.count("[q]uit") > asked and waiting and _is_listening(terminal):
            asked += 1
            os.write(terminal, waiting.pop(0).encode())
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, shown
    return shown.replace("\r", "")


def _is_listening(terminal: int) -> bool:
    """Whether the other side takes single keys; what is typed before that is thrown away."""
    return not termios.tcgetattr(terminal)[3] & termios.ICANON


def reasons(repository: Repository) -> dict[bytes, str]:
    return {item.path: item.reason for item in parse((repository.top / FILE).read_bytes())}


def test_the_review_writes_down_what_is_real_and_what_is_not(project: Repository) -> None:
    shown = review(project, "rf")
    assert reasons(project) == {b"a.py": "real: known since May", b"sub/b.py": "false alarm: known since May"}
    assert "1 of 2" in shown
    assert "1 real, 1 false alarm, 0 not reviewed" in shown
    assert "a.py:1:8 [stripe-live-key]: Roll the key" in shown
    assert hushlint(project, "scan", ".").exit == 0


def test_the_review_shows_where_it_is_and_no_value(project: Repository) -> None:
    shown = review(project, "ll")
    assert "sub/b.py:2:10  GitHub" in shown
    assert "import os" not in shown
    for value in (stripe_key(), github_token()):
        assert value[8:20] not in shown
        assert f"{value[:4]}…{value[-2:]}" in shown


def test_the_review_goes_on_where_it_stopped(project: Repository) -> None:
    assert "2 not reviewed" in review(project, "q")
    assert "1 not reviewed" in review(project, "fq")
    assert "1 of 1" in review(project, "l")
    assert reasons(project)[b"a.py"] == "false alarm: known since May"
    assert "0 not reviewed" in review(project, "r")
    assert "0 not reviewed" in review(project, "")


def test_the_review_goes_back_and_passes_over_other_keys(project: Repository) -> None:
    shown = review(project, "fbrl")
    assert reasons(project) == {b"a.py": "real: known since May", b"sub/b.py": "known since May"}
    assert len(re.findall("1 of 2", shown)) == 2


@pytest.mark.parametrize("key", ["\x03", "\x04", "\x1b"])
def test_the_review_ends_by_an_interrupt_and_keeps_the_answers(project: Repository, key: str) -> None:
    assert "1 not reviewed" in review(project, "r" + key)
    assert reasons(project)[b"a.py"] == "real: known since May"


def test_the_review_needs_a_terminal(project: Repository) -> None:
    done = hushlint(project, "baseline", "audit")
    assert done.exit == 2
    assert done.says_one_line("terminal")
