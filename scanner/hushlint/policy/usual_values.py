"""Tell values that nobody minds to share, whatever their variable is called: placeholders, defaults, its own name."""

from hushlint.model.detector import Detector
from hushlint.policy.env_file import Variable
from hushlint.vocabulary import words

_SWITCHES = frozenset((b"true", b"false", b"yes", b"no", b"on", b"off", b"null", b"none"))

# What servers and their images are delivered with; everybody knows them.
DEFAULTS = frozenset(
    b"""postgres root admin guest mysql mariadb mongo mongodb redis rabbitmq minio minioadmin neo4j elastic sa
    airflow django rails laravel sail homestead vagrant docker wordpress keycloak grafana dev local test app""".split()
)

# Fewer digits than this are a port, a year, a size or a duration.
_LONG_NUMBER = 9


def is_usual(variable: Variable, detect: Detector) -> bool:
    """Whether a value, the same in the example and in somebody's env file, still gives nothing away.

    `jwt-secret-dev` under `JWT_SECRET` says no more than the name does; a URL without password is no secret.
    """
    value = variable.value.strip()
    lower = value.lower()
    if len(value) < 3 or lower in _SWITCHES or lower in DEFAULTS or detect.is_placeholder(value):
        return True
    if b"://" in value:
        return True
    digits = sum(byte in b"0123456789" for byte in value)
    if digits >= _LONG_NUMBER or detect.is_random(value):
        return False
    named = words(variable.key)
    rest = [word for word in words(value.decode("utf-8", "replace")) if word not in named]
    return not rest or detect.is_placeholder("-".join(rest).encode())
