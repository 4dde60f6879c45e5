"""Whether a variable, attribute or getter in code holds a secret, by its name and the names before it."""

from collections.abc import Sequence

from hushlint.vocabulary import ABOUT, is_secret_name, words

# Words that say a value was made harmless, or is about tokens that are no secrets.
_HARMLESS = frozenset(
    """masked redacted hashed hash digest digested encrypted obfuscated censored sanitized scrubbed truncated shortened
    preview hidden partial fingerprint checksum fake dummy example sample mock public bcrypt hmac""".split()
)
# Last words of things that work with secrets.
_THINGS = frozenset(
    """encoder decoder hasher verifier issuer resolver reader writer loader source cmd dialog minimum maximum json yaml
    yml client server agent timetoken timetokens namespace namespaces ns""".split()
)
# Words inside a name that make it a member of an enumeration: `GrantTypeClientCredentials`.
_SORTS = frozenset("type kind method grant scope flow".split())
# Attributes that give the value of what they belong to.
_VALUES = frozenset("value val raw plain plaintext cleartext string text data content current".split())
# Whose tokens are secrets: what stands before a bare `token`.
_HOLDERS = frozenset(
    """self this req request session auth user account config settings conf cfg env environ credentials creds data
    response resp res result params query body headers login oauth jwt client api bot vault secrets options opts args
    props state store payload input form token tokens""".split()
)
# The working directory, more often than a password; the keys of tables.
_AMBIGUOUS = (("pwd",), ("cwd", "pwd"), ("token", "key"), ("credential", "key"), ("credentials", "key"))
# Words before `private_key` where it is the path of one, as in every server's settings.
_FILED = frozenset("tls ssl cert certificate https".split())
# First words of names of errors, texts and limits, and owners whose tokens tell things apart, not who may come in.
_FIRST = frozenset(
    """err error errors exc exception msg message label text template clip html css enum kind event path file dir folder
    url uri""".split()
)
_CORRELATING = frozenset("event transition trace span lexer parser tokenizer scanner".split())
# What stands before `token` where it is a place in a stream, a list or a text.
_PLACES = frozenset(
    """since to from at new old batch stream room event start begin end current cur last first left right input output
    position pos offset resume watch lock lease fence fencing uuid transaction tx thread trace correlation span
    purge now sub rpc observe comma delim challenge""".split()
)
# Owners that hold something about each secret, under its name.
_LISTS = frozenset("ids names types kinds labels paths files sources origins errors messages flags lengths".split())
_JOINING = frozenset("from for with without".split())
# What stands before `pwd` where it is the working directory.
_FOLDERS = frozenset(
    "ac old cur current orig original prev previous work start script base top src build save saved".split()
)
# Words behind the one that makes a name secret, and last words that are secret by the word before them.
_TAILS = frozenset(
    """value val raw plain plaintext cleartext string text data content base hex base64 b64 encoded decoded old new
    prev previous current prod production stage staging dev test live default confirm repeat again override primary
    secondary trimmed stripped escaped quoted""".split()
)
_NEEDY = frozenset("key token pass pat".split())
# What stands before `secret` where it is a value, also among objects that are called so.
_VALUED = frozenset("client app api shared consumer oauth jwt totp hmac session signing webhook".split())
# Owners of constants that stand for settings, not for kinds of things.
_SETTINGS = frozenset("settings setting config conf configuration env environment secrets constants app rails".split())


def is_secret(parts: Sequence[str], *, bare_token: bool) -> bool:
    """Whether a chain of names, `("settings", "DB_PASSWORD")`, ends in a secret.

    `bare_token` says whether a `token` without any other word counts: not in files that are about a language.
    """
    last = parts[-1] if parts else ""
    owner = parts[-2] if len(parts) > 1 else ""
    said = words(last)
    if not said or not last.isascii() or not _HARMLESS.isdisjoint(said) or (len(said) > 1 and said[0] in _FIRST):
        return False
    cut = next((at for at, word in enumerate(said) if at and word in _JOINING), 0)
    if cut:  # a password from somewhere is one, a user without a password is none
        return is_secret((*parts[:-1], "_".join(said[:cut])), bare_token=bare_token)
    if said[-1].removesuffix("s") in ABOUT or said[-1] in _THINGS or not _LISTS.isdisjoint(words(owner)[-1:]):
        return False
    if said[-1] == "pwd" and not _FOLDERS.isdisjoint(said[:-1]):
        return False
    if "csrf" in last.lower() or "xsrf" in last.lower():
        return False
    if said[-1] in _VALUES and owner:
        bare = words(owner) == ("token",)  # one with a value is an object, and mostly a parser's
        return len(said) == 1 and not bare and is_secret(parts[:-1], bare_token=bare_token)
    if said in _AMBIGUOUS or (said[-2:] == ("private", "key") and not _FILED.isdisjoint(said)):
        return False
    if said[0] == "get" and len(said) > 1:
        return is_secret((*parts[:-1], "_".join(said[1:])), bare_token=bare_token)
    if said[-1] == "token" and (not _CORRELATING.isdisjoint(words(owner)) or not _PLACES.isdisjoint(said[-2:-1])):
        return False
    if said[-2:] == ("reset", "token"):
        return True
    if said == ("token",):
        return bare_token and (not owner or not _HOLDERS.isdisjoint(words(owner)))
    if _is_kind(last, owner):
        return False
    return _ends_secret(said)


def _ends_secret(said: Sequence[str]) -> bool:
    """Whether the word that makes a name secret is its last, but for where and when it is used: `DB_PASSWORD_OLD`."""
    core = list(said)
    while len(core) > 1 and core[-1] in _TAILS:
        core.pop()
    return is_secret_name("_".join(core)) and (core[-1] in _NEEDY or is_secret_name(core[-1]))


def _is_kind(last: str, owner: str) -> bool:
    """Whether a name stands for a class or one of an enumeration's members: `GrantType.PASSWORD`, `PasswordReset`."""
    if not last[:1].isupper():
        return False
    if not last.isupper() and not _SORTS.isdisjoint(words(last)[:-1]):
        return True
    if not owner:
        return not last.isupper() and "_" not in last
    return owner[:1].isupper() and _SETTINGS.isdisjoint(words(owner))


def is_reference(said: Sequence[str]) -> bool:
    """Whether these words of a name, where secrets are objects of a cluster, name one: `tlsSecret`, `secretKey`."""
    if said[-1:] == ("secret",):
        return not _VALUED.intersection(said[-2:-1])
    return said == ("secret", "key")


def is_header(parts: Sequence[str]) -> bool:
    """Whether a chain names a header of a request that holds credentials: `req.headers.authorization`."""
    before = [part.lower() for part in parts[:-1]]
    said = words(parts[-1])
    if before[-1:] == ["get"] and before[0] in ("req", "request"):  # of Express
        return said == ("authorization",)
    if not {"headers", "header", "getheader"}.intersection(before):
        return False
    return said in (("authorization",), ("cookie",), ("proxy", "authorization")) or said[-2:] == ("api", "key")
