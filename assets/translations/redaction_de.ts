<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message>
            <source>Draw a box over what must not be seen</source>
            <translation>Ziehen Sie einen Kasten über das, was nicht zu sehen sein darf</translation>
        </message>
        <message>
            <source>Boxes over the picture</source>
            <translation>Kästen über dem Bild</translation>
        </message>
        <message>
            <source>The session was not looked through yet; the proof may find more.</source>
            <translation>Die Sitzung wurde noch nicht durchgesehen; der Nachweis findet vielleicht mehr.</translation>
        </message>
        <message numerus="yes">
            <source>%n redaction(s)</source>
            <translation>
                <numerusform>%n Schwärzung</numerusform>
                <numerusform>%n Schwärzungen</numerusform>
            </translation>
        </message>
        <message>
            <source>Make the redacted copy…</source>
            <translation>Geschwärzte Kopie anfertigen …</translation>
        </message>
        <message>
            <source>How far the redacted copy is</source>
            <translation>Wie weit die geschwärzte Kopie ist</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Redactions are burnt into a copy, and the copy is searched for everything that was redacted. The session itself stays as it is.</source>
            <translation>Schwärzungen werden in eine Kopie eingebrannt, und die Kopie wird nach allem durchsucht, was geschwärzt wurde. Die Sitzung selbst bleibt, wie sie ist.</translation>
        </message>
        <message>
            <source>No copy of this session was made yet.</source>
            <translation>Von dieser Sitzung gibt es noch keine Kopie.</translation>
        </message>
        <message>
            <source>Redacted copies</source>
            <translation>Geschwärzte Kopien</translation>
        </message>
        <message>
            <source>You rejected proposals. Look through the session first, or the proof will find them again.</source>
            <translation>Sie haben Vorschläge abgelehnt. Sehen Sie die Sitzung erst durch, sonst findet der Nachweis sie wieder.</translation>
        </message>
        <message>
            <source>Read the proof</source>
            <translation>Nachweis lesen</translation>
        </message>
        <message numerus="yes">
            <source>%n proposal(s) are undecided; the proof will find what they mean.</source>
            <translation>
                <numerusform>%n Vorschlag ist nicht entschieden; der Nachweis wird finden, was er meint.</numerusform>
                <numerusform>%n Vorschläge sind nicht entschieden; der Nachweis wird finden, was sie meinen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Proven</source>
            <translation>Nachgewiesen</translation>
        </message>
        <message>
            <source>Not proven</source>
            <translation>Nicht nachgewiesen</translation>
        </message>
        <message>
            <source>Submit…</source>
            <translation>Einreichen …</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <source>Remove the copy {name}</source>
            <translation>Kopie {name} entfernen</translation>
        </message>
        <message>
            <source>Copy {name}</source>
            <translation>Kopie {name}</translation>
        </message>
        <message>
            <source>Change a redaction</source>
            <translation>Schwärzung ändern</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>Keep its time as a gap</source>
            <translation>Ihre Zeit als Lücke behalten</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Ändern</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Bis</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>A time is written like 1:05 or 1:05.250.</source>
            <translation>Eine Zeit wird wie 1:05 oder 1:05.250 geschrieben.</translation>
        </message>
        <message numerus="yes">
            <source>%n detector(s) looked</source>
            <translation>
                <numerusform>%n Detektor hat gesucht</numerusform>
                <numerusform>%n Detektoren haben gesucht</numerusform>
            </translation>
        </message>
        <message>
            <source>Detectors</source>
            <translation>Detektoren</translation>
        </message>
        <message>
            <source>{ran}, {failed} could not</source>
            <translation>{ran}, {failed} konnten es nicht</translation>
        </message>
        <message>
            <source>Redact a text everywhere</source>
            <translation>Einen Text überall schwärzen</translation>
        </message>
        <message>
            <source>Text to redact</source>
            <translation>Zu schwärzender Text</translation>
        </message>
        <message>
            <source>A name, a number, a word</source>
            <translation>Ein Name, eine Nummer, ein Wort</translation>
        </message>
        <message>
            <source>How far the pictures were read</source>
            <translation>Wie weit die Bilder gelesen sind</translation>
        </message>
        <message>
            <source>Count in pictures too</source>
            <translation>Auch in Bildern zählen</translation>
        </message>
        <message>
            <source>Wherever it stands, a placeholder comes in its place; in pictures the whole line is filled. Case does not matter.</source>
            <translation>Wo immer er steht, kommt ein Platzhalter an seine Stelle; in Bildern wird die ganze Zeile gefüllt. Groß und klein ist gleich.</translation>
        </message>
        <message>
            <source>Redact everywhere</source>
            <translation>Überall schwärzen</translation>
        </message>
        <message>
            <source>Count a text</source>
            <translation>Einen Text zählen</translation>
        </message>
        <message>
            <source>This text occurs in the placeholder itself; choose another kind.</source>
            <translation>Dieser Text kommt im Platzhalter selbst vor; wählen Sie eine andere Art.</translation>
        </message>
        <message>
            <source>not read</source>
            <translation>nicht gelesen</translation>
        </message>
        <message numerus="yes">
            <source>remove %n redaction(s)</source>
            <translation>
                <numerusform>%n Schwärzung entfernen</numerusform>
                <numerusform>%n Schwärzungen entfernen</numerusform>
            </translation>
        </message>
        <message>
            <source>Find for how long the box is meant</source>
            <translation>Suchen, wie lange der Kasten gemeint ist</translation>
        </message>
        <message numerus="yes">
            <source>redact %n step(s)</source>
            <translation>
                <numerusform>%n Schritt schwärzen</numerusform>
                <numerusform>%n Schritte schwärzen</numerusform>
            </translation>
        </message>
        <message>
            <source>Read the session</source>
            <translation>Sitzung lesen</translation>
        </message>
        <message>
            <source>The box covers its place in the whole session.</source>
            <translation>Der Kasten bedeckt seine Stelle in der ganzen Sitzung.</translation>
        </message>
        <message>
            <source>Redactions over time</source>
            <translation>Schwärzungen im Lauf der Zeit</translation>
        </message>
        <message>
            <source>Redacted</source>
            <translation>Geschwärzt</translation>
        </message>
        <message>
            <source>Read the text in the pictures</source>
            <translation>Text in den Bildern lesen</translation>
        </message>
        <message>
            <source>Reading the pictures</source>
            <translation>Die Bilder werden gelesen</translation>
        </message>
        <message>
            <source>No redacted copy was made, and nothing of one was left.</source>
            <translation>Es wurde keine geschwärzte Kopie angefertigt, und nichts von einer blieb zurück.</translation>
        </message>
        <message>
            <source>Make the redacted copy</source>
            <translation>Geschwärzte Kopie anfertigen</translation>
        </message>
        <message>
            <source>Remove the redacted copy</source>
            <translation>Geschwärzte Kopie entfernen</translation>
        </message>
        <message>
            <source>Read the redacted copies</source>
            <translation>Geschwärzte Kopien lesen</translation>
        </message>
        <message>
            <source>Opening the session</source>
            <translation>Die Sitzung wird geöffnet</translation>
        </message>
        <message>
            <source>Writing the copy</source>
            <translation>Die Kopie wird geschrieben</translation>
        </message>
        <message>
            <source>Proving that nothing is left</source>
            <translation>Es wird nachgewiesen, dass nichts übrig ist</translation>
        </message>
        <message>
            <source>Open the redacted copy</source>
            <translation>Geschwärzte Kopie öffnen</translation>
        </message>
        <message>
            <source>Keep the vault open</source>
            <translation>Tresor offen halten</translation>
        </message>
        <message>
            <source>Sign the proof</source>
            <translation>Nachweis unterschreiben</translation>
        </message>
        <message>
            <source>Parts of redaction</source>
            <translation>Teile des Schwärzens</translation>
        </message>
        <message>
            <source>Proposals</source>
            <translation>Vorschläge</translation>
        </message>
        <message>
            <source>Redactions</source>
            <translation>Schwärzungen</translation>
        </message>
        <message>
            <source>Copies</source>
            <translation>Kopien</translation>
        </message>
        <message>
            <source>As recipients see it</source>
            <translation>Wie Empfänger es sehen</translation>
        </message>
        <message>
            <source>Boxes are solid, placeholders stand for texts</source>
            <translation>Kästen sind gefüllt, Platzhalter stehen für Texte</translation>
        </message>
        <message>
            <source>Words of yours…</source>
            <translation>Ihre Wörter …</translation>
        </message>
        <message>
            <source>Make a redacted copy first; once it is proven, submit it.</source>
            <translation>Fertigen Sie erst eine geschwärzte Kopie an; ist sie nachgewiesen, reichen Sie sie ein.</translation>
        </message>
        <message>
            <source>How long a new box holds</source>
            <translation>Wie lange ein neuer Kasten gilt</translation>
        </message>
        <message>
            <source>Show what is redacted</source>
            <translation>Zeigen, was geschwärzt ist</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Ändern …</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Let the chosen box hold as long as chosen here</source>
            <translation>Den gewählten Kasten so lange gelten lassen, wie hier gewählt</translation>
        </message>
        <message>
            <source>None yet</source>
            <translation>Noch keine</translation>
        </message>
        <message>
            <source>Select a stretch of time first: I where it begins, O where it ends.</source>
            <translation>Wählen Sie erst eine Zeitspanne: I, wo sie beginnt, O, wo sie endet.</translation>
        </message>
        <message>
            <source>Select a step first.</source>
            <translation>Wählen Sie erst einen Schritt.</translation>
        </message>
        <message>
            <source>Box: while it looks the same there</source>
            <translation>Kasten: solange es dort gleich aussieht</translation>
        </message>
        <message>
            <source>Box: follows what it shows</source>
            <translation>Kasten: folgt dem Gezeigten</translation>
        </message>
        <message>
            <source>Box: from here to the end</source>
            <translation>Kasten: von hier bis zum Ende</translation>
        </message>
        <message>
            <source>Box: in the whole session</source>
            <translation>Kasten: in der ganzen Sitzung</translation>
        </message>
        <message>
            <source>Draw a box over the picture</source>
            <translation>Einen Kasten über das Bild ziehen</translation>
        </message>
        <message>
            <source>Redact whole steps</source>
            <translation>Ganze Schritte schwärzen</translation>
        </message>
        <message>
            <source>Empty the selection of the timeline and keep its time as a gap</source>
            <translation>Die Auswahl der Zeitleiste leeren und ihre Zeit als Lücke behalten</translation>
        </message>
        <message>
            <source>Cut the selection of the timeline out</source>
            <translation>Die Auswahl der Zeitleiste herausschneiden</translation>
        </message>
        <message>
            <source>Not proven: this copy must not be submitted.</source>
            <translation>Nicht nachgewiesen: Diese Kopie darf nicht eingereicht werden.</translation>
        </message>
        <message numerus="yes">
            <source>Found %n time(s)</source>
            <translation>
                <numerusform>%n-mal gefunden</numerusform>
                <numerusform>%n-mal gefunden</numerusform>
            </translation>
        </message>
        <message>
            <source>Proof of redaction</source>
            <translation>Nachweis der Schwärzung</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Proven. Every check ran, and nothing was found.</source>
            <translation>Nachgewiesen. Jede Prüfung lief, und nichts wurde gefunden.</translation>
        </message>
        <message numerus="yes">
            <source>Looked at %n place(s).</source>
            <translation>
                <numerusform>%n Stelle angesehen.</numerusform>
                <numerusform>%n Stellen angesehen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Frames</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>Frames with filled boxes</source>
            <translation>Bilder mit gefüllten Kästen</translation>
        </message>
        <message>
            <source>Filled boxes</source>
            <translation>Gefüllte Kästen</translation>
        </message>
        <message>
            <source>Lines of text read again</source>
            <translation>Noch einmal gelesene Textzeilen</translation>
        </message>
        <message>
            <source>Worst frame outside of its boxes</source>
            <translation>Schlechtestes Bild außerhalb seiner Kästen</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Time of the proof</source>
            <translation>Dauer des Nachweises</translation>
        </message>
        <message>
            <source>an import</source>
            <translation>ein Import</translation>
        </message>
        <message>
            <source>Redacted copy</source>
            <translation>Geschwärzte Kopie</translation>
        </message>
        <message>
            <source>Original</source>
            <translation>Original</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>Angefertigt</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>Plan</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>Einwilligung</translation>
        </message>
        <message>
            <source>Bound to</source>
            <translation>Gebunden an</translation>
        </message>
        <message>
            <source>A proof says what was looked for and not found. It cannot know what nobody named.</source>
            <translation>Ein Nachweis sagt, wonach gesucht und was nicht gefunden wurde. Was niemand genannt hat, kann er nicht wissen.</translation>
        </message>
        <message>
            <source>none compared</source>
            <translation>keines verglichen</translation>
        </message>
        <message>
            <source>Redacted: {what}</source>
            <translation>Geschwärzt: {what}</translation>
        </message>
        <message>
            <source>Something was found: {names}.</source>
            <translation>Etwas wurde gefunden: {names}.</translation>
        </message>
        <message>
            <source>Could not run: {names}.</source>
            <translation>Konnte nicht laufen: {names}.</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>nichts</translation>
        </message>
        <message>
            <source>What was found</source>
            <translation>Was gefunden wurde</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Wo</translation>
        </message>
        <message>
            <source>At</source>
            <translation>Bei</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Found by: {detector}</source>
            <translation>Gefunden von: {detector}</translation>
        </message>
        <message>
            <source>In: {carriers}</source>
            <translation>In: {carriers}</translation>
        </message>
        <message>
            <source>Detectors read what was typed, titles, names and the pictures. They run on this machine, and what they find stays sealed.</source>
            <translation>Detektoren lesen, was getippt wurde, Titel, Namen und die Bilder. Sie laufen auf diesem Rechner, und was sie finden, bleibt versiegelt.</translation>
        </message>
        <message>
            <source>Nothing was proposed.</source>
            <translation>Nichts wurde vorgeschlagen.</translation>
        </message>
        <message>
            <source>Columns of the proposals</source>
            <translation>Spalten der Vorschläge</translation>
        </message>
        <message numerus="yes">
            <source>accept %n proposal(s)</source>
            <translation>
                <numerusform>%n Vorschlag annehmen</numerusform>
                <numerusform>%n Vorschläge annehmen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>reject %n proposal(s)</source>
            <translation>
                <numerusform>%n Vorschlag ablehnen</numerusform>
                <numerusform>%n Vorschläge ablehnen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>reopen %n proposal(s)</source>
            <translation>
                <numerusform>%n Vorschlag wieder öffnen</numerusform>
                <numerusform>%n Vorschläge wieder öffnen</numerusform>
            </translation>
        </message>
        <message>
            <source>Look through the session</source>
            <translation>Sitzung durchsehen</translation>
        </message>
        <message>
            <source>Not looked through yet</source>
            <translation>Noch nicht durchgesehen</translation>
        </message>
        <message>
            <source>How far the session was looked through</source>
            <translation>Wie weit die Sitzung durchgesehen ist</translation>
        </message>
        <message>
            <source>Look through it again</source>
            <translation>Noch einmal durchsehen</translation>
        </message>
        <message>
            <source>Show what was found</source>
            <translation>Zeigen, was gefunden wurde</translation>
        </message>
        <message>
            <source>{state}: {count}</source>
            <translation>{state}: {count}</translation>
        </message>
        <message>
            <source>All kinds</source>
            <translation>Alle Arten</translation>
        </message>
        <message>
            <source>All states</source>
            <translation>Alle Zustände</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>Überall</translation>
        </message>
        <message>
            <source>Carrier</source>
            <translation>Träger</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Annehmen</translation>
        </message>
        <message>
            <source>Redact it (A; Shift+A: its kind)</source>
            <translation>Schwärzen (A; Umschalt+A: seine Art)</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <source>Leave it (R; Shift+R: its kind)</source>
            <translation>Stehen lassen (R; Umschalt+R: seine Art)</translation>
        </message>
        <message>
            <source>Decide later (U)</source>
            <translation>Später entscheiden (U)</translation>
        </message>
        <message>
            <source>Back to the proposals</source>
            <translation>Zurück zu den Vorschlägen</translation>
        </message>
        <message>
            <source>Nothing fits the filter.</source>
            <translation>Nichts passt zum Filter.</translation>
        </message>
        <message>
            <source>Show it as recipients see it</source>
            <translation>Zeigen, wie Empfänger es sehen</translation>
        </message>
        <message>
            <source>Look through the session for what may be private</source>
            <translation>Sitzung nach Privatem durchsehen</translation>
        </message>
        <message>
            <source>Draw a box</source>
            <translation>Kasten ziehen</translation>
        </message>
        <message>
            <source>Redact a text everywhere…</source>
            <translation>Einen Text überall schwärzen …</translation>
        </message>
        <message>
            <source>Redact the selected steps</source>
            <translation>Gewählte Schritte schwärzen</translation>
        </message>
        <message>
            <source>Empty the selection of the timeline</source>
            <translation>Auswahl der Zeitleiste leeren</translation>
        </message>
        <message>
            <source>Submit the redacted copy…</source>
            <translation>Geschwärzte Kopie einreichen …</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>E-Mail-Adresse</translation>
        </message>
        <message>
            <source>Telephone number</source>
            <translation>Telefonnummer</translation>
        </message>
        <message>
            <source>Card number</source>
            <translation>Kartennummer</translation>
        </message>
        <message>
            <source>IBAN</source>
            <translation>IBAN</translation>
        </message>
        <message>
            <source>Bank account</source>
            <translation>Bankkonto</translation>
        </message>
        <message>
            <source>Identity number</source>
            <translation>Ausweisnummer</translation>
        </message>
        <message>
            <source>Tax number</source>
            <translation>Steuernummer</translation>
        </message>
        <message>
            <source>Social security number</source>
            <translation>Sozialversicherungsnummer</translation>
        </message>
        <message>
            <source>Passport number</source>
            <translation>Passnummer</translation>
        </message>
        <message>
            <source>Date of birth</source>
            <translation>Geburtsdatum</translation>
        </message>
        <message>
            <source>IP address</source>
            <translation>IP-Adresse</translation>
        </message>
        <message>
            <source>MAC address</source>
            <translation>MAC-Adresse</translation>
        </message>
        <message>
            <source>Crypto address</source>
            <translation>Krypto-Adresse</translation>
        </message>
        <message>
            <source>Coordinates</source>
            <translation>Koordinaten</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Passwort</translation>
        </message>
        <message>
            <source>Password hash</source>
            <translation>Passwort-Hash</translation>
        </message>
        <message>
            <source>One-time code</source>
            <translation>Einmalcode</translation>
        </message>
        <message>
            <source>Password in a URL</source>
            <translation>Passwort in einer URL</translation>
        </message>
        <message>
            <source>Sign-in token</source>
            <translation>Anmelde-Token</translation>
        </message>
        <message>
            <source>Private key</source>
            <translation>Privater Schlüssel</translation>
        </message>
        <message>
            <source>API key</source>
            <translation>API-Schlüssel</translation>
        </message>
        <message>
            <source>Path with your name</source>
            <translation>Pfad mit Ihrem Namen</translation>
        </message>
        <message>
            <source>Word of yours</source>
            <translation>Ihr Wort</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Part of the picture</source>
            <translation>Teil des Bildes</translation>
        </message>
        <message>
            <source>Stretch of time</source>
            <translation>Zeitspanne</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>Schritt</translation>
        </message>
        <message>
            <source>The copy is whole</source>
            <translation>Die Kopie ist ganz</translation>
        </message>
        <message>
            <source>Redacted texts in events and description</source>
            <translation>Geschwärzte Texte in Ereignissen und Beschreibung</translation>
        </message>
        <message>
            <source>Redacted texts in the bytes</source>
            <translation>Geschwärzte Texte in den Bytes</translation>
        </message>
        <message>
            <source>Redacted texts in pictures</source>
            <translation>Geschwärzte Texte in Bildern</translation>
        </message>
        <message>
            <source>Boxes that are not solid</source>
            <translation>Kästen, die nicht gefüllt sind</translation>
        </message>
        <message>
            <source>Frames changed outside of their boxes</source>
            <translation>Bilder, die außerhalb ihrer Kästen anders sind</translation>
        </message>
        <message>
            <source>People and numbers</source>
            <translation>Personen und Nummern</translation>
        </message>
        <message>
            <source>Secrets</source>
            <translation>Geheimnisse</translation>
        </message>
        <message>
            <source>Telephone numbers</source>
            <translation>Telefonnummern</translation>
        </message>
        <message>
            <source>Words of yours</source>
            <translation>Ihre Wörter</translation>
        </message>
        <message>
            <source>Names and addresses</source>
            <translation>Namen und Adressen</translation>
        </message>
        <message>
            <source>Text in pictures</source>
            <translation>Text in Bildern</translation>
        </message>
        <message numerus="yes">
            <source>Found %n place(s)</source>
            <translation>
                <numerusform>%n Stelle gefunden</numerusform>
                <numerusform>%n Stellen gefunden</numerusform>
            </translation>
        </message>
        <message>
            <source>Typed text</source>
            <translation>Getippter Text</translation>
        </message>
        <message>
            <source>Window titles</source>
            <translation>Fenstertitel</translation>
        </message>
        <message>
            <source>Names of elements</source>
            <translation>Namen von Elementen</translation>
        </message>
        <message>
            <source>Marks</source>
            <translation>Marken</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Aufgabe</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>Window title</source>
            <translation>Fenstertitel</translation>
        </message>
        <message>
            <source>Name of an element</source>
            <translation>Name eines Elements</translation>
        </message>
        <message>
            <source>Mark</source>
            <translation>Marke</translation>
        </message>
        <message>
            <source>Undecided</source>
            <translation>Offen</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Angenommen</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>Off: no model is set</source>
            <translation>Aus: kein Modell gesetzt</translation>
        </message>
        <message>
            <source>Could not run</source>
            <translation>Konnte nicht laufen</translation>
        </message>
        <message>
            <source>Found nothing</source>
            <translation>Nichts gefunden</translation>
        </message>
        <message>
            <source>Time kept as a gap</source>
            <translation>Zeit als Lücke</translation>
        </message>
        <message>
            <source>Time cut out</source>
            <translation>Zeit herausgeschnitten</translation>
        </message>
        <message>
            <source>Text in events</source>
            <translation>Text in Ereignissen</translation>
        </message>
        <message>
            <source>Text everywhere</source>
            <translation>Text überall</translation>
        </message>
        <message>
            <source>Whole session</source>
            <translation>Ganze Sitzung</translation>
        </message>
        <message>
            <source>Detector: {name}</source>
            <translation>Detektor: {name}</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Aus</translation>
        </message>
        <message>
            <source>Found something</source>
            <translation>Etwas gefunden</translation>
        </message>
        <message>
            <source>Moving box</source>
            <translation>Kasten, der folgt</translation>
        </message>
        <message>
            <source>Box</source>
            <translation>Kasten</translation>
        </message>
        <message>
            <source>Typed in step {step}</source>
            <translation>Getippt in Schritt {step}</translation>
        </message>
        <message>
            <source>Picture, frame {n}</source>
            <translation>Bild {n}</translation>
        </message>
        <message>
            <source>Picture, frames {first} to {last}</source>
            <translation>Bilder {first} bis {last}</translation>
        </message>
        <message>
            <source>Whole step {step}</source>
            <translation>Ganzer Schritt {step}</translation>
        </message>
        <message>
            <source>Look for what may be private</source>
            <translation>Nach Privatem suchen</translation>
        </message>
        <message>
            <source>Words of yours, one a line</source>
            <translation>Ihre Wörter, eines je Zeile</translation>
        </message>
        <message>
            <source>Names of people, customers and projects that no pattern can know: one a line. Detectors look for them in texts and pictures. The list is sealed to you and never leaves this machine.</source>
            <translation>Namen von Menschen, Kunden und Projekten, die kein Muster kennen kann: einer je Zeile. Detektoren suchen sie in Texten und Bildern. Die Liste ist für Sie versiegelt und verlässt diesen Rechner nie.</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Open your words</source>
            <translation>Ihre Wörter öffnen</translation>
        </message>
        <message>
            <source>Seal your words</source>
            <translation>Ihre Wörter versiegeln</translation>
        </message>
        <message numerus="yes">
            <source>%n word(s) are looked for.</source>
            <translation>
                <numerusform>Nach %n Wort wird gesucht.</numerusform>
                <numerusform>Nach %n Wörtern wird gesucht.</numerusform>
            </translation>
        </message>
    </context>
</TS>
