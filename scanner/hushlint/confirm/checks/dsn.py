"""URLs and connection strings with a password: what the password and the host say of their worth."""

from hushlint.confirm.placeholder_words import DEFAULTS
from hushlint.confirm.placeholders import is_placeholder
from hushlint.confirm.shapes import is_upper_name
from hushlint.confirm.verdict import Captured, Verdict
from hushlint.model.rule import Severity

_LOCAL = frozenset(
    (b"localhost", b"127.0.0.1", b"::1", b"[::1]", b"0.0.0.0", b"(local)", b".", b"host.docker.internal")
)
_LOCAL_ENDS = (b".localhost", b".local", b".localdomain")
# RFC 2606 and 6761: names that never resolve to anybody's server.
_RESERVED = (b"example.com", b"example.org", b"example.net", b".example", b".test", b".invalid")
_HOST_WORDS = frozenset(
    b"host hostname server servername yourhost your-host myhost my-host myserver dbhost db-host ip address url".split()
)

_LOCAL_BEFORE = frozenset((b"localhost", b"127.0.0.1", b"(local)"))
_CUTS = bytes.maketrans(b"=;,&?/:@\"'", b" " * 10)
# Signs that documentation puts into the word "password", to show how they are escaped: `p@ssword`, `pass/word`.
_PLAIN = bytes.maketrans(b"@$", b"as")
_SIGNS = b"@$/?:^#!%&+[]~"
# Last words of names that manuals have readers put their own into: `https://REST_USER:REST_PASSWORD@HOST`.
_NAME_ENDS = (b"_PASSWORD", b"_PASSWD", b"_PASS", b"_PWD", b"_PW", b"_SECRET", b"_TOKEN", b"_KEY")
_HEX = frozenset(b"0123456789abcdefABCDEF")


def unquote(text: bytes) -> bytes:
    """A URL's part with its %XX escapes decoded (RFC 3986, section 2.1); others stay as they are."""
    head, *rest = text.split(b"%")
    decoded = [head]
    for piece in rest:
        escape = piece[:2]
        if len(escape) == 2 and _HEX.issuperset(escape):
            decoded.append(bytes((int(escape, 16),)) + piece[2:])
        else:
            decoded.append(b"%" + piece)
    return b"".join(decoded)


def judge(captured: Captured) -> Verdict:
    """The password of a DSN: none that stands for one; low for a local host or a default, else the rule's severity.

    Uses the groups `user` and `host` where the rule has them.
    """
    raw = captured.value
    password = unquote(raw)
    user = unquote(captured.groups.get("user") or b"")
    if _is_default(password, user):
        return Verdict(keep=True, severity=Severity.LOW, note="a default password")
    # "host:123,user:word@": a list of hosts, the first of them with its port.
    port, comma, _ = raw.partition(b",")
    if is_placeholder(raw) or is_placeholder(password) or is_template(raw) or (comma and port.isdigit()):
        return Verdict(keep=False)
    if is_upper_name(raw) and raw.endswith(_NAME_ENDS):
        return Verdict(keep=False)
    if is_placeholder(password.translate(_PLAIN)) or is_placeholder(password.translate(None, _SIGNS)):
        return Verdict(keep=True, severity=Severity.LOW, note="an example's password")
    host = (captured.groups.get("host") or b"").lower().rstrip(b".")
    if _is_local(host):
        return Verdict(keep=True, severity=Severity.LOW, note="the host is this machine")
    if not host and _LOCAL_BEFORE.intersection(_line_before(captured)):
        return Verdict(keep=True, severity=Severity.LOW, note="the host is this machine")
    if host.endswith(_RESERVED) or host in _HOST_WORDS:
        return Verdict(keep=True, severity=Severity.LOW, note="the host stands for one")
    return Verdict(keep=True)


def _line_before(captured: Captured) -> frozenset[bytes]:
    """The words of the line before a password in a connection string, where its host usually stands."""
    line = captured.data[max(captured.start - 200, 0) : captured.start].rpartition(b"\n")[2].lower()
    return frozenset(line.translate(_CUTS).split())


def _is_default(password: bytes, user: bytes) -> bool:
    lower = password.lower()
    if lower in DEFAULTS:
        return True
    return len(lower) >= 3 and lower == user.lower() and not is_placeholder(password)


def _is_local(host: bytes) -> bool:
    return host in _LOCAL or host.startswith(b"127.") or host.endswith(_LOCAL_ENDS)


def is_template(password: bytes) -> bool:
    """Whether a program or person fills the password in: format directives, string ends, calls, interpolation."""
    lower = password.lower()
    return (
        lower in (b"%s", b"%v", b"%d", b"%r", b"%q", b"{}", b"{0}", b"{1}", b"?", b"...")
        or (b"{" in lower and b"}" in lower)
        or (b"[" in lower and lower.endswith(b"]"))
        or (b"<" in lower and b">" in lower)
        or lower.startswith((b"$", b"%(", b"'+", b'"+', b"&", b"@{", b":"))
        or lower.endswith((b"()", b"%s"))
        or any(piece in lower for piece in (b"' +", b'" +', b"+ '", b'+ "', b'".', b"'."))
    )
