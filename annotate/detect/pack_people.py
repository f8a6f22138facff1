"""What belongs to people: how to reach them, what they pay with, what states call them by."""

from __future__ import annotations

from typing import Final

from annotate.detect import checks
from annotate.detect.model import Kind
from annotate.detect.rules import Rule

SURE: Final = 0.99
FORM: Final = 0.9
WORDS: Final = 0.7
MAYBE: Final = 0.5

_FILES: Final = [
    "png",
    "jpg",
    "jpeg",
    "gif",
    "svg",
    "webp",
    "ico",
    "css",
    "js",
    "ts",
    "tsx",
    "py",
    "rs",
    "go",
    "md",
    "txt",
    "json",
    "html",
    "pdf",
    "zip",
]
_DATE: Final = (
    r"\d{1,2}[./-] ?\d{1,2}[./-] ?(?:\d{4}|\d{2})|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\d{1,2}(?:\.|st|nd|rd|th)? (?:de |of )?\pL{3,12}\.?,? (?:de )?\d{4}"
    r"|\pL{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
)
_BORN: Final = (
    r"(?i)(?:\bdob\b|\bd\.o\.b\b|date of birth|birth ?date|birth ?day|\bborn\b|geburtsdatum"
    r"|geburtstag|\bgeb(?:oren|\.)|\bgeb\b|date de naissance|\bn[ée]e? le|fecha de nacimiento"
    r"|\bnacid[oa]|data di nascita|\bnat[oa] il|geboortedatum|\bgeboren|data urodzenia|\bur\."
    r"|fødselsdato|\bfødt|födelsedatum|\bfödd|syntymäaika|data de nascimento|datum narození"
    r"|születési|data nașterii|дата рождения|ημερομηνία γέννησης)[^\d\n]{0,20}?"
)
_PAPERS: Final = (
    r"(?i)(?:passport|reisepass|passeport|pasaporte|passaporto|paspoort|paszport|pass-?nr"
    r"|(?:personal)?ausweis|id[ -]?card|identity card|carte d.identité|cédula|dowod|dowód"
    r"|driver.?s? licen[cs]e|driving licen[cs]e|führerschein|permis de conduire)"
    r"[^\n\d]{0,24}?\b"
)
_ACCOUNT: Final = (
    r"(?i)(?:account ?(?:no|nr|number|#)|\bacct|\bkonto|kontonummer|sort ?code|routing"
    r"|\baba\b|\bblz\b"
    r"|numéro de compte|número de cuenta|rekening)"
)
_VAT: Final = (
    r"(?i)(?:vat|ust|umsatzsteuer|tva|iva|btw|nip|steuernummer|tax id|\bein\b|\btin\b|employer id)"
)
_DIGIT_11: Final = r"\b\d{11}\b"


def email(text: str) -> int:
    ending = text.rsplit(".", 1)[-1].lower()
    return 0 if ending in _FILES or text.startswith("git@") else len(text)


