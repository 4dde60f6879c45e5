"""Tell env files that are encrypted, wholly or value by value, and may be committed as they are."""

from hushlint.policy.env_file import Variable, parse, plain
from hushlint.vocabulary import is_secret_name

# How files begin that are encrypted as a whole: git-crypt, Ansible Vault, age, OpenPGP.
_WHOLE = (
    b"\0GITCRYPT\0",
    b"$ANSIBLE_VAULT;",
    b"age-encryption.org/",
    b"-----BEGIN AGE ENCRYPTED FILE-----",
    b"-----BEGIN PGP MESSAGE-----",
)

# What dotenvx and SOPS write instead of a value, and the keys they add
# (https://dotenvx.com/docs, https://getsops.io/docs).
_VALUES = (b"encrypted:", b"ENC[")
_KEYS = ("DOTENV_PUBLIC_KEY", "sops_")


def is_encrypted_value(variable: Variable) -> bool:
    """Whether this value is encrypted, or belongs to the tool that encrypted the others."""
    return variable.value.startswith(_VALUES) or variable.key.startswith(_KEYS)


def is_encrypted_file(data: bytes) -> bool:
    """Whether nothing secret can be read from this env file without a key that is kept elsewhere.

    One value under a secret name in the clear is enough to say no.
    """
    if data.startswith(_WHOLE):
        return True
    text = plain(data)
    if text.lstrip().startswith(b"{"):
        return b'"sops"' in text and b"ENC[" in text
    variables = [variable for variable in parse(text) if not variable.commented]
    if not any(variable.value.startswith(_VALUES) for variable in variables):
        return False
    clear = (variable for variable in variables if variable.value and not is_encrypted_value(variable))
    return not any(is_secret_name(variable.key) for variable in clear)
