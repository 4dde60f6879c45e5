"""JSON Web Tokens: header and payload are JSON, and what the claims say of their worth."""

from binascii import Error, a2b_base64

from hushlint.confirm.verdict import Captured, Verdict
from hushlint.model.rule import Severity

# Roles that a provider hands to every browser: https://supabase.com/docs/guides/api/api-keys
_PUBLIC_ROLES = frozenset({"anon", "anonymous"})
_POWERFUL_ROLES = frozenset({"service_role", "supabase_admin"})

# Issuer of service account tokens that the cluster keeps in a Secret: they hold no end and count until that is deleted.
# https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/
_KUBERNETES = "kubernetes/serviceaccount"

# Subjects and issuers of tokens that documentation shows: the one of jwt.io, RFC 7519 section 3.1, RFC 7515 A.1; and
# the issuer of the keys that every local Supabase has.
_SHOWN = (
    ("sub", "1234567890"),
    ("name", "John Doe"),
    ("iss", "joe"),
    ("http://example.com/is_root", True),
    ("iss", "supabase-demo"),
)


# The header and the payload of a token; a plain tuple, since `typing` costs a rejected candidate milliseconds.
Decoded = tuple[dict[str, object], dict[str, object]]


def decode(token: bytes) -> Decoded | None:
    """Header and payload of a compact JWT (RFC 7519, base64url without padding), or None when it is none."""
    parts = token.split(b".")
    if len(parts) != 3:
        return None
    header, payload = _object(parts[0]), _object(parts[1])
    if header is None or payload is None or not isinstance(header.get("alg"), str):
        return None
    return header, payload


def _object(part: bytes) -> dict[str, object] | None:
    import json

    try:
        decoded = json.loads(a2b_base64(part.translate(_URLSAFE) + b"=" * (-len(part) % 4)))
    except (Error, ValueError, RecursionError):
        return None
    return decoded if isinstance(decoded, dict) else None


_URLSAFE = bytes.maketrans(b"-_", b"+/")


def judge(captured: Captured) -> Verdict:
    """A signed token is kept; one that documentation shows, or that is meant to be public, is info."""
    decoded = decode(captured.value)
    if decoded is None or not decoded[1]:
        return Verdict(keep=False)
    severity, note = _worth(decoded)
    return Verdict(keep=True, verified="structure", severity=severity, note=note)


def _worth(decoded: Decoded) -> tuple[Severity | None, str]:
    header, claims = decoded
    if str(header["alg"]).lower() == "none":
        return Severity.INFO, "the token is not signed (alg none)"
    if any(claims.get(name) == value and type(claims.get(name)) is type(value) for name, value in _SHOWN):
        return Severity.INFO, "a token that documentation shows"
    if claims.get("iss") == _KUBERNETES and "exp" not in claims:
        return Severity.CRITICAL, "a Kubernetes service account's token without an end: delete the Secret that holds it"
    role = claims.get("role")
    if isinstance(role, str) and role in _PUBLIC_ROLES:
        return Severity.INFO, f"the role {role} is meant to be public"
    if isinstance(role, str) and role in _POWERFUL_ROLES:
        return Severity.CRITICAL, f"the role {role} bypasses access rules"
    return None, ""
