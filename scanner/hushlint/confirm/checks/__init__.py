"""The table of checks by the name that rules give; a check's module is imported when it is first called."""

from collections.abc import Callable, Mapping

from hushlint.confirm.verdict import Captured, Verdict

Check = Callable[[Captured], Verdict]

# Name in the rule file: module of this package, function in it.
_PLACES = {
    "age": ("alphabets", "judge_age"),
    "artifactory": ("packed", "judge_artifactory"),
    "atlassian-data-center": ("packed", "judge_data_center"),
    "aws-key-id": ("aws", "judge_id"),
    "aws-secret": ("aws", "judge_secret"),
    "comment": ("comment", "judge"),
    "azure": ("azure", "judge"),
    "azure-annotated": ("azure", "judge_annotated"),
    "azure-devops": ("azure", "judge_devops"),
    "azure-entra": ("azure", "judge_entra"),
    "crc": ("crc", "judge"),
    "cratesio": ("crc", "judge_cratesio"),
    "crc-confluent": ("crc", "judge_confluent"),
    "der": ("pem", "judge_der"),
    "discord": ("packed", "judge_discord"),
    "dsn": ("dsn", "judge"),
    "generic": ("generic", "judge"),
    "github": ("github", "judge"),
    "github-app": ("github", "judge_app"),
    "gitlab": ("gitlab", "judge"),
    "google-service-account": ("packed", "judge_service_account"),
    "http-basic": ("basic", "judge"),
    "jwk": ("jwk", "judge"),
    "jwt": ("jwt", "judge"),
    "mixed": ("mixed", "judge"),
    "nats": ("alphabets", "judge_nats"),
    "npm-auth": ("basic", "judge_npm"),
    "packed-json": ("packed", "judge_json"),
    "pem": ("pem", "judge"),
    "pem-base64": ("pem", "judge_base64"),
    "pkcs12": ("pkcs12", "judge"),
    "putty": ("pem", "judge_putty"),
    "pypi": ("packed", "judge_pypi"),
    "random": ("packed", "judge_random"),
    "supabase": ("supabase", "judge"),
    "wireguard": ("wireguard", "judge"),
}


def _none(_captured: Captured) -> Verdict:
    return Verdict(keep=True)


def _deferred(module: str, function: str) -> Check:
    """A check that imports its module when it is called, so that a commit pays only for the checks it needs."""

    def check(captured: Captured) -> Verdict:
        from importlib import import_module

        judge: Check = getattr(import_module(f"{__name__}.{module}"), function)
        return judge(captured)

    return check


CHECKS: Mapping[str, Check] = {"none": _none} | {name: _deferred(*place) for name, place in _PLACES.items()}
