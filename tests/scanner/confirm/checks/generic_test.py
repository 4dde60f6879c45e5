"""Assignments as they stand in files: what stays silent, and what is found, by the whole detection."""

import random
import string

import pytest

from hushlint import plan
from hushlint.confirm.checks.generic import judge
from hushlint.detection import Detection

from .conftest import Capture

RANDOM = random.Random(59)
KEY = "".join(RANDOM.choices(string.ascii_letters + string.digits, k=32))
HEX = "".join(RANDOM.choices("0123456789abcdef", k=40))
PW = "pass" + "word"

# (before, value, after): the pieces of a line.
SILENT = [
    (f'{PW} = "', PW, '"'),
    (f'{PW} = "', "changeme", '"'),
    (f'{PW} = "', "changeme123", '"'),
    ('api_key = "', "your-api-key", '"'),
    ('api_key = "', "your-api-key-1234567", '"'),
    (f'{PW} = "', "${VAR}", '"'),
    (f'{PW} = "', f"<{PW}>", '"'),
    (f'{PW} = "', "xxx", '"'),
    (f"{PW} = os.environ[", '"DB_PASS' + 'WORD"', "]"),
    (f"{PW}: ", "process.env.DB_PASS" + "WORD", ","),
    (f'"{PW}": "', "Enter password", '"'),
    (f'"{PW}": "', "Passwortanforderungen", '"'),
    (f'"{PW}": "', "пароль", '"'),
    (f'<input type="{PW}" name="', PW, '" id="user_password">'),
    ('{"type": ["text", "', PW, '", "checkbox", "radio"]}'),
    (f'{PW}Field = "', "user_password", '"'),
    (f'{PW}: ', "str", " = None"),
    (f'{PW}: ', "SecretStr", ""),
    (f'if kind == "{PW}", "', "checkbox", '" in kinds'),
    (f'{PW}_hash = "', HEX, '"'),
    (f'{PW} = "$2b$12$', KEY, '"'),
    (f'{PW} = "', "config/password.txt", '"'),
    (f'{PW} = "', "https://acme.io/reset?x=1", '"'),
    (f'{PW}_encryption = "', "scram-sha-256", '"'),
    ('f("dbo.Credentials", "', "TenantId", '")'),
    ('PREFERENCE_PASS' + 'CODE_D1 = "', "PrefPinCode1", '"'),
    ('pass to "', "actool2", '" at once'),
    (f'the {PW} "', "kX9pQ2vLm8", '" was refused'),
    (f'.has{PW.title()}("', "kX9pQ2vLm8", '")'),
    ('token_url = "', "https://auth.acme.io/oauth2/v2.0/token", '"'),
    ('token = "', "550e8400-e29b-41d4-a716-446655440000", '"'),
    ('token = "', "00000000-0000-0000-0000-000000000001", '"'),
    ('"token": "', "MAXLEN", '"'),
    ('token: "', "identifier", '"'),
    ('public_key = "', KEY, '"'),
    ('cache_key = "', HEX, '"'),
    ('commit = "', HEX, '"'),
    ('etag = "', HEX, '"'),
    ('integrity="sha384-', KEY + KEY, '"'),
    ('secret_name = "', "prod/app/secret-2024-1", '"'),
    ('api_key = "sha256:', HEX, '"'),
    ('    path-key: "', "npm:^3.1.0", '"'),
    ('"test/root-ca.key":"', HEX, '"'),
    ('raw_key = "', "SGVsbG8gZnJvbSBHb29nbGUgQ2xvdWQgUGxhdGZvcm0=", '"'),
    ("API_SECRET_KEY=", "replace-with-real-key", ""),
    ("API_SECRET_KEY=", "dev-only-secret-key", ""),
    ("STRIPE_SECRET_KEY=", "sk_test_replace", ""),
    ("STRIPE_SECRET_KEY=", "sk_test_xxx", ""),
    ("DATABASE_URL=", "postgresql://localhost/myapp_dev", ""),
    ("POSTGRES_USER=shop\nPOSTGRES_PASS" + "WORD=", "shop", ""),
    ("https://codecov.io/gh/acme/app/badge.svg?token=", "lWZ9OBQ7GM", ")"),
    ("    'Test2::Event::Pass'    => '", "1.302170", "',"),
    ("passwd: ", "files systemd", ""),
    ("passwd: ", "1024", ""),
    (f"{PW}: '", "$encrypted$", "'"),
    (f'{PW} = "', "s3cr3t", '"'),
    (f"{PW}: ", "cGFzc3dvcmQ=", ""),
    ("{Key: ", "keyRSA1024", ", Use: 1}"),
    ('"apiCredentials": "', "API-tunnistetiedot", '",'),
    ('"Client Credentials": "', "OAuth2：用户端认证资料", '",'),
    ('secret: "', "urn:k8s:secret:tls:key1", '"'),
    ('user.hash_password("', "unsalted9", '")'),
    (f"{PW} = vault.get_{PW}('", "main1234", "')"),
    ('api.revokeToken("', "kX9pQ2vLm8zT", '")'),
    ("  label_password_digits: ", "siffror", ""),
    (f'{PW} = "', "b78a0a55-6ef8-d246-a042-ba0f6d55050c", '"'),
    (f'char {PW}[] = "', PW, '";'),
    ("DB_PASS" + "WORD := ", "changeme", ""),
    ('curl -H "X-Api-Key: ', "YOUR_API_KEY", '"'),
    ('"token: ', "identifier", '"'),
    ('<input type="hidden" name="csrf_token" value="', KEY, '">'),
    ('"RU-PSK": "', "Pskov", '",'),
    ('{regex:/,/,action:{token:"', "punctuation", '"}}'),
    ('pExpr->u.zToken = "', "coalesce", '";'),
    ("const storageKey = '", "k8sConfigMapsDatatable", "';"),
    ("az login --service-p", "rincipal", " \\"),
    ('import (\n\tgoogleoauth "', "golang.org/x/oauth2/google", '"\n)'),
    (f"helm install --set db.{PW}=", "$DB_PASS" + "WORD", " app"),
    ("sorted by key=", "field_2024", " and date"),
    ('token = parser.next() or "', "identifier", '"'),
    ('parser.add_argument("--token-file", default="', "token1.txt", '")'),
    ('case token:\n  "', "identifier", '"'),
    ('"result_key": "', "PublicIpv4Pools", '"'),
    (f't=r.{PW}||""', ";r.base64=_E(1)", ',s=""'),
    ('pass = "', "R_SPF_ALLOW", '";'),
    ("--http-passwd=", "WACHTWRD", "  het wachtwoord"),
    ("integration?.credentials.from || '", "no-reply@acme.io", "'"),
    ('.header("sec-websocket-key", "', "6D69KGBOr4Re+Nj6zx9aQA==", '")'),
    ('"token-required": "Token ', "zorunludur.", '"'),
    ("'PW' => '", "Palau", "',"),
    ('client.login("sysadmin@acme.io", "', "sysadmin", '")'),
    ('new NetworkCredential("karson", "', "karson", '")'),
    ('DriverManager.getConnection(url, "sa", "', "password", '")'),
    ('{"name": "DB_PASS' + 'WORD", "value": "', "changeme", '"}'),
    ('{"name": "token", "value": "', "identifier", '"}'),
    ('<string name="api_secret">', "@string/other", "</string>"),
    ("<name>db.pass" + "word</name>\n<value>", "${db.pass}", "</value>"),
    ("#define KEY_ENTER_NAME ", '"enter"', ""),
    ("ENV API_TOKEN ", "$TOKEN", ""),
    ('echo "root:', "root", '" | chpasswd'),
    (f'variable "db_{PW}" {{\n  default = "', "changeme", '"\n}'),
    ("jwt.encode(claims, key, ", '"HS256"', ")"),
]