PEOPLE: Final = (
    Rule(
        Kind.EMAIL,
        r"(?:^|[^\pL\pN._%+'-])(?P<it>[\pL\pN._%+'-]+@(?:[\pL\pN][\pL\pN-]*\.)+\pL{2,})",
        FORM,
        email,
    ),
    Rule(Kind.CARD, r"\b\d{12,19}\b", SURE, checks.card),
    Rule(Kind.CARD, r"\b\d{4}(?:[ \-.\xa0]{1,2}\d{4}){3}[ \-.\xa0]{1,2}\d{3}\b", SURE, checks.card),
    Rule(Kind.CARD, r"\b\d{4}(?:[ \-.\xa0]{1,2}\d{4}){3}\b", SURE, checks.card),
    Rule(Kind.CARD, r"\b3\d{3}[ \-. ]\d{6}[ \-. ]\d{4,5}\b", SURE, checks.card),
    Rule(Kind.IBAN, r"(?i)\b[A-Z]{2}\d{2}(?:[ \-. ]?[A-Z0-9]){11,30}\b", SURE, checks.iban),
    Rule(Kind.BANK_ACCOUNT, r"\b\d{9}\b", SURE, checks.us_routing, r"(?i)routing|\baba\b"),
    Rule(Kind.BANK_ACCOUNT, _ACCOUNT + r"[^\n\d]{0,16}(?P<it>\d[\d /-]{4,18}\d)\b", WORDS),
    Rule(Kind.BANK_ACCOUNT, r"\b\d{2}-\d{2}-\d{2}[ ,/]{1,3}\d{8}\b", FORM),
    Rule(Kind.TAX_ID, r"\b\d{2} ?\d{3} ?\d{3} ?\d{3}\b", SURE, checks.german_tax),
    Rule(Kind.TAX_ID, r"\b\d{2,3}/\d{3,4}/\d{4,5}\b", WORDS, None, r"(?i)steuer"),
    Rule(Kind.TAX_ID, r"\b9\d{2}-(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])-\d{4}\b", FORM),
    Rule(Kind.TAX_ID, r"\b\d{2}-\d{7}\b", WORDS, None, _VAT),
    Rule(
        Kind.TAX_ID,
        r"\b(?:ATU\d{8}|BE[01]\d{9}|DE\d{9}|DK\d{8}|ES[A-Z0-9]\d{7}[A-Z0-9]|FI\d{8}|FR[A-Z0-9]{2}\d{9}"
        r"|GB\d{9}|IT\d{11}|NL\d{9}B\d{2}|PL\d{10}|PT\d{9}|SE\d{12}|CHE-?[\d.]{9,11})\b",
        FORM,
        None,
        _VAT,
    ),
    Rule(Kind.SSN, r"\b\d{3}-\d{2}-\d{4}\b", FORM, checks.us_ssn),
    Rule(
        Kind.SSN, r"\b\d{3} ?\d{2} ?\d{4}\b", WORDS, checks.us_ssn, r"(?i)\bssn\b|social security"
    ),
    Rule(
        Kind.NATIONAL_ID,
        r"\b\d{2} ?\d{6} ?[A-Z] ?\d{3}\b",
        SURE,
        checks.german_insurance,
    ),
    Rule(
        Kind.NATIONAL_ID,
        r"\b[12] ?\d{2} ?\d{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}\b",
        SURE,
        checks.french_nir,
    ),
    Rule(Kind.NATIONAL_ID, r"\b(?:\d{8}|[XYZ]-?\d{7})-?[A-Z]\b", SURE, checks.spanish_id),
    Rule(
        Kind.NATIONAL_ID,
        r"(?i)\b[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b",
        SURE,
        checks.italian_fiscal,
    ),
    Rule(
        Kind.NATIONAL_ID,
        r"\b\d{4}\.?\d{2}\.?\d{3}\b",
        SURE,
        checks.dutch_bsn,
        r"(?i)\bbsn\b|burgerservice|sofi",
    ),
    Rule(
        Kind.NATIONAL_ID,
        r"\b\d{2}\.?\d{2}\.?\d{2}[- ]?\d{3}[. ]?\d{2}\b",
        SURE,
        checks.belgian_national,
    ),
    Rule(Kind.NATIONAL_ID, _DIGIT_11, SURE, checks.polish_pesel),
    Rule(Kind.NATIONAL_ID, r"\b\d{3} ?\d{3} ?\d{3}\b", SURE, checks.portuguese_nif, r"(?i)\bnif\b"),
    Rule(
        Kind.NATIONAL_ID,
        r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
        FORM,
    ),
    Rule(Kind.NATIONAL_ID, r"\b\d{3} \d{3} \d{4}\b", SURE, checks.nhs),
    Rule(Kind.NATIONAL_ID, r"\b\d{10}\b", SURE, checks.nhs, r"(?i)\bnhs\b"),
    Rule(Kind.NATIONAL_ID, r"\b\d{6}[-+]\d{4}\b", FORM, checks.northern_dashed),
    Rule(Kind.NATIONAL_ID, r"\b(?:19|20)\d{6}[-+]?\d{4}\b", SURE, checks.swedish_personal),
    Rule(
        Kind.NATIONAL_ID,
        r"\b\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]\b",
        SURE,
        checks.finnish_hetu,
    ),
    Rule(Kind.NATIONAL_ID, r"\b\d{6} ?\d{5}\b", SURE, checks.norwegian_number),
    Rule(Kind.NATIONAL_ID, r"\b756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}\b", SURE, checks.swiss_ahv),
    Rule(
        Kind.NATIONAL_ID,
        r"\b\d{4} \d{6}\b|\b\d{10}\b",
        SURE,
        checks.austrian_insurance,
    ),
    Rule(Kind.NATIONAL_ID, r"\b\d{6}/\d{3,4}\b", SURE, checks.czech_number),
    Rule(Kind.NATIONAL_ID, r"\b\d{7}[A-W][A-IW]?\b", SURE, checks.irish_pps),
    Rule(Kind.NATIONAL_ID, r"\b[1-9]\d{12}\b", SURE, checks.romanian_cnp),
    Rule(Kind.NATIONAL_ID, r"\b\d{10}\b", SURE, checks.bulgarian_egn, r"(?i)егн|\begn\b"),
    Rule(Kind.NATIONAL_ID, r"\b[1-6]\d{10}\b", SURE, checks.baltic_code),
    Rule(Kind.NATIONAL_ID, _DIGIT_11, SURE, checks.croatian_oib, r"(?i)\boib\b"),
    Rule(Kind.NATIONAL_ID, _DIGIT_11, SURE, checks.greek_amka, r"(?i)amka|αμκα"),
    Rule(Kind.NATIONAL_ID, r"\b\d{13}\b", SURE, checks.balkan_emso),
    Rule(Kind.NATIONAL_ID, r"\b\d{3}\.\d{3}\.\d{3}-\d{2}\b", SURE, checks.brazilian_cpf),
    Rule(Kind.PASSPORT, _PAPERS + r"(?P<it>(?:[A-Z]{1,3})?\d[A-Z0-9]{5,10})\b", WORDS),
    Rule(Kind.PASSPORT, _PAPERS + r"(?P<it>[A-Z][A-Z0-9]{2,3}\d[A-Z0-9]{3,6})\b", WORDS),
    Rule(Kind.PASSPORT, r"\bP[<A-Z][A-Z]{3}[A-Z<]{20,39}", FORM),
    Rule(Kind.PASSPORT, r"\b[A-Z0-9<]{9}\d[A-Z<]{3}\d{7}[MFX<]\d{7}[A-Z0-9<]{0,16}", FORM),
    Rule(Kind.BIRTH_DATE, _BORN + rf"(?P<it>{_DATE})", WORDS),
    Rule(Kind.BIRTH_DATE, r"(?:\*|†) ?(?P<it>\d{1,2}\.\d{1,2}\.\d{4})\b", MAYBE),
    Rule(Kind.IP_ADDRESS, r"\b\d{1,3}(?:\.\d{1,3}){3}\b", FORM, checks.address_v4),
    Rule(
        Kind.IP_ADDRESS,
        r"(?i)\b(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}\b|\b(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}\b",
        FORM,
        checks.address_v6,
    ),
    Rule(
        Kind.MAC_ADDRESS,
        r"\b[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5}|(?:-[0-9A-Fa-f]{2}){5})\b",
        FORM,
    ),
    Rule(Kind.MAC_ADDRESS, r"\b[0-9a-fA-F]{4}\.[0-9a-fA-F]{4}\.[0-9a-fA-F]{4}\b", FORM),
    Rule(Kind.CRYPTO_ADDRESS, r"\b[13][1-9A-HJ-NP-Za-km-z]{25,34}\b", SURE, checks.base58),
    Rule(Kind.CRYPTO_ADDRESS, r"\b(?:bc|tb|ltc)1[02-9ac-hj-np-z]{25,87}\b", FORM),
    Rule(Kind.CRYPTO_ADDRESS, r"\b0x[0-9a-fA-F]{40}\b", FORM),
    Rule(
        Kind.COORDINATES, r"-?\b\d{1,2}\.\d{4,8}, ?-?\d{1,3}\.\d{4,8}\b", WORDS, checks.coordinates
    ),
    Rule(
        Kind.USER_PATH,
        r"(?i)(?:/(?:home|users)/|[A-Z]:[\\/]+(?:Users|Documents and Settings)[\\/]+"
        r"|\\\\[\w.-]{1,64}\\(?:users|home|homes|profiles)\$?\\)(?P<it>[\pL\pN][\pL\pN._-]{1,63})",
        FORM,
        lambda text: 0 if text.lower() in _NOBODY else len(text),
    ),
)

_NOBODY: Final = frozenset(
    [
        "public",
        "shared",
        "default",
        "guest",
        "runner",
        "user",
        "username",
        "ubuntu",
        "root",
        "admin",
        "administrator",
        "me",
        "name",
        "you",
    ]
)

# A reader of pictures takes 1 for l and 8 for B; a number of the right shape is then enough.
MISREAD: Final = (
    Rule(Kind.CARD, r"\b\d{4}(?:[ \-.]?\d{4}){3}\b", MAYBE, checks.card_shape),
    Rule(Kind.CARD, r"\b3\d{3}[ \-.]?\d{6}[ \-.]?\d{5}\b", MAYBE, checks.card_shape),
    Rule(
        Kind.IBAN,
        r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b",
        MAYBE,
        checks.iban_shape,
    ),
)
