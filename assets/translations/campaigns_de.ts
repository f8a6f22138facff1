<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message>
            <source>Look at the broker</source>
            <translation>Broker ansehen</translation>
        </message>
        <message>
            <source>Make a broker</source>
            <translation>Broker anlegen</translation>
        </message>
        <message>
            <source>Make a roster</source>
            <translation>Liste anlegen</translation>
        </message>
        <message>
            <source>Read a roster</source>
            <translation>Liste lesen</translation>
        </message>
        <message>
            <source>Sign a roster</source>
            <translation>Liste unterschreiben</translation>
        </message>
        <message>
            <source>Give the broker a roster</source>
            <translation>Dem Broker eine Liste geben</translation>
        </message>
        <message>
            <source>Accept a roster</source>
            <translation>Liste annehmen</translation>
        </message>
        <message>
            <source>Give a grant</source>
            <translation>Freigabe erteilen</translation>
        </message>
        <message>
            <source>Revoke a grant</source>
            <translation>Freigabe zurücknehmen</translation>
        </message>
        <message>
            <source>Carry out the retention</source>
            <translation>Aufbewahrung durchsetzen</translation>
        </message>
        <message>
            <source>Verify the log</source>
            <translation>Protokoll prüfen</translation>
        </message>
        <message>
            <source>Save the log</source>
            <translation>Protokoll sichern</translation>
        </message>
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
            <source>Version {number}, signed by {mark}.</source>
            <translation>Version {number}, unterschrieben von {mark}.</translation>
        </message>
        <message numerus="yes">
            <source>Version {number}, valid until {date}. %n people must sign.</source>
            <translation>
                <numerusform>Version {number}, gültig bis {date}. Eine Person muss unterschreiben.</numerusform>
                <numerusform>Version {number}, gültig bis {date}. %n Personen müssen unterschreiben.</numerusform>
            </translation>
        </message>
        <message>
            <source>File {name}, version {number}: signed by {count} of {needed} who are needed.</source>
            <translation>Datei {name}, Version {number}: unterschrieben von {count} der {needed}, die nötig sind.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Search the log</source>
            <translation>Protokoll durchsuchen</translation>
        </message>
        <message>
            <source>A name, a role, a stream, what happened</source>
            <translation>Ein Name, eine Rolle, ein Strom, was geschah</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>Sichern…</translation>
        </message>
        <message>
            <source>Roster</source>
            <translation>Liste der Beteiligten</translation>
        </message>
        <message>
            <source>Grants</source>
            <translation>Freigaben</translation>
        </message>
        <message>
            <source>Broker</source>
            <translation>Broker</translation>
        </message>
        <message>
            <source>What the retention ends</source>
            <translation>Was die Aufbewahrung beendet</translation>
        </message>
        <message>
            <source>Give a grant…</source>
            <translation>Freigabe erteilen…</translation>
        </message>
        <message>
            <source>in the keyring</source>
            <translation>im Schlüsselbund</translation>
        </message>
        <message>
            <source>in a file</source>
            <translation>in einer Datei</translation>
        </message>
        <message>
            <source>Carry it out now</source>
            <translation>Jetzt durchsetzen</translation>
        </message>
        <message>
            <source>Open a roster file</source>
            <translation>Liste öffnen</translation>
        </message>
        <message>
            <source>The broker works with this roster now.</source>
            <translation>Der Broker arbeitet jetzt mit dieser Liste.</translation>
        </message>
        <message>
            <source>Choose the folder of the broker</source>
            <translation>Ordner des Brokers wählen</translation>
        </message>
        <message numerus="yes">
            <source>The log is whole: %n line(s), each under its signature.</source>
            <translation>
                <numerusform>Das Protokoll ist vollständig: eine Zeile, unter ihrer Signatur.</numerusform>
                <numerusform>Das Protokoll ist vollständig: %n Zeilen, jede unter ihrer Signatur.</numerusform>
            </translation>
        </message>
        <message>
            <source>What the broker did</source>
            <translation>Was der Broker getan hat</translation>
        </message>
        <message>
            <source>Open a roster file…</source>
            <translation>Liste öffnen…</translation>
        </message>
        <message>
            <source>Next version…</source>
            <translation>Nächste Version…</translation>
        </message>
        <message>
            <source>Make the first roster…</source>
            <translation>Erste Liste anlegen…</translation>
        </message>
        <message>
            <source>Sign it</source>
            <translation>Unterschreiben</translation>
        </message>
        <message>
            <source>Revoke</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>Make a broker…</source>
            <translation>Broker anlegen…</translation>
        </message>
        <message>
            <source>Use a folder…</source>
            <translation>Ordner verwenden…</translation>
        </message>
        <message>
            <source>Save the roster</source>
            <translation>Liste sichern</translation>
        </message>
        <message>
            <source>There is none yet. It says who is in which role.</source>
            <translation>Es gibt noch keine. Sie sagt, wer welche Rolle hat.</translation>
        </message>
        <message>
            <source>signs the roster</source>
            <translation>unterschreibt die Liste</translation>
        </message>
        <message>
            <source>Give it to the broker</source>
            <translation>Dem Broker geben</translation>
        </message>
        <message>
            <source>{name} as {role}, since {date}</source>
            <translation>{name} als {role}, seit {date}</translation>
        </message>
        <message>
            <source>Nobody may open anything yet.</source>
            <translation>Noch darf niemand etwas öffnen.</translation>
        </message>
        <message>
            <source>Those who sign the roster give and revoke grants.</source>
            <translation>Wer die Liste unterschreibt, erteilt Freigaben und nimmt sie zurück.</translation>
        </message>
        <message>
            <source>No broker is known here.</source>
            <translation>Hier ist kein Broker bekannt.</translation>
        </message>
        <message>
            <source>A service; its log is read where it runs.</source>
            <translation>Ein Dienst; sein Protokoll wird dort gelesen, wo er läuft.</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Wird gelesen…</translation>
        </message>
        <message>
            <source>Nothing is kept here.</source>
            <translation>Hier wird nichts aufbewahrt.</translation>
        </message>
        <message numerus="yes">
            <source>And %n more.</source>
            <translation>
                <numerusform>Und noch eines.</numerusform>
                <numerusform>Und noch %n.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Saved %n line(s) of the log.</source>
            <translation>
                <numerusform>Eine Zeile des Protokolls gesichert.</numerusform>
                <numerusform>%n Zeilen des Protokolls gesichert.</numerusform>
            </translation>
        </message>
        <message>
            <source>Accept it…</source>
            <translation>Annehmen…</translation>
        </message>
        <message>
            <source>{role}: epoch {number}</source>
            <translation>{role}: Epoche {number}</translation>
        </message>
        <message>
            <source>Revoke the grant of {name}</source>
            <translation>Freigabe von {name} zurücknehmen</translation>
        </message>
        <message>
            <source>Submissions in {store}</source>
            <translation>Eingereichtes in {store}</translation>
        </message>
        <message>
            <source>The epoch key is {where}.</source>
            <translation>Der Epochenschlüssel ist {where}.</translation>
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
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Wer</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Rolle</translation>
        </message>
        <message>
            <source>Stream</source>
            <translation>Strom</translation>
        </message>
        <message>
            <source>Purpose</source>
            <translation>Zweck</translation>
        </message>
        <message>
            <source>Columns of the log</source>
            <translation>Spalten des Protokolls</translation>
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
            <source>Everybody brings their public identity, the file identity.pub of their data folder.</source>
            <translation>Alle bringen ihre öffentliche Identität mit, die Datei identity.pub aus ihrem Datenordner.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Next version of the roster</source>
            <translation>Nächste Version der Liste</translation>
        </message>
        <message>
            <source>First roster</source>
            <translation>Erste Liste</translation>
        </message>
        <message>
            <source>Add somebody…</source>
            <translation>Jemanden hinzufügen…</translation>
        </message>
        <message>
            <source>How many must sign</source>
            <translation>Wie viele unterschreiben müssen</translation>
        </message>
        <message>
            <source>Holds for days</source>
            <translation>Gilt so viele Tage</translation>
        </message>
        <message>
            <source>Each role gets a fresh key in a new epoch. Who is taken off opens nothing that is submitted from then on; what was submitted before stays under the old key.</source>
            <translation>Jede Rolle bekommt einen neuen Schlüssel in einer neuen Epoche. Wer herausgenommen wird, öffnet nichts, was von da an eingereicht wird; was vorher eingereicht wurde, bleibt unter dem alten Schlüssel.</translation>
        </message>
        <message>
            <source>Read a public identity</source>
            <translation>Öffentliche Identität lesen</translation>
        </message>
        <message>
            <source>Open a public identity</source>
            <translation>Öffentliche Identität öffnen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>{name} entfernen</translation>
        </message>
        <message>
            <source>Look for your roles</source>
            <translation>Ihre Rollen suchen</translation>
        </message>
        <message>
            <source>Ask somebody who signed it to read the root to you, by another way than the file, and type or paste what you hear. It says who decides about this campaign.</source>
            <translation>Lassen Sie sich die Wurzel von jemandem vorlesen, der unterschrieben hat, auf anderem Weg als der Datei, und tippen oder fügen Sie ein, was Sie hören. Sie sagt, wer über diese Kampagne entscheidet.</translation>
        </message>
        <message>
            <source>A folder that the people of the campaign share. Whoever can read it holds the outer lock of every submission; for a team, serve it instead (candor broker serve).</source>
            <translation>Ein Ordner, den die Beteiligten der Kampagne teilen. Wer ihn lesen kann, hat das äußere Schloss jeder Einreichung; ein Team betreibt ihn besser als Dienst (candor broker serve).</translation>
        </message>
        <message>
            <source>In no backup: with it, withdrawn submissions could be brought back.</source>
            <translation>In keine Sicherung: mit ihm ließe sich Widerrufenes zurückholen.</translation>
        </message>
        <message>
            <source>Accept the roster</source>
            <translation>Liste annehmen</translation>
        </message>
        <message>
            <source>Root of the roster</source>
            <translation>Wurzel der Liste</translation>
        </message>
        <message>
            <source>32 signs; spaces do not matter</source>
            <translation>32 Zeichen; Leerzeichen sind egal</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Annehmen</translation>
        </message>
        <message>
            <source>Grant</source>
            <translation>Freigeben</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Wählen …</translation>
        </message>
        <message>
            <source>Keep the epoch key in the keyring of this desktop</source>
            <translation>Epochenschlüssel im Schlüsselbund dieses Desktops aufbewahren</translation>
        </message>
        <message>
            <source>Make it</source>
            <translation>Anlegen</translation>
        </message>
        <message>
            <source>Name the folder in full.</source>
            <translation>Nennen Sie den Ordner vollständig.</translation>
        </message>
        <message>
            <source>This is another root. Do not accept it.</source>
            <translation>Das ist eine andere Wurzel. Nehmen Sie sie nicht an.</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Person</translation>
        </message>
        <message>
            <source>Streams a day</source>
            <translation>Ströme am Tag</translation>
        </message>
        <message>
            <source>Purposes</source>
            <translation>Zwecke</translation>
        </message>
        <message>
            <source>Folder of the broker</source>
            <translation>Ordner des Brokers</translation>
        </message>
        <message>
            <source>File of the epoch key</source>
            <translation>Datei des Epochenschlüssels</translation>
        </message>
        <message>
            <source>Name the file of the key in full.</source>
            <translation>Nennen Sie die Datei des Schlüssels vollständig.</translation>
        </message>
        <message>
            <source>The key must not lie in the broker's folder.</source>
            <translation>Der Schlüssel darf nicht im Ordner des Brokers liegen.</translation>
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
            <source>Add the people first.</source>
            <translation>Fügen Sie zuerst die Beteiligten hinzu.</translation>
        </message>
        <message>
            <source>Somebody has no name.</source>
            <translation>Jemand hat keinen Namen.</translation>
        </message>
        <message>
            <source>Somebody is named twice.</source>
            <translation>Jemand ist zweimal genannt.</translation>
        </message>
        <message>
            <source>At least two people must sign, so that nobody decides alone.</source>
            <translation>Mindestens zwei müssen unterschreiben, damit niemand allein entscheidet.</translation>
        </message>
        <message>
            <source>Fewer people sign than are needed.</source>
            <translation>Es unterschreiben weniger, als nötig sind.</translation>
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
            <source>submitted</source>
            <translation>eingereicht</translation>
        </message>
        <message>
            <source>opened</source>
            <translation>geöffnet</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>verweigert</translation>
        </message>
        <message>
            <source>granted</source>
            <translation>freigegeben</translation>
        </message>
        <message>
            <source>revoked</source>
            <translation>zurückgenommen</translation>
        </message>
        <message>
            <source>closed to everybody</source>
            <translation>für alle gesperrt</translation>
        </message>
        <message>
            <source>assigned</source>
            <translation>zugewiesen</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>widerrufen</translation>
        </message>
        <message>
            <source>expired</source>
            <translation>abgelaufen</translation>
        </message>
        <message>
            <source>deleted</source>
            <translation>gelöscht</translation>
        </message>
        <message>
            <source>new roster</source>
            <translation>neue Liste</translation>
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
