"""Passwords of URLs: whose they are decides how bad it is to show them."""

import pytest
from support.examples import stripe_key

from hushlint.detection import Detection
from hushlint.policy.url_password import url_passwords

OWN = "grey7" + "lantern"
RANDOM = stripe_key(5)[8:]

SILENT = [
    "", "://", "postgres://localhost/app", "postgres://app@db.acme-corp.net/app", "https://acme.dev/a:b@c",
    "postgres://app:@db.acme-corp.net/app", "redis://:changeme@cache.acme-corp.net", "amqp://guest:" "guest@rabbit",
    "postgres://u:<password>@db.acme-corp.net", "postgres://u:${PW}@db.acme-corp.net", "mysql://root:" "root@127.0.0.1",
    "mysql://app:" "app@[::1]:3306/app", "smtp://minio:" "minioadmin@mail.example.com", "a://dev:dev@db.localhost",
]  # fmt: skip

FOUND = [
    (f"postgres://app:{OWN}@db.acme-corp.net/app", "high"),
    (f"redis://:{OWN}@10.1.2.3:6379", "high"),
    (f"jdbc:foo+bar://app:{OWN}@[2001:db8::1]:1/x", "high"),
    ("postgres://app:grey%37" + "lantern@db.acme-corp.net/app", "high"),
    (f"postgres://app:{OWN}@db.example.com/app", "medium"),
    (f"postgres://app:{RANDOM}@localhost/app", "medium"),
    (f"postgres://app:{RANDOM}@db:5432/app", "medium"),
    (f"postgres://app:{OWN}@localhost/app", "low"),
    (f"postgres://app:{OWN}@host.docker.internal/app", "low"),
    ("s3://minio:" + "minioadmin@s3.acme-corp.net", "low"),
]


@pytest.mark.parametrize("value", SILENT)
def test_nobodys_password(detect: Detection, value: str) -> None:
    assert url_passwords(value.encode(), detect) == []


@pytest.mark.parametrize(("value", "severity"), FOUND)
def test_a_password(detect: Detection, value: str, severity: str) -> None:
    (found,) = url_passwords(value.encode(), detect)
    assert found.severity.label == severity
    assert value.encode()[found.start : found.end] == found.password
    assert value.encode()[found.start - 1 : found.start] + value.encode()[found.end : found.end + 1] == b":@"
    assert found.password.decode() not in repr(found)


def test_each_url_of_a_list(detect: Detection) -> None:
    value = f"a://u:{OWN}@x.acme-corp.net,b://u:{RANDOM}@y.acme-corp.net".encode()
    assert [item.password for item in url_passwords(value, detect)] == [OWN.encode(), RANDOM.encode()]
