"""Judge the password of a URL in an env file: who could use it, and against what."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from hushlint.model.detector import Detector
from hushlint.model.rule import Severity
from hushlint.policy.usual_values import DEFAULTS

# RFC 3986, section 3.2: user, colon, password and the last @ before the path. jdbc: and the like may stand before it.
_URL = re.compile(
    rb"://(?P<user>[^\s:/?#\"'@]*):(?P<password>[^\s\"'/?#]*)@(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s:/?#,\"'@]*)"
)

_LOCAL = frozenset((b"", b"127.0.0.1", b"::1", b"0.0.0.0", b"host.docker.internal"))
_LOCAL_ENDS = (b"localhost", b".local", b".localdomain")
# RFC 2606 and RFC 6761: names that are nobody's server.
_RESERVED_ENDS = (b"example.com", b"example.org", b"example.net", b".example", b".test", b".invalid")


@dataclass(frozen=True, slots=True)
class UrlPassword:
    """A URL's password that stands for no other: its byte offsets in the text searched, half open, and its weight."""

    password: bytes = field(repr=False)
    start: int
    end: int
    severity: Severity


def url_passwords(value: bytes, detect: Detector) -> list[UrlPassword]:
    """The passwords of the URLs in a value that are neither placeholders nor what everybody uses on a local host."""
    found = []
    for match in _URL.finditer(value):
        password, user = (unquote_to_bytes(match[group]) for group in ("password", "user"))
        if password and not detect.is_placeholder(match["password"]) and not detect.is_placeholder(password):
            severity = _severity(password, user, match["host"].lower().strip(b"[].").rstrip(b"."), detect)
            if severity is not None:
                found.append(UrlPassword(match["password"], *match.span("password"), severity))
    return found


def _severity(password: bytes, user: bytes, host: bytes, detect: Detector) -> Severity | None:
    lower = password.lower()
    usual = lower in DEFAULTS or (lower == user.lower() and not detect.is_random(password))
    local = host in _LOCAL or host.endswith(_LOCAL_ENDS) or not (b"." in host or b":" in host)
    reserved = host.endswith(_RESERVED_ENDS)
    if usual:
        return None if local or reserved else Severity.LOW
    if local:
        return Severity.MEDIUM if detect.is_random(password) else Severity.LOW
    return Severity.MEDIUM if reserved else Severity.HIGH
