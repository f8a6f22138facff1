"""Names of fields whose content is a secret though nobody marked them, in European languages.

A table and its test. A name is cut into words at everything that is no letter and no digit, and
without accents; some languages write compounds, so long stems are looked for inside words, too.
"""

from __future__ import annotations

import re
import unicodedata

# Short ones are whole words; they mean other things inside longer words.
WORDS = frozenset({
    "pin", "puk", "tan", "otp", "totp", "cvv", "cvv2", "cvc", "cvc2", "csc", "cid", "pwd", "pass",
    "passwd", "psw", "iban", "bic", "ssn", "nino", "nif", "dni", "cpf", "pesel", "bsn",
    "cpr", "hetu", "personnummer", "nir", "mdp", "mfa", "2fa", "rodne", "token",
    "secret", "clave", "senha", "salasana", "heslo", "haslo", "hasla", "kodord",
})  # fmt: skip
# Stems that are long enough to mean the same wherever they stand in a word.
STEMS = (
    # password
    "password", "passwort", "passphrase", "kennwort", "wachtwoord", "contrasena", "motdepasse",
    "parola", "palavrapasse", "losenord", "adgangskode", "passord", "salasana", "jelszo",
    "zaporka", "geslo", "slaptazod", "kodosana", "lozinka", "passcode", "zugangscode",
    # card
    "creditcard", "cardnumber", "ccnumber", "kreditkart", "kartennummer", "kartennr",
    "cartebancaire", "numerodecarte", "tarjeta", "numerodetarjeta", "numerocarta",
    "cartadicredito", "numerodocartao", "cartaodecredito", "creditcardnummer", "kaartnummer",
    "numerkarty", "kortnummer", "kortinumero", "kortinnumero", "luottokort", "cislokarty",
    "securitycode", "sicherheitscode", "prufnummer", "prufziffer", "pruefnummer", "cryptogramme",
    "codigodeseguridad", "codicedisicurezza", "codigodeseguranca", "beveiligingscode",
    "kodbezpieczenstwa", "sakerhetskod", "sikkerhedskode", "turvakoodi", "bezpecnostnikod",
    # bank account
    "bankaccount", "accountnumber", "sortcode", "kontonummer", "bankverbindung", "numerodecompte",
    "numerodecuenta", "numerodiconto", "numerodeconta", "rekeningnummer", "numerkonta",
    "tilinumero", "cislouctu",
    # one person's number
    "socialsecurity", "nationalinsurance", "taxid", "sozialversicherung", "steuernummer",
    "steueridentifikation", "securitesociale", "seguridadsocial", "codicefiscale",
    "segurancasocial", "burgerservicenummer", "personnummer", "cprnummer", "henkilotunnus",
    "rodnecislo", "passportnumber", "reisepassnummer", "ausweisnummer", "numerodepasseport",
    # one time
    "onetime", "verificationcode", "einmal", "bestatigungscode", "codedeverification",
    "codigodeverificacion", "codicediverifica", "codigodeverificacao", "verificatiecode",
    "kodweryfikacyjny", "engangskod", "verifieringskod", "bekreftelseskode", "vahvistuskoodi",
    "kertakayttoinen", "overovacikod", "authenticator",
    # keys
    "apikey", "secretkey", "privatekey", "recoverykey", "seedphrase", "clientsecret",
)  # fmt: skip
_CUT = re.compile(r"[^a-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "đ": "d"})


def is_sensitive(name: str) -> bool:
    """Whether a field of this name, as a program tells it, holds what must not be kept."""
    plain = unicodedata.normalize("NFKD", _HUMP.sub(" ", name.translate(_LETTERS)))
    letters = "".join(each for each in plain if not unicodedata.combining(each)).casefold()
    words = [word for word in _CUT.split(letters) if word]
    joined = "".join(words)
    return bool(WORDS.intersection(words)) or any(stem in joined for stem in STEMS)