KEPT = [
    (f'{PW} = "', "Winter2024!", '"'),
    ("DB_PASS" + "WORD=", "hunter2", ""),
    ("pw: ", "letmein99", ""),
    (f"db_{PW} = '", "letmein99", "'"),
    (f'"{PW}": "', "kX9pQ2vLm8", '",'),
    ('passwd := "', "tr0ub4dor&3", '"'),
    ('userPwd = "', "P@ssw0rd!", '";'),
    (f'{PW} => "', "iloveyou", '"'),
    (f'const {PW}: string = "', KEY, '";'),
    (f'{{\\"{PW}\\":\\"', "kX9pQ2vLm8", '\\"}'),
    (f'{PW} = Some("', "q7ZrkL29x", '")'),
    (f'{PW} := []byte("', "q7ZrkL29x", '")'),
    ('define("DB_PASS' + 'WORD", "', "q7ZrkL29x", '");'),
    (f'os.getenv("DB_{PW.upper()}", "', "q7ZrkL29x", '")'),
    (f'process.env.DB_{PW.upper()} || "', "q7ZrkL29x", '"'),
    (f"{PW}_confirmation: '", "q7ZrkL29x", "'"),
    (f"<{PW}>", "Winter2024!", f"</{PW}>"),
    (f"${{DB_{PW.upper()}:-", "Winter2024!", "}"),
    (f'"spring.datasource.{PW}=', "kX9pQ2vLm8", '"'),
    (f"[{{user: svc, {PW}: ", "kX9pQ2vLm8", "}]"),
    ("openssl req -passin pass:", "kX9pQ2vLm8", " -new"),
    (f"mysqldump --{PW}=", "kX9pQ2vLm8", " app"),
    ("curl -u admin:", "kX9pQ2vLm8", " https://acme.io"),
    ("create user svc identified by ", "kX9pQ2vLm8", ";"),
    ('api_key = "', KEY, '"'),
    ('api_key = "', HEX, '"'),
    ('"client_secret": "', KEY[:20], '"'),
    ("EXOSCALE_API_KEY=", "hkrnkcjlaxjmwmtvjawnkjep", " \\"),
    ("https://acme.io/v1?access_token=", KEY, "&x=1"),
    ("authorization: 'ApiKey ", KEY, "'"),
    (f'const char {PW}[] = "', "q7ZrkL29x", '";'),
    (f'char {PW}[MAX_LEN + 1] = {{0}}, {PW}2[] = "', "q7ZrkL29x", '";'),
    ("const API_KEY: &'static str = \"", KEY, '";'),
    ('api_key: str | None = "', KEY, '"'),
    ('public string Password { get; set; } = "', "q7ZrkL29x", '";'),
    ("DB_PASS" + "WORD := ", "q7ZrkL29x", ""),
    ("API_TOKEN ?= ", KEY, ""),
    (f"java -Dtrust.store.{PW}=", "emailsenderpw", " \\"),
    ('curl -H "X-Api-Key: ', KEY, '" https://acme.io'),
    ("curl --header 'PRIVATE-TOKEN: ", KEY[:20], "'"),
    ("<input type='hidden' name='api_key' value='", KEY, "'>"),
    ('<meta name="api-key" content="', KEY, '">'),
    ('client.login("bob@acme.io", "', "q7ZrkL29x", '")'),
    ('requests.get(url, auth=("svc", "', "q7ZrkL29x", '"))'),
    ("new NetworkCredential('svc', '", "q7ZrkL29x", "');"),
    ('DriverManager.getConnection(url, "app", "', "q7ZrkL29x", '");'),
    ("new PDO('mysql:host=db.acme.io', 'app', '", "q7ZrkL29x", "');"),
    ('{"name": "DB_PASS' + 'WORD", "value": "', "q7ZrkL29x", '"}'),
    ('{\n  "key": "api_key",\n  "value": "', KEY, '"\n}'),
    ('<string name="api_secret">', KEY, "</string>"),
    ("<name>fs.s3a.secret.key</name>\n  <value>", KEY, "</value>"),
    ("<key>ApiSecret</key>\n\t<string>", KEY, "</string>"),
    (f'#define WIFI_{PW.upper()} "', "q7ZrkL29x", '"'),
    ("  signing {\n    store" + "Pass" + "word '", "q7ZrkL29x", "'"),
    (f"ENV DB_{PW.upper()} ", "q7ZrkL29x", ""),
    ("set -gx API_TOKEN ", KEY, ""),
    ("requirepass ", "q7ZrkL29x", ""),
    ("docker login -u svc -p ", "q7ZrkL29x", " acme.io"),
    ("sshpass -p '", "q7ZrkL29x", "' ssh root@10.0.0.1"),
    ('RUN echo "root:', "q7ZrkL29x", '" | chpasswd'),
    ('RUN echo "', "q7ZrkL29x", '" | sudo -S true'),
    (f'.with{PW.title()}("', "q7ZrkL29x", '")'),
    (f'mapOf("{PW}" to "', "q7ZrkL29x", '")'),
    (f'{{:user "svc" :{PW} "', "q7ZrkL29x", '"}'),
    (f'(setq smtp-{PW} "', "q7ZrkL29x", '")'),
    (f'set {PW} "', "q7ZrkL29x", '"'),
    ('defmodule A do\n  @api_key "', KEY, '"'),
    (f"credentials {{ username 'svc'; {PW} '", "q7ZrkL29x", "' }"),
    (f"{PW}: >-\n    ", "q7ZrkL29x", "\nuser: svc\n"),
    ("token: |\r\n  ", KEY, "\r\n"),
    (f"| {PW} | ", "q7ZrkL29x", " |"),
    ("| `api_key` | `", KEY, "` |"),
    (f"* **{PW.title()}:** ", "q7ZrkL29x", "\n"),
    (f"<{PW}><![CDATA[", "q7ZrkL29x", f"]]></{PW}>"),
    (f"Connect-Service -User svc -{PW.title()} ", "q7ZrkL29x", "\n"),
    ('const secretKey string = "', KEY, '"'),
    ('let token = String::from("', KEY, '");'),
    ('validationKey="', HEX, '" decryption="AES"'),
    (f"web1 ansible_ssh_{'pass'}=", "Bramble8435", " ansible_port=22"),
    (f"username svc {PW} 7 ", "0822455D0A16", "\n"),
    ("sqlcmd -S db -U sa -P ", "q7ZrkL29x", " -i x.sql"),
    ('ConvertTo-SecureString -String "', "q7ZrkL29x", '" -AsPlainText -Force'),
    (f'variable "db_{PW}" {{\n  type    = string\n  default = "', "q7ZrkL29x", '"\n}'),
    ("Parameters:\n  DBPass" + "word:\n    Type: String\n    Default: ", "q7ZrkL29x", ""),
    ("jwt.sign({ id: user.id }, '", KEY, "')"),
    ('buildConfigField "String", "API_KEY", "\\"', KEY, '\\""'),
    ('secret_key: "', "nobodylikesspanishinqusition", '"'),
    ('s3_secret_key: "', "/" + KEY + "aB3", '"'),
    ("S3_SECRET_KEY=", "/" + KEY + "aB3", ""),
    (f'{PW} = "', "@dmin123!", '"'),
    (f"helm install --set db.{PW}=", "q7ZrkL29x", " app"),
    ("trying api_key=", KEY, " for acme.io"),
    ("const apiKey = process.env.KEY || '", KEY, "';"),
    ('apiKey: isLive ? process.env.KEY : "', KEY, '",'),
    ('api_key = os.getenv("KEY") or "', KEY, '"'),
    ('parser.add_argument("--api-key", default="', KEY, '")'),
    ('const apiKey =\n  "', KEY, '";'),
    ('"api_key":\n    "', KEY, '",'),
    ("SetEnv API_KEY ", KEY, ""),
    ('proxy_set_header X-Api-Key "', KEY, '";'),
    ('Dim apiKey As String = "', KEY, '"'),
    ("<Map apiKey={'", KEY, "'} />"),
    ('"{\\\\\\"api_key\\\\\\":\\\\\\"', KEY, '\\\\\\"}"'),
    ('network={\n  psk="', "q7ZrkL29x", '"\n}'),
]


