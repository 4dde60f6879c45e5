"""Supabase secret keys: the one that every local installation has is known to everybody."""

from hushlint.confirm.verdict import Captured, Verdict
from hushlint.model.rule import Severity

# The first 64 bits of SHA-256 over the key that `supabase start` prints on every machine.
_LOCAL = "c85debb55f2f204d"


def judge(captured: Captured) -> Verdict:
    """A key `sb_secret_…`: info when it is the one of every local stack, else as it is.

    Source: https://supabase.com/docs/guides/getting-started/api-keys
    """
    import hashlib

    if hashlib.sha256(captured.value).hexdigest()[:16] == _LOCAL:
        return Verdict(keep=True, severity=Severity.INFO, note="the key of every local Supabase")
    return Verdict(keep=True)
