"""How people write secrets, by kind: forms known to whoever wrote the rules, and others."""

from __future__ import annotations

from annotate.detect.model import Kind
from tests import detect_corpus as c
from tests.detect_corpus import B62, HEX, Maker, shown

KNOWN: dict[Kind, list[Maker]] = {
    Kind.EMAIL: [
        shown("To: {}", lambda d: "{}.{}@example.org".format(*c.person(d))),
        shown(
            "{} (Inbox) - Mail",
            lambda d: f"{c.person(d)[0]}{d.randint(1, 99)}@mail.example.co.uk",
        ),
    ],
    Kind.PHONE: [
        shown("Tel. {}", lambda d: f"+49 151 {d.randint(20000000, 29999999)}"),
        shown("Call me: {}", lambda d: f"+44 20 7946 {d.randint(1000, 9999)}"),
        shown("{}", lambda d: f"(212) 555-{d.randint(1000, 9999)}"),
        shown("Mobil {}", lambda d: f"0171/{d.randint(2000000, 9999999)}"),
    ],
    Kind.CARD: [
        shown("Card {} exp 04/29", lambda d: c.spaced(c.card(d, "4", 16), 4, 4, 4)),
        shown("{}", lambda d: c.card(d, "53", 16)),
        shown("Amex: {}", lambda d: c.spaced(c.card(d, "37", 15), 4, 6)),
        shown("pay with {}", lambda d: c.spaced(c.card(d, "6011", 16), 4, 4, 4, by="-")),
    ],
    Kind.IBAN: [
        shown("IBAN {}", lambda d: c.spaced(c.iban(d, "DE", c.digits(d, 18)), 4, 4, 4, 4, 4)),
        shown("{} BIC NEDSZAJJ", lambda d: c.iban(d, "NL", "ABNA" + c.digits(d, 10))),
    ],
    Kind.BANK_ACCOUNT: [
        shown("Account number: {}", lambda d: c.digits(d, 8)),
        shown("Konto-Nr. {}", lambda d: c.digits(d, 10)),
    ],
    Kind.TAX_ID: [
        shown("Steuer-ID: {}", lambda d: c.spaced(c.steuer_id(d), 2, 3, 3)),
        shown("{}", c.steuer_id),
        shown("USt-IdNr. {}", lambda d: "DE" + c.digits(d, 9)),
    ],
    Kind.SSN: [shown("SSN: {}", c.ssn), shown("{}", c.ssn)],
    Kind.NATIONAL_ID: [
        shown("DNI {}", c.dni),
        shown("{}", c.pesel),
        shown("AHV-Nr. {}", c.ahv),
        shown("Personnummer {}", c.personnummer),
        shown("{}", c.nir),
        shown(
            "NINO {}", lambda d: f"AB {d.randint(10, 99)} {d.randint(10, 99)} {d.randint(10, 99)} C"
        ),
    ],
    Kind.PASSPORT: [
        shown("Passport no. {}", lambda d: "C" + c.digits(d, 8)),
        shown("Reisepass: {}", lambda d: "L01X" + c.digits(d, 5)),
    ],
    Kind.BIRTH_DATE: [
        shown("Geburtsdatum: {}", lambda d: c.date(d, "{d:02d}.{m:02d}.{y}")),
        shown("DOB {}", lambda d: c.date(d, "{m:02d}/{d:02d}/{y}")),
        shown("born {}", lambda d: c.date(d, "{d} {name} {y}")),
    ],
    Kind.IP_ADDRESS: [
        shown("ssh deploy@{}", c.address_v4),
        shown("Connected to {} port 443", c.address_v4),
        shown("inet6 {}", lambda d: f"2001:db8:{c.pick(d, HEX, 4)}::{c.pick(d, HEX, 4)}"),
    ],
    Kind.MAC_ADDRESS: [
        shown("link/ether {} brd", c.mac),
        shown("Physical Address: {}", lambda d: c.mac(d, "-").upper()),
    ],
    Kind.CRYPTO_ADDRESS: [
        shown("BTC: {}", lambda d: c.base58check(d, b"\0", 20)),
        shown("send 0.1 ETH to {}", lambda d: "0x" + c.pick(d, HEX, 40)),
    ],
    Kind.COORDINATES: [
        shown("{}", lambda d: f"{d.uniform(40, 55):.5f}, {d.uniform(1, 20):.5f}"),
    ],
    Kind.PASSWORD: [
        shown("Password: {}", c.password),
        shown("DB_PASSWORD={}", c.password),
        shown('"password": "{}",', c.password),
        shown("das Passwort ist {}", c.password),
        shown("mysql -u root -p{} shop", c.password),
    ],
    Kind.PASSWORD_HASH: [
        shown(
            "root:{}:19000:0:99999:7:::",
            lambda d: "$6$" + c.pick(d, B62, 8) + "$" + c.pick(d, B62 + "./", 86),
        ),
        shown("{}", lambda d: "$2b$12$" + c.pick(d, B62 + "./", 53)),
    ],
    Kind.ONE_TIME_CODE: [
        shown("Your verification code is {}", lambda d: c.digits(d, 6)),
        shown("{} is your login code", lambda d: c.digits(d, 6)),
        shown("OTP: {}", lambda d: c.digits(d, 6)),
    ],
    Kind.URL_CREDENTIALS: [
        shown(
            "postgres://{}@db.example.org:5432/shop",
            lambda d: f"app:{c.password(d).replace('@', '-')}",
        ),
        shown("https://example.org/cb?access_token={}", lambda d: c.pick(d, B62, 32)),
    ],
    Kind.JWT: [shown("{}", c.jwt), shown("Cookie: session={}; path=/", c.jwt)],
    Kind.PRIVATE_KEY: [
        shown("{}", lambda d: c.pem(d, "RSA PRIVATE KEY")),
        shown("{}", lambda d: c.pem(d, "OPENSSH PRIVATE KEY")),
    ],
    Kind.API_KEY: [
        shown(
            "aws_access_key_id = {}",
            lambda d: "AKIA" + c.pick(d, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16),
        ),
        shown("git clone with {}", lambda d: "ghp_" + c.pick(d, B62, 36)),
        shown("{}", lambda d: f"xoxb-{c.digits(d, 12)}-{c.digits(d, 12)}-{c.pick(d, B62, 24)}"),
        shown("STRIPE={}", lambda d: "sk_live_" + c.pick(d, B62, 24)),
        shown("key: {}", lambda d: "AIza" + c.pick(d, B62 + "_-", 35)),
        shown("glab auth {}", lambda d: "glpat-" + c.pick(d, B62, 20)),
    ],
    Kind.USER_PATH: [
        shown("/home/{}/Documents/offer.odt", lambda d: c.person(d)[1]),
        shown("C:\\Users\\{}\\Desktop", lambda d: ".".join(c.person(d))),
    ],
}

