"""What opens doors: passwords, keys and tokens, by the prefixes their makers publish.

Written from the makers' own descriptions; no rule file was copied.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from typing import Final

from annotate.detect.checks import Check
from annotate.detect.model import Kind
from annotate.detect.pack_people import FORM, MAYBE, WORDS
from annotate.detect.rules import Rule

RANDOM_BITS_MIN: Final = 3.0
CHANGES_MIN: Final = 0.35

_PASSWORD: Final = (
    r"pass(?:word|wort|wd|phrase|code|wert)?|pwd|pw|kennwort|mot de passe|mdp|contrase[nñ]a|clave"
    r"|wachtwoord|has[łl]o|senha|palavra-passe|lösenord|adgangskode|kodeord|salasana|passord|heslo"
    r"|jelszó|parol[aăă]|пароль|κωδικός"
)
_SECRET: Final = (
    r"(?:api|access|auth|secret|private|signing|encryption|master|account|license|licence|product"
    r"|client|refresh|bearer|session|deploy|webhook|bot|service)[ _.-]?(?:key|token|secret|id|code)"
    r"|apikey|token|secret|credentials?|(?:key|cookie|sid)"
)
_NO_PASSWORD: Final = frozenset(
    [
        "null",
        "none",
        "true",
        "false",
        "required",
        "optional",
        "forgot",
        "forgotten",
        "reset",
        "change",
        "changed",
        "changing",
        "incorrect",
        "invalid",
        "wrong",
        "expired",
        "empty",
        "field",
        "input",
        "string",
        "text",
        "hidden",
        "show",
        "hide",
        "confirm",
        "strength",
        "weak",
        "strong",
        "manager",
        "policy",
        "protected",
        "minimum",
        "maximum",
        "vergessen",
        "ändern",
        "falsch",
        "erforderlich",
        "here",
        "settings",
        "password",
        "passwort",
        "your",
        "enter",
        "please",
        "must",
        "should",
        "cannot",
        "does",
        "was",
        "has",
        "not",
        "the",
        "and",
        "for",
        "with",
        "missing",
        "oublié",
        "olvidada",
        "unknown",
        "undefined",
        "yes",
        "disabled",
        "enabled",
        "unchanged",
        "prompt",
        "varchar",
        "char",
        "self",
        "str",
        "nil",
        "default",
        "never",
        "auto",
        "automatic",
        "manual",
        "tests",
        "test",
    ]
)
_PREFIXED: Final = (
    # Clouds and code.
    r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}",
    r"gh[pousr]_[A-Za-z0-9]{36,}",
    r"github_pat_[A-Za-z0-9_]{36,}",
    r"gl(?:pat|dt|rt|ptt|cbt|soat|agent|ft|imt|oas|ffct)-[A-Za-z0-9_.-]{16,}",
    r"ATATT3[A-Za-z0-9_=-]{50,}|ATBB[A-Za-z0-9]{24,40}",
    r"AIza[A-Za-z0-9_-]{35}|GOCSPX-[A-Za-z0-9_-]{24,32}|ya29\.[A-Za-z0-9_-]{20,}",
    r"do[opr]_v1_[a-f0-9]{64}",
    r"LTAI[A-Za-z0-9]{12,24}|AKID[A-Za-z0-9]{32}",
    r"[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34}",
    r"hv[sbr]\.[A-Za-z0-9_-]{20,}|[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{40,}",
    r"dapi[a-f0-9]{32}(?:-\d)?",
    r"dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{32,64}",
    r"pul-[a-f0-9]{40}|HRKU-[A-Za-z0-9_-]{36,70}|fo1_[A-Za-z0-9_-]{40,60}|fm[12]r?_[A-Za-z0-9+/=_-]{60,}",
    r"sb(?:p|_secret)_[A-Za-z0-9_-]{20,60}|pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.-]{32,64}|nfp_[A-Za-z0-9]{36,50}",
    r"npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{50,}|rubygems_[a-f0-9]{48}|cio[A-Za-z0-9]{32}|dckr_(?:pat|oat)_[A-Za-z0-9_-]{24,40}",
    r"tskey-[a-z]{3,8}-[A-Za-z0-9-]{16,64}|ops_eyJ[A-Za-z0-9_=-]{40,}|sgp_[A-Za-z0-9_]{40,80}",
    # Messages and payment.
    r"xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-\d-[A-Za-z0-9-]{20,}|xoxe\.xox[bp]-[A-Za-z0-9-]{20,}",
    r"(?:sk|rk|pk)_(?:live|test|prod)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{24,64}",
    r"SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{32,64}|xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}",
    r"(?:SK|AC)[a-f0-9]{32}|key-[a-f0-9]{32}|[a-f0-9]{32}-us\d{1,2}",
    r"\d{8,10}:AA[A-Za-z0-9_-]{32,34}|[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}",
    r"shp(?:at|ca|pa|ss|tka)_[a-fA-F0-9]{32}|sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,43}|EAAA[A-Za-z0-9_-]{60}",
    r"rzp_(?:live|test)_[A-Za-z0-9]{14}|FLWSECK(?:_TEST)?-[A-Za-z0-9-]{12,50}|access_token\$production\$[a-z0-9]{13,20}\$[a-f0-9]{32}",
    r"EAA[A-Za-z0-9]{80,}|AAAAAAAAAAAAAAAAAAAA[A-Za-z0-9%]{60,}|AAAA[A-Za-z0-9_-]{7}:[A-Za-z0-9_-]{140}",
    # Models and tools.
    r"sk-(?:ant|proj|svcacct|admin|or|lf)-[A-Za-z0-9_-]{20,}|sk-[A-Za-z0-9]{20,64}",
    r"hf_[A-Za-z0-9]{30,40}|gsk_[A-Za-z0-9]{40,60}|xai-[A-Za-z0-9]{60,90}|pplx-[A-Za-z0-9]{40,60}|r8_[A-Za-z0-9]{37}|nvapi-[A-Za-z0-9_-]{60,70}",
    r"lin_(?:api|oauth)_[A-Za-z0-9]{32,64}|(?:secret|ntn)_[A-Za-z0-9]{40,50}|fig[dou]r?_[A-Za-z0-9_-]{36,64}",
    r"pat[A-Za-z0-9]{14}\.[a-f0-9]{64}|PMAK-[a-f0-9]{24}-[a-f0-9]{34}|CFPAT-[A-Za-z0-9_-]{40,50}",
    r"NRAK-[A-Z0-9]{27}|NRJS-[a-f0-9]{19}|sntry[sua]_[A-Za-z0-9_=+/-]{40,}",
    r"glsa_[A-Za-z0-9]{32}_[a-f0-9]{8}|glc_[A-Za-z0-9+/=]{32,}|phc_[A-Za-z0-9]{40,50}|phx_[A-Za-z0-9]{40,50}",
    r"AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{50,70}|EZ[AT]K[A-Za-z0-9]{54}|sl\.[A-Za-z0-9_-]{100,}",
    r"https://hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/+]{20,80}",
    r"https://(?:\w{1,12}\.)?discord(?:app)?\.com/api/webhooks/\d{17,20}/[A-Za-z0-9_-]{50,80}",
    r"https://[a-z0-9.-]{1,60}\.webhook\.office\.com/[A-Za-z0-9@/_-]{40,}",
    # What many smaller makers do: some letters, what it is for, and something random.
    r"[a-z]{2,12}[_-](?:live|test|prod|sk|pk|pat|key|secret|tok|token|api|sec|app|ci|svc)[_-][A-Za-z0-9_-]{16,}",
)


def bits(text: str) -> float:
    """Shannon's entropy in bits for each character."""
    counts = Counter(text).values()
    return -sum(count / len(text) * math.log2(count / len(text)) for count in counts)


