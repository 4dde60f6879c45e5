"""Supabase secret keys: the local one, and all others."""

from hushlint.confirm.checks.supabase import judge
from hushlint.model.rule import Severity

from .conftest import Capture

LOCAL = "sb_secret" + "_N7UND0UgjKTV" + "K-Uodkm0Hg_xSvEMPvz"


def test_the_key_of_every_local_stack_is_info(capture: Capture) -> None:
    verdict = judge(capture(LOCAL.encode()))
    assert (verdict.keep, verdict.severity) == (True, Severity.INFO)


def test_another_key_keeps_its_severity(capture: Capture) -> None:
    assert judge(capture(LOCAL.swapcase().encode())).severity is None
