"""Which names of fields mean a secret, in the languages of Europe; and which do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recorder.capture.context import Answer, FocusFact, WindowInfo
from recorder.gate_names import is_sensitive
from recorder.gate_rules import PUBLIC, SENSITIVE, AppRules, judge

SENSITIVE_NAMES = """
Password:|Passwort|Kennwort *|Mot de passe|Contraseña|Parola d'ordine|Palavra-passe|Senha|Wachtwoord
Hasło|Lösenord|Adgangskode|Passord|Salasana|Heslo|Jelszó|New password (again)|userPassword|user_pwd
PIN|Your PIN code|TAN|CVV|CVC2|Security code|Prüfnummer|Cryptogramme visuel|Código de seguridad
IBAN|Card number|cc-number|Kartennummer|Kreditkartennummer|Numéro de carte|Número de tarjeta
Numero della carta di credito|Carta di credito|Número do cartão|Cartão de crédito|Kaartnummer
Numer karty|Kortnummer|Kortin numero|Číslo karty|Social Security Number|SSN
Sozialversicherungsnummer|Numéro de sécurité sociale|Codice fiscale|NIF|BSN|PESEL|Personnummer
CPR-nummer|Henkilötunnus|Rodné číslo|One-time code|Einmalpasswort|Code de vérification
Código de verificación|Codice di verifica|Código de verificação|Verificatiecode|Kod weryfikacyjny
Engångskod|Verifieringskod|Vahvistuskoodi|Ověřovací kód|otp|API key|Client secret|Kontonummer
"""
PLAIN_NAMES = """
Name|Customer|First name|Search|Suche|Rechercher|Buscar|Cerca|Zoeken|Szukaj|Sök|Søg|Haku|Hledat
Address and search bar|Message|Subject|Betreff|Shipping address|Opinion|Spinner|Passenger name
Compass heading|Instance|Title|Notes|Quantity|Company|Tante|Spanish|Postcode|Invoice number|
"""


def names(table: str) -> list[str]:
    return [name for line in table.strip().splitlines() for name in line.split("|")]


@pytest.mark.parametrize("name", names(SENSITIVE_NAMES))
def test_a_field_with_this_name_is_sensitive(name: str) -> None:
    assert is_sensitive(name)
    assert is_sensitive(name.upper())


@pytest.mark.parametrize("name", names(PLAIN_NAMES))
def test_a_field_with_this_name_is_not(name: str) -> None:
    assert not is_sensitive(name)


def test_a_sensitive_name_hides_the_keys_and_an_open_question_stays_one() -> None:
    window = WindowInfo(1, None, "editor", "editor", 1, None)
    fact = FocusFact(0, 0, 0, window, Answer.PUBLIC, Answer.NONE, label="Card number")
    rules = AppRules.of(["*"])

    assert judge(fact, rules) == SENSITIVE
    assert judge(replace(fact, label="Customer"), rules) == PUBLIC
    assert judge(replace(fact, label=None), rules) == PUBLIC
    assert judge(replace(fact, field=Answer.PENDING), rules) is None