def password(text: str) -> int:
    """Whether a value beside the word is one, and not a label, a sentence or a blank."""
    bare = text.strip(" .:!?*•●()[]{}").lower()
    if len(bare) < 4 or bare in _NO_PASSWORD or len(set(bare)) < 3:
        return 0
    is_reference = (
        text[0] in "$%{<[(" or "(" in text or text.startswith(("os.", "process.", "env."))
    )
    return 0 if is_reference else len(text)


def spoken_password(text: str) -> int:
    """After "is": only what no sentence would go on with."""
    odd = any(not char.isalpha() for char in text.rstrip(".,!?")) or text != text.lower()
    return password(text) if odd else 0


def random_value(text: str) -> int:
    has_digit = any(char.isdigit() for char in text)
    return len(text) if has_digit and bits(text) >= RANDOM_BITS_MIN and password(text) else 0


def random_word(text: str) -> int:
    """Something long that changes between small, large and digit as no name does."""
    kinds = [(c.islower(), c.isupper(), c.isdigit()) for c in text if c.isalnum()]
    changes = sum(one != two for one, two in pairwise(kinds)) / len(kinds)
    all_three = len(set(kinds)) == 3
    return len(text) if all_three and changes >= CHANGES_MIN and bits(text) >= 3.7 else 0