HELD_OUT: dict[Kind, list[Maker]] = {
    Kind.EMAIL: [
        shown(
            '<a href="mailto:{}?subject=Hi">',
            lambda d: "{}-{}@post.beispiel.de".format(*c.person(d)),
        ),
        shown("{}", lambda d: "{}_{}+shop@exämple.eu".format(*c.person(d))),
        shown("Von: Keller <{}>; Cc:", lambda d: "{}@{}.museum".format(*c.person(d))),
    ],
    Kind.PHONE: [
        shown("{}", lambda d: f"0049-30-{d.randint(2000000, 2999999)}"),
        shown("Rückruf unter {} erbeten", lambda d: f"030 {d.randint(2000000, 2999999)}"),
        shown(
            "tél. {}",
            lambda d: "06 " + c.spaced(c.digits(d, 8), 2, 2, 2),
        ),
        shown("WhatsApp {}", lambda d: f"+48 601 {d.randint(100, 999)} {d.randint(100, 999)}"),
    ],
    Kind.CARD: [
        shown("Kreditkarte: {}, CVC 123", lambda d: c.spaced(c.card(d, "2221", 16), 4, 4, 4)),
        shown('"pan":"{}"', lambda d: c.card(d, "3530", 16)),
        shown("Diners {}", lambda d: c.spaced(c.card(d, "36", 14), 4, 6)),
    ],
    Kind.IBAN: [
        shown("{}", lambda d: c.spaced(c.iban(d, "FR", c.digits(d, 23)), 4, 4, 4, 4, 4, 4)),
        shown("Konto: {}", lambda d: c.iban(d, "GB", "NWBK" + c.digits(d, 14)).lower()),
        shown("{},EUR,120.00", lambda d: c.iban(d, "AT", c.digits(d, 16))),
    ],
    Kind.BANK_ACCOUNT: [
        shown("Sort code 20-00-00, acct {}", lambda d: c.digits(d, 8)),
        shown("Kontonummer {} BLZ 10050000", lambda d: c.digits(d, 9)),
        shown("acct #{}", lambda d: c.digits(d, 12)),
    ],
    Kind.TAX_ID: [
        shown("IdNr {}", c.steuer_id),
        shown("VAT no: {}", lambda d: "ATU" + c.digits(d, 8)),
        shown("Employer ID (EIN) {}", lambda d: f"{d.randint(10, 98)}-{c.digits(d, 7)}"),
    ],
    Kind.SSN: [
        shown("Social Security Number\t{}", c.ssn),
        shown("ssn={}&dob=", lambda d: c.ssn(d).replace("-", "")),
        shown("Applicant ({}) approved", c.ssn),
    ],
    Kind.NATIONAL_ID: [
        shown("rijksregisternummer {}", c.belgian),
        shown("{}", c.hetu),
        shown("CNP: {}", c.cnp),
        shown("isikukood {}", c.isikukood),
        shown("numéro de sécu {}", lambda d: c.spaced(c.nir(d), 1, 2, 2, 2, 3, 3)),
    ],
    Kind.PASSPORT: [
        shown("Ausweisnummer: {}", lambda d: "T22" + c.digits(d, 6)),
        shown("N° de passeport {}", lambda d: c.digits(d, 2) + "AB" + c.digits(d, 5)),
        shown("Driver's license: {}", lambda d: "D" + c.digits(d, 7)),
    ],
    Kind.BIRTH_DATE: [
        shown("né le {} à Lyon", lambda d: c.date(d, "{d}/{m:02d}/{y}")),
        shown("Date of birth (YYYY-MM-DD): {}", lambda d: c.date(d, "{y}-{m:02d}-{d:02d}")),
        shown("birthdate: {}", lambda d: c.date(d, "{name} {d}, {y}")),
        shown("*{} in Kassel", lambda d: c.date(d, "{d}.{m}.{y}")),
    ],
    Kind.IP_ADDRESS: [
        shown('{} - - [25/Nov/2026:10:11:12 +0100] "GET /', c.address_v4),
        shown("X-Forwarded-For: {}", c.address_v4),
        shown("nameserver {}/24", c.address_v4),
        shown(
            "[{}]:8080",
            lambda d: ":".join(d.choice("123456789abcdef") + c.pick(d, HEX, 3) for _ in range(8)),
        ),
    ],
    Kind.MAC_ADDRESS: [
        shown("{}", lambda d: c.spaced(c.pick(d, HEX, 12), 4, 4, by=".")),
        shown("BSSID={}", lambda d: c.mac(d).upper()),
        shown("Bluetooth {} paired", c.mac),
    ],
    Kind.CRYPTO_ADDRESS: [
        shown("Donate: {}", lambda d: c.base58check(d, b"\x05", 20)),
        shown(
            "bitcoin:{}?amount=0.2",
            lambda d: "bc1q" + c.pick(d, "023456789acdefghjklmnpqrstuvwxyz", 38),
        ),
        shown("wallet={}", lambda d: "0x" + c.pick(d, HEX + "ABCDEF", 40)),
    ],
    Kind.COORDINATES: [
        shown("maps/@{},15z", lambda d: f"{d.uniform(40, 55):.6f},{d.uniform(1, 20):.6f}"),
        shown("GPS: {}", lambda d: f"-{d.uniform(10, 33):.4f}, {d.uniform(110, 150):.4f}"),
    ],
    Kind.PASSWORD: [
        shown("mot de passe : {}", c.password),
        shown("pw: {}", c.password),
        shown("sshpass -p '{}' ssh host", c.password),
        shown("<password>{}</password>", c.password),
        shown("WLAN-Schlüssel: {}", c.password),
        shown("Zugangsdaten: anna / {}", c.password),
        shown("hasło: {}", c.password),
        shown("Server=db;Uid=sa;Pwd={};", c.password),
    ],
    Kind.PASSWORD_HASH: [
        shown(
            "{}",
            lambda d: (
                "$argon2id$v=19$m=65536,t=3,p=4$" + c.pick(d, B62, 22) + "$" + c.pick(d, B62, 43)
            ),
        ),
        shown("Administrator:500:{}:::", lambda d: c.pick(d, HEX, 32) + ":" + c.pick(d, HEX, 32)),
        shown("admin:{}", lambda d: "$apr1$" + c.pick(d, B62, 8) + "$" + c.pick(d, B62, 22)),
    ],
    Kind.ONE_TIME_CODE: [
        shown("Ihr Bestätigungscode lautet {}", lambda d: c.digits(d, 6)),
        shown("Use {} to verify your account", lambda d: c.digits(d, 6)),
        shown("Sicherheitscode: {}", lambda d: c.spaced(c.digits(d, 6), 3)),
        shown("TAN {} für Überweisung", lambda d: c.digits(d, 6)),
    ],
    Kind.URL_CREDENTIALS: [
        shown(
            "git remote add o https://{}@git.example.org/a.git",
            lambda d: f"bot:{c.pick(d, B62, 20)}",
        ),
        shown("redis://{}@cache:6379/0", lambda d: f":{c.pick(d, B62, 16)}"),
        shown("https://a.blob.core.example/x?sv=2024&sig={}", lambda d: c.pick(d, B62, 43) + "%3D"),
    ],
    Kind.JWT: [
        shown("authorization: Bearer {}", c.jwt),
        shown("localStorage.token='{}'", c.jwt),
    ],
    Kind.PRIVATE_KEY: [
        shown("{}", lambda d: c.pem(d, "EC PRIVATE KEY", 2)),
        shown("{}", lambda d: c.pick(d, B62 + "+/", 64)),
        shown("{}", lambda d: c.pem(d, "PGP PRIVATE KEY BLOCK")),
    ],
    Kind.API_KEY: [
        shown("Ocp-Apim-Subscription-Key: {}", lambda d: c.pick(d, HEX, 32)),
        shown("{}", lambda d: "SG." + c.pick(d, B62, 22) + "." + c.pick(d, B62, 43)),
        shown("export HF={}", lambda d: "hf_" + c.pick(d, B62, 34)),
        shown("acme_live_{}", lambda d: c.pick(d, B62, 24)),
        shown("npm config set //r/:_authToken={}", lambda d: "npm_" + c.pick(d, B62, 36)),
        shown("{}", lambda d: c.pick(d, B62, 40)),
        shown("API-Schlüssel: {}", lambda d: c.pick(d, HEX, 40)),
        shown("token {}", lambda d: "vxk" + c.pick(d, B62, 29)),
    ],
    Kind.USER_PATH: [
        shown("cd /Users/{}/src", lambda d: "".join(c.person(d))),
        shown("file:///home/{}/a%20b.pdf", lambda d: c.person(d)[0]),
        shown("\\\\srv01\\home\\{}\\q3.xlsx", lambda d: c.person(d)[1]),
    ],
}