@pytest.fixture(scope="module")
def detection() -> Detection:
    return Detection(plan.obtain("", "", list))


def _generic(detection: Detection, line: str) -> list[bytes]:
    return [secret.value for secret in detection.secrets(f"{line}\n".encode()) if secret.rule.provider == "generic"]


@pytest.mark.parametrize(("before", "value", "after"), SILENT)
def test_silent(before: str, value: str, after: str, detection: Detection) -> None:
    assert _generic(detection, before + value + after) == []


@pytest.mark.parametrize(("before", "value", "after"), KEPT)
def test_kept(before: str, value: str, after: str, detection: Detection) -> None:
    assert _generic(detection, before + value + after) == [value.encode()]


def test_the_name_is_whole_though_the_pattern_begins_inside_it(detection: Detection) -> None:
    (secret,) = detection.secrets(f'self.mainDb_{PW} = "kX9pQ2vLm8"\n'.encode())
    assert secret.name == f"self.mainDb_{PW}".encode()


def test_the_model_says_how_sure_it_is(detection: Detection) -> None:
    (sure,) = detection.secrets(f'api_key = "{KEY}"\n'.encode())
    assert sure.confidence == "high"


def test_without_a_name_the_kind_decides(capture: Capture) -> None:
    assert judge(capture(b"let" + b"mein99", kind="password")).keep
    assert not judge(capture(b"let" + b"mein", kind="token")).keep


def test_a_call_with_a_name_among_its_arguments_is_no_pair(detection: Detection) -> None:
    assert _generic(detection, f'fields = ["user", "{PW}", "kX9pQ2vLm8", "mail"]') == []
