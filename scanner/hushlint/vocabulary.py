"""The one list of words that make a name secret, or not: `db_password` is one, `password_field` is none."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that make a name secret wherever they stand in it.
STRONG = _set(
    """password passwd passphrase passcode passwort pwd pswd psw pw psk storepass keypass secret apikey apisecret
    apitoken authkey authtoken accesskey accesstoken secretkey privatekey credential credentials creds mnemonic
    kennwort contrasena senha"""
)

# The part of STRONG that people choose themselves: their values need not look random.
CHOSEN = _set(
    "password passwd passphrase passcode passwort pwd pswd psw pw psk pass storepass keypass kennwort contrasena senha"
)

# Words that make a name secret as its last word, if no word of the second set stands right before them.
LAST = {
    "token": _set(
        """next previous prev page paging pagination continuation continue cursor sync start stop end eos bos unk pad
        mask sep special csrf xsrf authenticity starting export import update product unit lock cancellation cancel
        lexer parser css syntax ast line string number
        comment punctuation design upload fcm push device mention vocab word text input output open close current last
        first type kind request stylesheet idempotency dedup ownership site change verification public publishable"""
    ),
    "pass": _set("by first second single multi render compile compiler optimization test one two bi all low high band"),
    "pat": frozenset(),
}
NEEDS_COMPANY = frozenset({"pat"})

# Words that make a following `key` (or `keys` joined to them, `apikey`) a secret one.
KEYED = _set(
    """api secret access private auth authentication authorization encryption encrypt decryption signing sign master
    account storage service shared hmac aes rsa cipher crypto application app admin deploy consumer webhook
    license licence subscription validation client server ssh pgp gpg tls ssl jwt token security session symmetric
    wallet"""
)

# Last words that say the value is about a secret, not one.
ABOUT = _set(
    """id ids uid uuid guid url uri link href endpoint host domain path file filename dir directory folder location
    name names label title text caption hint help desc description message msg error errors warning exception
    hash hashes hashed digest checksum fingerprint thumbprint signature sig salt nonce iv public pub field
    fields input form dialog modal prompt page view screen button icon placeholder template example sample
    format pattern regex re rule rules policy policies type types kind class mode scheme method algorithm alg
    algo encryption provider manager service store storage vault backend handler helper factory builder parser
    validator checker generator middleware strategy interface config configuration settings options opts option
    params parameter param args arg arn ref reference variable var env column col table row index count counter
    size length len min max limit num number total version status state valid validity enabled disabled required
    optional exists set changed reset expired expires expiry expiration ttl timeout age lifetime duration date
    time timestamp at on created updated rotation period days hours minutes seconds prefix suffix separator
    delimiter header headers param scope scopes role roles user username owner email group tokens keys passwords
    secrets map dict list array set func function fn callback cb cmd command flag strength score entropy
    confirmation match matches matcher cache visible visibility hidden show toggle change test tests spec mock
    schema model entity request response resp req info metadata meta data namespace part parts source target usage
    property attribute attr node element tag selector css style color hasher hashers maps"""
)

# First words that ask something about a secret, or name an action on one.
ASKING = _set(
    """is has have had can should must may will was were does did use uses using needs need require requires required
    requested no not without show hide toggle forgot forgotten reset lost enable enabled disable disabled allow
    allowed deny ask prompt check verify validate invalid valid missing wrong incorrect bad weak strong get
    fetch read load find lookup num number count max min total parse generate create make build update change
    delete remove revoke rotate hash hashed encrypt encrypted decrypt decrypted hashing masked redacted public
    publishable on off by with send request supports label field button notice setting hint
    pref prefs preference preferences"""
)

# Names that hold a secret word by accident or by custom.
NEVER = _set(
    """keyboard keyword keywords keypress keydown keyup keycode keyframes monkey turkey hockey tokenizer tokenize
    tokenized tokens secretary secretariat compass bypass passive passenger passport passthrough passing"""
)

_GLUED = (
    *("password", "passwd", "passphrase", "secret"),
    *("apikey", "accesskey", "secretkey", "privatekey", "authtoken", "accesstoken"),
)


def _split_case(run: str) -> list[str]:
    """One alphanumeric run cut at case changes: `dbPassword`, `APIKey`, `OAuth2Token`; digits end a word and vanish."""
    parts: list[str] = []
    start = 0
    for at in range(1, len(run)):
        before, here = run[at - 1], run[at]
        after = run[at + 1] if at + 1 < len(run) else ""
        if ((before.islower() or before.isdigit()) and here.isupper()) or (
            before.isupper() and here.isupper() and after.islower() and at - start > 1
        ):
            parts.append(run[start:at])
            start = at
    parts.append(run[start:])
    return parts


def words(name: str) -> tuple[str, ...]:
    """The lower-case words of a name in snake, kebab, camel, dotted or mixed case, without digits at their ends."""
    spaced = "".join(character if character.isalnum() else " " for character in name)
    found = (part.strip("0123456789").lower() for run in spaced.split() for part in _split_case(run))
    return tuple(word for word in found if word)


def _is_strong(word: str) -> bool:
    return word in STRONG or (word.endswith(_GLUED) and word not in NEVER)


def _makes_secret(parts: tuple[str, ...], at: int) -> bool:
    """Whether the word at this index, with the one before it, makes a name secret."""
    word = parts[at]
    before = parts[at - 1] if at else ""
    if _is_strong(word):
        return True
    if at != len(parts) - 1:
        return word == "key" and before in KEYED and at == len(parts) - 2 and parts[-1] in {"base", "value", "string"}
    if word == "key":
        return before in KEYED
    if word in LAST:
        return before not in LAST[word] and (bool(before) or word not in NEEDS_COMPANY)
    return word == "bearer" or (word.endswith("token") and len(word) > 5 and word not in NEVER)


def is_secret_name(name: str) -> bool:
    """Whether a variable, key or attribute of this name is expected to hold a secret value.

    Of a dotted or nested name (`spring.datasource.password`) all parts are words. The last word decides first:
    `secret_name` and `token_url` are about a secret; `public_key` and `cache_key` never were one.
    """
    parts = words(name)
    if not parts or parts[-1] in ABOUT or (len(parts) > 1 and parts[0] in ASKING):
        return False
    return any(_makes_secret(parts, at) for at in range(len(parts)))


def is_chosen_name(name: str) -> bool:
    """Whether a secret of this name is chosen by people (`db_password`), so that its value need not look random."""
    parts = words(name)
    return bool(parts) and any(part in CHOSEN or part.endswith(("password", "passwd", "passphrase")) for part in parts)


# Last words of names whose values are secrets often enough to look at them: unless the word before is one of the
# first set, and only if it is one of the second where that has any.
_LOOSE: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "key": (
        _set(
            """primary foreign cache sort partition public map object row sql react storage attribute property
            i18n translation message lookup index hash group item field column data config option setting dict
            registry shortcut hot arrow enter escape return shift control alt meta tab any array json xml search pub
            routing unique natural composite surrogate candidate super alternate idempotency dedup dedupe encrypted
            kms release spreadsheet websocket"""
        ),
        frozenset(),
    ),
    "auth": (_set("basic no use require requires with has is disable enable needs skip"), frozenset()),
    "authorization": (_set("no use require requires with has is"), frozenset()),
    "code": (frozenset(), _set("auth authorization verification access pass")),
    "verifier": (frozenset(), _set("oauth code auth")),
    "value": (frozenset(), _set("token password secret key passwd apikey")),
    "data": (frozenset(), _set("auth secret")),
}
# Words about a password that its value is repeated under: `password_confirmation`, `verifyPassword`; openssl's options.
_REPEATING = _set("confirmation confirm verify repeat")
_GIVING = _set("verify reset")
_OPTIONS = _set("passin passout")


def asks(name: str) -> bool:
    """Whether a name asks something about a secret or does something with one: `hash_password`, `has_token`."""
    parts = words(name)
    return len(parts) > 1 and parts[0] in ASKING


def expects(name: str) -> str:
    """What a value under this name is expected to be: chosen by people, made by a program, loosely a secret, or "".

    Of a name in doubt (`appkey`, `auth`, `tokenValue`) only the value can tell.
    """
    parts = words(name)
    if not parts:
        return ""
    component = name.rpartition(".")[2]
    if component != name and asks(component) and words(component)[0] not in _GIVING:
        return ""
    if is_secret_name(name):
        return "chosen" if is_chosen_name(name) else "made"
    last = parts[-1]
    if last in _OPTIONS or (last in _REPEATING and is_chosen_name(name)):
        return "chosen"
    if len(parts) > 1 and parts[0] in _GIVING and (last in CHOSEN or last == "token"):
        return "chosen" if last in CHOSEN else "made"
    if asks(name):
        return ""
    return "loose" if _is_loose(last, parts[-2] if len(parts) > 1 else "") else ""


def _is_loose(last: str, before: str) -> bool:
    if last not in _LOOSE and last not in NEVER:
        for end in ("key", "auth"):
            if last.endswith(end):
                last, before = end, last.removesuffix(end)
    if last not in _LOOSE:
        return False
    without, only = _LOOSE[last]
    return before not in without and (not only or before in only)