def key_line(text: str) -> int:
    """A line of a key in PEM: base64 from edge to edge, and not a hash in hex."""
    is_hex = all(char in "0123456789abcdefABCDEF" for char in text)
    return 0 if is_hex or bits(text) < 4.3 else len(text)


def _named(words: str, sign: str, value: str, kind: Kind, check: Check) -> tuple[Rule, ...]:
    """One rule for each way to write a value: in quotes of either kind, or bare."""
    begin = (
        rf"(?i)(?:^|[^\pL])(?:[\pL\pN_.-]{{0,40}}[_.-])?(?:{words})[\"']?\s{{0,3}}{sign}\s{{0,3}}"
    )
    quoted = (r"\"(?P<it>[^\"\n]{4,})\"", r"'(?P<it>[^'\n]{4,})'")
    return tuple(Rule(kind, begin + way, WORDS, check) for way in (*quoted, rf"(?P<it>{value})"))


SECRETS: Final = (
    *(Rule(Kind.API_KEY, rf"(?:^|[^A-Za-z0-9])(?P<it>{one})", FORM) for one in _PREFIXED),
    Rule(Kind.JWT, r"\bey[A-Za-z0-9_-]{8,}\.(?:ey)?[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_.-]*", FORM),
    Rule(
        Kind.PRIVATE_KEY,
        r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
        r"[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\z)",
        FORM,
    ),
    Rule(Kind.PRIVATE_KEY, r"PuTTY-User-Key-File-\d:[\s\S]*", FORM),
    Rule(
        Kind.PRIVATE_KEY, r"(?m)^\s{0,8}(?P<it>[A-Za-z0-9+/]{60,80}={0,2})\s{0,8}$", MAYBE, key_line
    ),
    Rule(Kind.PRIVATE_KEY, r"\b[5KLc][1-9A-HJ-NP-Za-km-z]{50,51}\b", FORM),
    Rule(
        Kind.URL_CREDENTIALS,
        r"(?i)\b[a-z][a-z0-9+.-]{1,20}://(?P<it>[^\s/:@\"'<>]{0,64}:[^\s/@\"'<>$*{]{1,})@[\w.\[-]",
        FORM,
    ),
    Rule(
        Kind.URL_CREDENTIALS,
        r"(?i)[?&#](?:access_token|auth_?token|token|api_?key|apikey|key|sig|signature|x-amz-signature"
        r"|x-amz-credential|sessionid|sid|auth|code|secret|password|pwd|id_token|refresh_token)"
        r"=(?P<it>[A-Za-z0-9%._~+/=-]{8,})",
        FORM,
        random_value,
    ),
    Rule(
        Kind.API_KEY,
        r"(?i)\b(?:basic|bearer|token|negotiate|digest|apikey)\s{1,3}(?P<it>[A-Za-z0-9+/=._~-]{16,})",
        WORDS,
        random_value,
    ),
    Rule(Kind.API_KEY, r"(?i)authorization:\s{0,3}\w{3,12}\s{1,3}(?P<it>\S{6,})", WORDS),
    Rule(Kind.API_KEY, r"(?i)otpauth://\S*secret=(?P<it>[A-Z2-7]{16,})", FORM),
    Rule(
        Kind.API_KEY, r"(?i)(?:AccountKey|SharedAccessKey)=(?P<it>[A-Za-z0-9+/]{40,88}={0,2})", FORM
    ),
    *_named(
        _SECRET, r"(?::=|=>|[:=]|\bis\b)", r"[A-Za-z0-9_./+=~-]{12,}", Kind.API_KEY, random_value
    ),
    *_named(
        _PASSWORD + r"|\w{0,30}(?:password|passwd|secret)",
        r"(?::=|=>|[:=]|→)",
        r"[^\s\"',;<>]{4,}",
        Kind.PASSWORD,
        password,
    ),
    Rule(
        Kind.PASSWORD,
        rf"(?i)(?:^|[^\pL])(?:{_PASSWORD})\s{{1,2}}(?:is|ist|lautet|est|es|è|jest|är|er|to)\s{{1,2}}"
        r"(?P<it>[^\s\"',;<>]{4,})",
        WORDS,
        spoken_password,
    ),
    Rule(
        Kind.PASSWORD,
        r"(?i)--?(?:password|passwd|pass|pw)[ =](?P<it>[^\s\"'<>$-][^\s<>]{3,})",
        WORDS,
        password,
    ),
    Rule(
        Kind.PASSWORD,
        r"\b(?:mysql|mysqldump|mariadb|sshpass)\b[^\n]{0,80}? -p ?(?P<it>[^\s$-]\S{3,64})",
        WORDS,
        password,
    ),
    Rule(
        Kind.PASSWORD,
        r"\b(?:curl|wget|http)\b[^\n]*? (?:-u|--user)[ =]?[\"']?"
        r"(?P<it>[^\s:\"']{1,64}:[^\s\"'$]{3,})",
        WORDS,
    ),
    Rule(Kind.PASSWORD, r"(?i)<(?:\w{0,20})password>(?P<it>[^<\n]{4,})</", WORDS, password),
    Rule(
        Kind.PASSWORD,
        r"(?i)\b(?:pin|puk|geheimzahl)(?:[ -]?(?:code|nr|number))?"
        r"\s{0,2}(?::|=|is|ist)\s{0,2}(?P<it>\d{4,8})\b",
        WORDS,
    ),
    Rule(
        Kind.PASSWORD_HASH,
        r"\$(?:1|2[abxy]|5|6|7|y|gy|apr1|argon2(?:id|i|d)|scrypt|pbkdf2[\w-]{0,20})\$[A-Za-z0-9./+=,$-]{16,}",
        FORM,
    ),
    Rule(
        Kind.PASSWORD_HASH,
        r"\bpbkdf2_sha\d{1,3}\$\d{1,8}\$[A-Za-z0-9./+=]{1,64}\$[A-Za-z0-9/+=]{20,}",
        FORM,
    ),
    Rule(Kind.PASSWORD_HASH, r"\{S?(?:SHA|MD5|SHA256|SHA512|CRYPT)\}[A-Za-z0-9+/=$.]{16,}", FORM),
    Rule(Kind.PASSWORD_HASH, r"(?i)\b[a-f0-9]{32}:[a-f0-9]{32}\b", FORM),
    Rule(
        Kind.ONE_TIME_CODE,
        r"(?i)(?:verification|security|login|log-in|sign-?in|one[- ]time"
        r"|otp|2fa|mfa|authenticat\w{0,5}"
        r"|confirmation|access|bestätigungs|sicherheits|einmal|anmelde|verifizierungs|vérification"
        r"|verificación|verifica|m?tan|passcode|kod|sms)"
        r"[ -]?(?:code|passcode|pin|password|passwort|kennwort|nummer)?"
        r"[^\n\d]{0,24}?\b(?P<it>\d{3}[ -]?\d{3}|\d{4}|\d{5}|\d{7,8})\b",
        WORDS,
        None,
        r"(?i)code|otp|2fa|mfa|tan\b|pin\b|pass|kennwort|kod",
    ),
    Rule(
        Kind.ONE_TIME_CODE,
        r"(?i)\b(?P<it>(?:G-)?\d{3}[ -]?\d{3}|\d{4}|\d{8}) "
        r"(?:is|ist|est|es|è) (?:your|the|ihr|dein|votre|tu|su|il)\b[^\n]{0,40}"
        r"(?:code|pin|tan|código|codice)",
        WORDS,
    ),
    Rule(
        Kind.API_KEY,
        r"(?:^|[^A-Za-z0-9+/=_.-])(?P<it>[A-Za-z0-9][A-Za-z0-9_-]{18,}[A-Za-z0-9])",
        MAYBE,
        random_word,
    ),
)
