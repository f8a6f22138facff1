<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message>
            <source>discarding a draft</source>
            <translation>Verwerfen eines Entwurfs</translation>
        </message>
        <message>
            <source>Discard a draft</source>
            <translation>Entwurf verwerfen</translation>
        </message>
        <message>
            <source>Bring back a draft</source>
            <translation>Entwurf zurückholen</translation>
        </message>
        <message>
            <source>Everybody who agreed is asked again before their next recording.</source>
            <translation>Alle, die zugestimmt haben, werden vor ihrer nächsten Aufnahme neu gefragt.</translation>
        </message>
        <message>
            <source>Before anything leaves, these detectors must have run: {names}.</source>
            <translation>Bevor etwas weggeht, müssen diese Detektoren gelaufen sein: {names}.</translation>
        </message>
        <message>
            <source>New campaign</source>
            <translation>Neue Kampagne</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>Terms of the campaign</source>
            <translation>Bedingungen der Kampagne</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Sign…</source>
            <translation>Unterschreiben…</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Entwurf</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Wird gesichert…</translation>
        </message>
        <message>
            <source>It can be signed.</source>
            <translation>Sie kann unterschrieben werden.</translation>
        </message>
        <message>
            <source>Keep the draft</source>
            <translation>Entwurf sichern</translation>
        </message>
        <message>
            <source>Nothing was signed. The draft is as it was.</source>
            <translation>Nichts wurde unterschrieben. Der Entwurf ist, wie er war.</translation>
        </message>
        <message>
            <source>Sign a campaign</source>
            <translation>Kampagne unterschreiben</translation>
        </message>
        <message>
            <source>What this version changes for workers</source>
            <translation>Was diese Version für Teilnehmende ändert</translation>
        </message>
        <message>
            <source>The campaign and who answers for it</source>
            <translation>Die Kampagne und wer für sie einsteht</translation>
        </message>
        <message>
            <source>What for</source>
            <translation>Wofür</translation>
        </message>
        <message>
            <source>What is recorded</source>
            <translation>Was aufgenommen wird</translation>
        </message>
        <message>
            <source>Who sees it</source>
            <translation>Wer es sieht</translation>
        </message>
        <message>
            <source>How long</source>
            <translation>Wie lange</translation>
        </message>
        <message>
            <source>Rights</source>
            <translation>Rechte</translation>
        </message>
        <message>
            <source>Not saved</source>
            <translation>Nicht gesichert</translation>
        </message>
        <message>
            <source>change of “{part}”</source>
            <translation>Änderung von „{part}“</translation>
        </message>
        <message>
            <source>Version {number} of {campaign}</source>
            <translation>Version {number} von {campaign}</translation>
        </message>
        <message>
            <source>Nothing yet.</source>
            <translation>Noch nichts.</translation>
        </message>
        <message numerus="yes">
            <source>And %n more.</source>
            <translation>
                <numerusform>Und noch eines.</numerusform>
                <numerusform>Und noch %n.</numerusform>
            </translation>
        </message>
        <message>
            <source>Saved {time}</source>
            <translation>Gesichert {time}</translation>
        </message>
        <message>
            <source>Open a file…</source>
            <translation>Datei öffnen…</translation>
        </message>
        <message>
            <source>Campaigns</source>
            <translation>Kampagnen</translation>
        </message>
        <message>
            <source>The terms under which people record, and who may read what they submit.</source>
            <translation>Die Bedingungen, unter denen aufgenommen wird, und wer lesen darf, was eingereicht wird.</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) could not be read or were altered.</source>
            <translation>
                <numerusform>Eine Datei konnte nicht gelesen werden oder wurde verändert.</numerusform>
                <numerusform>%n Dateien konnten nicht gelesen werden oder wurden verändert.</numerusform>
            </translation>
        </message>
        <message>
            <source>Write the terms, see them as the worker will, and sign them. Or open the file of a campaign that others made.</source>
            <translation>Schreiben Sie die Bedingungen, sehen Sie sie, wie die Teilnehmenden sie sehen, und unterschreiben Sie. Oder öffnen Sie die Datei einer Kampagne, die andere gemacht haben.</translation>
        </message>
        <message>
            <source>Campaign without a title</source>
            <translation>Kampagne ohne Titel</translation>
        </message>
        <message numerus="yes">
            <source>%n part(s) are missing or not right yet.</source>
            <translation>
                <numerusform>Ein Teil fehlt noch oder stimmt noch nicht.</numerusform>
                <numerusform>%n Teile fehlen noch oder stimmen noch nicht.</numerusform>
            </translation>
        </message>
        <message>
            <source>Ready to be signed.</source>
            <translation>Bereit zum Unterschreiben.</translation>
        </message>
        <message>
            <source>Go on writing</source>
            <translation>Weiterschreiben</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>New version</source>
            <translation>Neue Version</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>No broker is known here.</source>
            <translation>Hier ist kein Broker bekannt.</translation>
        </message>
        <message>
            <source>Version {number}</source>
            <translation>Version {number}</translation>
        </message>
        <message>
            <source>Signed</source>
            <translation>Unterschrieben</translation>
        </message>
        <message>
            <source>No roster was accepted here yet.</source>
            <translation>Hier wurde noch keine Liste der Beteiligten angenommen.</translation>
        </message>
        <message>
            <source>No campaign yet</source>
            <translation>Noch keine Kampagne</translation>
        </message>
        <message>
            <source>Go on writing {campaign}</source>
            <translation>Weiterschreiben an {campaign}</translation>
        </message>
        <message>
            <source>Discard the draft {campaign}</source>
            <translation>Entwurf {campaign} verwerfen</translation>
        </message>
        <message>
            <source>By you</source>
            <translation>Von Ihnen</translation>
        </message>
        <message>
            <source>Signs the roster</source>
            <translation>Unterschreibt die Liste</translation>
        </message>
        <message>
            <source>New version of {campaign}</source>
            <translation>Neue Version von {campaign}</translation>
        </message>
        <message>
            <source>Open {campaign}</source>
            <translation>{campaign} öffnen</translation>
        </message>
        <message>
            <source>Broker in the folder {name}.</source>
            <translation>Broker im Ordner {name}.</translation>
        </message>
        <message>
            <source>Roster: version {number}, valid until {date}.</source>
            <translation>Liste der Beteiligten: Version {number}, gültig bis {date}.</translation>
        </message>
        <message numerus="yes">
            <source>%n annotator(s) answer for each session.</source>
            <translation>
                <numerusform>Eine annotierende Person antwortet zu jeder Sitzung.</numerusform>
                <numerusform>%n annotierende Personen antworten zu jeder Sitzung.</numerusform>
            </translation>
        </message>
        <message>
            <source>days</source>
            <translation>Tage</translation>
        </message>
        <message>
            <source>Not recorded</source>
            <translation>Nicht aufgenommen</translation>
        </message>
        <message>
            <source>May be recorded</source>
            <translation>Darf aufgenommen werden</translation>
        </message>
        <message>
            <source>Needed</source>
            <translation>Nötig</translation>
        </message>
        <message>
            <source>Annotators are asked nothing; they only look.</source>
            <translation>Annotierende werden nichts gefragt; sie sehen nur an.</translation>
        </message>
        <message>
            <source>Signed. Give people your fingerprint by another way than the file: {mark}</source>
            <translation>Unterschrieben. Geben Sie Ihren Fingerabdruck auf anderem Weg weiter als die Datei: {mark}</translation>
        </message>
        <message>
            <source>Read the campaigns</source>
            <translation>Kampagnen lesen</translation>
        </message>
        <message>
            <source>Save the signed campaign</source>
            <translation>Unterschriebene Kampagne sichern</translation>
        </message>
        <message>
            <source>Open a campaign file</source>
            <translation>Kampagnendatei öffnen</translation>
        </message>
        <message>
            <source>Read the campaign file</source>
            <translation>Kampagnendatei lesen</translation>
        </message>
        <message>
            <source>Open a campaign file to oversee it…</source>
            <translation>Kampagnendatei zur Aufsicht öffnen…</translation>
        </message>
        <message>
            <source>Sign the campaign…</source>
            <translation>Kampagne unterschreiben…</translation>
        </message>
        <message>
            <source>Show the worker's sheet</source>
            <translation>Blatt der Teilnehmenden zeigen</translation>
        </message>
        <message>
            <source>Back to the campaigns</source>
            <translation>Zurück zu den Kampagnen</translation>
        </message>
        <message>
            <source>Read the campaigns again</source>
            <translation>Kampagnen neu lesen</translation>
        </message>
        <message>
            <source>{campaign} is listed now.</source>
            <translation>{campaign} ist jetzt aufgeführt.</translation>
        </message>
        <message>
            <source>As the worker will see it</source>
            <translation>Wie Teilnehmende es sehen</translation>
        </message>
        <message>
            <source>The consent sheet as the worker will see it</source>
            <translation>Das Einwilligungsblatt, wie Teilnehmende es sehen</translation>
        </message>
        <message>
            <source>&amp;Not now</source>
            <translation>&amp;Nicht jetzt</translation>
        </message>
        <message>
            <source>&amp;Agree</source>
            <translation>&amp;Einwilligen</translation>
        </message>
        <message>
            <source>Consent to {campaign}</source>
            <translation>Einwilligung in {campaign}</translation>
        </message>
        <message>
            <source>Look for your roles</source>
            <translation>Ihre Rollen suchen</translation>
        </message>
        <message>
            <source>Short name</source>
            <translation>Kurzname</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titel</translation>
        </message>
        <message>
            <source>Who answers for the data</source>
            <translation>Wer für die Daten einsteht</translation>
        </message>
        <message>
            <source>How to reach them</source>
            <translation>Wie man sie erreicht</translation>
        </message>
        <message>
            <source>Their address</source>
            <translation>Ihre Anschrift</translation>
        </message>
        <message>
            <source>Purposes</source>
            <translation>Zwecke</translation>
        </message>
        <message>
            <source>Never used for</source>
            <translation>Nie verwendet für</translation>
        </message>
        <message>
            <source>What may be recorded</source>
            <translation>Was aufgenommen werden darf</translation>
        </message>
        <message>
            <source>Who may read what</source>
            <translation>Wer was lesen darf</translation>
        </message>
        <message>
            <source>Programs that may be recorded</source>
            <translation>Programme, die aufgenommen werden dürfen</translation>
        </message>
        <message>
            <source>Programs that are never recorded</source>
            <translation>Programme, die nie aufgenommen werden</translation>
        </message>
        <message>
            <source>Programs recorded although they hide their password fields</source>
            <translation>Programme, die aufgenommen werden, obwohl sie ihre Passwortfelder verbergen</translation>
        </message>
        <message>
            <source>Sites that may be recorded</source>
            <translation>Websites, die aufgenommen werden dürfen</translation>
        </message>
        <message>
            <source>Sites that are never recorded</source>
            <translation>Websites, die nie aufgenommen werden</translation>
        </message>
        <message>
            <source>Tasks</source>
            <translation>Aufgaben</translation>
        </message>
        <message>
            <source>Submissions are kept for</source>
            <translation>Eingereichtes wird aufbewahrt für</translation>
        </message>
        <message>
            <source>A consent holds for</source>
            <translation>Eine Einwilligung gilt für</translation>
        </message>
        <message>
            <source>Where sessions are kept</source>
            <translation>Wo Sitzungen aufbewahrt werden</translation>
        </message>
        <message>
            <source>Law of</source>
            <translation>Recht von</translation>
        </message>
        <message>
            <source>Where to complain</source>
            <translation>Wo man sich beschwert</translation>
        </message>
        <message>
            <source>Rights of the worker</source>
            <translation>Rechte der Teilnehmenden</translation>
        </message>
        <message>
            <source>Why it is voluntary</source>
            <translation>Warum es freiwillig ist</translation>
        </message>
        <message>
            <source>How to withdraw</source>
            <translation>Wie man widerruft</translation>
        </message>
        <message>
            <source>Questions for annotators</source>
            <translation>Fragen an Annotierende</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <source>Lower case letters, digits, . _ and -. It never changes.</source>
            <translation>Kleinbuchstaben, Ziffern, . _ und -. Er ändert sich nie.</translation>
        </message>
        <message>
            <source>One in each line. Grants name a purpose by the word before the colon.</source>
            <translation>Einer je Zeile. Freigaben nennen einen Zweck mit dem Wort vor dem Doppelpunkt.</translation>
        </message>
        <message>
            <source>One in each line; * for every program.</source>
            <translation>Eines je Zeile; * für jedes Programm.</translation>
        </message>
        <message>
            <source>One host in each line. Empty: every site that is not ruled out.</source>
            <translation>Ein Host je Zeile. Leer: jede Website, die nicht ausgeschlossen ist.</translation>
        </message>
        <message>
            <source>One host in each line.</source>
            <translation>Ein Host je Zeile.</translation>
        </message>
        <message>
            <source>One in each line. Workers choose from them, or write their own.</source>
            <translation>Eine je Zeile. Teilnehmende wählen daraus oder schreiben eine eigene.</translation>
        </message>
        <message>
            <source>Passwords typed into them may be recorded. Better leave it empty.</source>
            <translation>Dort getippte Passwörter könnten aufgenommen werden. Besser leer lassen.</translation>
        </message>
        <message>
            <source>worker</source>
            <translation>Teilnehmende</translation>
        </message>
        <message>
            <source>annotator</source>
            <translation>Annotation</translation>
        </message>
        <message>
            <source>engineer</source>
            <translation>Entwicklung</translation>
        </message>
        <message>
            <source>adjudicator</source>
            <translation>Schiedsstelle</translation>
        </message>
        <message>
            <source>steward</source>
            <translation>Verwaltung</translation>
        </message>
        <message>
            <source>auditor</source>
            <translation>Prüfung</translation>
        </message>
        <message>
            <source>This is needed.</source>
            <translation>Das wird gebraucht.</translation>
        </message>
        <message>
            <source>Lower case letters, digits, . _ and -, beginning with a letter or digit.</source>
            <translation>Kleinbuchstaben, Ziffern, . _ und -, mit einem Buchstaben oder einer Ziffer am Anfang.</translation>
        </message>
        <message>
            <source>Another campaign has this name. Make a new version of it, or name another.</source>
            <translation>Eine andere Kampagne heißt schon so. Machen Sie eine neue Version von ihr, oder nehmen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <source>Offer at least one thing to record.</source>
            <translation>Bieten Sie mindestens eines zum Aufnehmen an.</translation>
        </message>
        <message>
            <source>Let somebody read at least one stream.</source>
            <translation>Lassen Sie jemanden mindestens einen Strom lesen.</translation>
        </message>
        <message>
            <source>A stream is given to somebody, but nothing that goes into it is recorded.</source>
            <translation>Ein Strom wird jemandem gegeben, aber nichts davon wird aufgenommen.</translation>
        </message>
        <message>
            <source>Two purposes have the same short name.</source>
            <translation>Zwei Zwecke haben denselben Kurznamen.</translation>
        </message>
        <message>
            <source>This number of days is not possible.</source>
            <translation>Diese Zahl von Tagen ist nicht möglich.</translation>
        </message>
        <message>
            <source>A sign in it cannot be printed.</source>
            <translation>Ein Zeichen darin lässt sich nicht darstellen.</translation>
        </message>
        <message>
            <source>A version as new as this was signed already.</source>
            <translation>Eine ebenso neue Version wurde schon unterschrieben.</translation>
        </message>
        <message>
            <source>{part}: changed</source>
            <translation>{part}: geändert</translation>
        </message>
        <message>
            <source>{part}: more than before</source>
            <translation>{part}: mehr als bisher</translation>
        </message>
        <message>
            <source>{part}: less than before</source>
            <translation>{part}: weniger als bisher</translation>
        </message>
    </context>
</TS>
