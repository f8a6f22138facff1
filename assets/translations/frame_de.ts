<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message>
            <source>Records work with consent, sealed before it reaches the disk.</source>
            <translation>Zeichnet Arbeit mit Einwilligung auf, versiegelt, bevor etwas auf die Platte kommt.</translation>
        </message>
        <message>
            <source>It sends nothing anywhere, runs no service, and asks for no account.</source>
            <translation>Es sendet nichts, läuft nicht im Hintergrund und braucht kein Konto.</translation>
        </message>
        <message>
            <source>About Candor</source>
            <translation>Über Candor</translation>
        </message>
        <message>
            <source>Open the data folder</source>
            <translation>Datenordner öffnen</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>unbekannt</translation>
        </message>
        <message>
            <source>The typeface is Inter, under the SIL Open Font License.</source>
            <translation>Die Schrift ist Inter, unter der SIL Open Font License.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Release {number}</source>
            <translation>Ausgabe {number}</translation>
        </message>
        <message>
            <source>Your sessions and consents are not touched by this.</source>
            <translation>Ihre Sitzungen und Einwilligungen sind davon nicht betroffen.</translation>
        </message>
        <message>
            <source>Compare the steward</source>
            <translation>Unterzeichner vergleichen</translation>
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
            <source>“{job}” did not succeed.</source>
            <translation>„{job}“ ist nicht gelungen.</translation>
        </message>
        <message>
            <source>Something in Candor failed.</source>
            <translation>In Candor ist etwas fehlgeschlagen.</translation>
        </message>
        <message>
            <source>Nothing is under way.</source>
            <translation>Nichts ist in Arbeit.</translation>
        </message>
        <message>
            <source>Close the jobs panel</source>
            <translation>Aufgabenleiste schließen</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Abgebrochen</translation>
        </message>
        <message>
            <source>Jobs</source>
            <translation>Aufgaben</translation>
        </message>
        <message>
            <source>Under way</source>
            <translation>In Arbeit</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Fehlgeschlagen</translation>
        </message>
        <message>
            <source>Cancel {job}</source>
            <translation>{job} abbrechen</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Aufnehmen</translation>
        </message>
        <message>
            <source>Sessions</source>
            <translation>Sitzungen</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>Einwilligung</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Load a place</source>
            <translation>Einen Raum laden</translation>
        </message>
        <message>
            <source>Ending the recording. Candor closes then.</source>
            <translation>Die Aufzeichnung wird beendet. Danach schließt sich Candor.</translation>
        </message>
        <message>
            <source>A part of Candor could not be loaded.</source>
            <translation>Ein Teil von Candor konnte nicht geladen werden.</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Datei</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;Bearbeiten</translation>
        </message>
        <message>
            <source>&amp;Recording</source>
            <translation>&amp;Aufnahme</translation>
        </message>
        <message>
            <source>&amp;Session</source>
            <translation>&amp;Sitzung</translation>
        </message>
        <message>
            <source>&amp;Playback</source>
            <translation>&amp;Wiedergabe</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>A&amp;nsicht</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <source>Find a command</source>
            <translation>Befehl finden</translation>
        </message>
        <message>
            <source>What do you want to do?</source>
            <translation>Was möchten Sie tun?</translation>
        </message>
        <message>
            <source>Commands</source>
            <translation>Befehle</translation>
        </message>
        <message>
            <source>Something went wrong</source>
            <translation>Etwas ging schief</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Einzelheiten</translation>
        </message>
        <message>
            <source>Show details</source>
            <translation>Einzelheiten zeigen</translation>
        </message>
        <message>
            <source>Copy details</source>
            <translation>Einzelheiten kopieren</translation>
        </message>
        <message>
            <source>Hide details</source>
            <translation>Einzelheiten verbergen</translation>
        </message>
        <message>
            <source>Something in Candor failed that should not.</source>
            <translation>In Candor ist etwas fehlgeschlagen, das nicht fehlschlagen sollte.</translation>
        </message>
        <message>
            <source>What was recorded is sealed and stays as it is.</source>
            <translation>Was aufgenommen wurde, ist versiegelt und bleibt, wie es ist.</translation>
        </message>
        <message>
            <source>You can go on. If it happens again, close Candor and open it anew.</source>
            <translation>Sie können weitermachen. Geschieht es wieder, schließen Sie Candor und öffnen Sie es neu.</translation>
        </message>
        <message>
            <source>Save the settings</source>
            <translation>Einstellungen speichern</translation>
        </message>
        <message>
            <source>The settings could not be read. The defaults are used.</source>
            <translation>Die Einstellungen waren nicht lesbar. Es gelten die Vorgaben.</translation>
        </message>
        <message>
            <source>The settings could not be read. They are kept as {name}; the defaults are used.</source>
            <translation>Die Einstellungen waren nicht lesbar. Sie liegen nun als {name} bereit; es gelten die Vorgaben.</translation>
        </message>
        <message>
            <source>Reset all</source>
            <translation>Alles zurücksetzen</translation>
        </message>
        <message>
            <source>Every change holds at once.</source>
            <translation>Jede Änderung gilt sofort.</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Aussehen</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>Schutz</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>Aufnahme</translation>
        </message>
        <message>
            <source>Looking back</source>
            <translation>Rückblick</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Farben</translation>
        </message>
        <message>
            <source>Light, dark, or as the desktop has it.</source>
            <translation>Hell, dunkel oder wie auf dem Schreibtisch.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Takes effect when Candor is opened again.</source>
            <translation>Gilt, wenn Candor das nächste Mal geöffnet wird.</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Schriftgröße</translation>
        </message>
        <message>
            <source>Everything in the window grows with the text.</source>
            <translation>Alles im Fenster wächst mit der Schrift.</translation>
        </message>
        <message>
            <source>Candor's own typeface</source>
            <translation>Eigene Schrift von Candor</translation>
        </message>
        <message>
            <source>Switch it off to use the typeface of your desktop.</source>
            <translation>Ausgeschaltet gilt die Schrift Ihres Schreibtischs.</translation>
        </message>
        <message>
            <source>Lock the vault after</source>
            <translation>Tresor verschließen nach</translation>
        </message>
        <message>
            <source>Counted from the last time something sealed was read.</source>
            <translation>Gezählt ab dem letzten Lesen von etwas Versiegeltem.</translation>
        </message>
        <message>
            <source>Countdown</source>
            <translation>Vorlauf</translation>
        </message>
        <message>
            <source>Time to get ready before a recording starts. Esc cancels it.</source>
            <translation>Zeit, um sich bereitzumachen. Esc bricht ab.</translation>
        </message>
        <message>
            <source>Make room when a recording starts</source>
            <translation>Beim Aufnehmen Platz machen</translation>
        </message>
        <message>
            <source>This window is minimised then; the bar and the hotkeys stay.</source>
            <translation>Dieses Fenster wird dann verkleinert; Leiste und globale Tasten bleiben.</translation>
        </message>
        <message>
            <source>Ask before stopping</source>
            <translation>Vor dem Beenden fragen</translation>
        </message>
        <message>
            <source>Without it a recording stops at once. Discarding always asks.</source>
            <translation>Sonst endet eine Aufnahme sofort. Vor dem Verwerfen wird immer gefragt.</translation>
        </message>
        <message>
            <source>Show the pointer</source>
            <translation>Zeiger zeigen</translation>
        </message>
        <message>
            <source>Draws where the pointer was on the picture.</source>
            <translation>Zeichnet ins Bild, wo der Zeiger war.</translation>
        </message>
        <message>
            <source>Show clicks</source>
            <translation>Klicks zeigen</translation>
        </message>
        <message>
            <source>Draws a ring where a button was pressed.</source>
            <translation>Zeichnet einen Ring, wo eine Taste gedrückt wurde.</translation>
        </message>
        <message>
            <source>Show keys</source>
            <translation>Tasten zeigen</translation>
        </message>
        <message>
            <source>Writes the keys that were pressed under the picture.</source>
            <translation>Schreibt die gedrückten Tasten unter das Bild.</translation>
        </message>
        <message>
            <source>Speed of playing</source>
            <translation>Tempo beim Abspielen</translation>
        </message>
        <message>
            <source>How fast a session plays. It can be changed while it plays.</source>
            <translation>Wie schnell eine Sitzung abgespielt wird. Es lässt sich beim Abspielen ändern.</translation>
        </message>
        <message>
            <source>As the desktop</source>
            <translation>Wie der Schreibtisch</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>2 minutes</source>
            <translation>2 Minuten</translation>
        </message>
        <message>
            <source>5 minutes</source>
            <translation>5 Minuten</translation>
        </message>
        <message>
            <source>15 minutes</source>
            <translation>15 Minuten</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Keiner</translation>
        </message>
        <message>
            <source>3 seconds</source>
            <translation>3 Sekunden</translation>
        </message>
        <message>
            <source>5 seconds</source>
            <translation>5 Sekunden</translation>
        </message>
        <message>
            <source>10 seconds</source>
            <translation>10 Sekunden</translation>
        </message>
        <message>
            <source>Find a shortcut</source>
            <translation>Tastenkürzel finden</translation>
        </message>
        <message>
            <source>Find by name or key</source>
            <translation>Nach Namen oder Taste suchen</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <source>Keys for {action}</source>
            <translation>Tasten für {action}</translation>
        </message>
        <message>
            <source>Put back the keys for {action}</source>
            <translation>Tasten für {action} zurücksetzen</translation>
        </message>
        <message>
            <source>{keys} is also: {others}</source>
            <translation>{keys} ist auch: {others}</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>Überall</translation>
        </message>
        <message numerus="yes">
            <source>%n job(s)</source>
            <translation>
                <numerusform>%n Aufgabe</numerusform>
                <numerusform>%n Aufgaben</numerusform>
            </translation>
        </message>
        <message>
            <source>Show what is under way</source>
            <translation>Zeigen, was in Arbeit ist</translation>
        </message>
        <message>
            <source>No identity yet</source>
            <translation>Noch keine Identität</translation>
        </message>
        <message>
            <source>Make your identity</source>
            <translation>Identität anlegen</translation>
        </message>
        <message>
            <source>Locked</source>
            <translation>Verschlossen</translation>
        </message>
        <message>
            <source>Unlock the vault</source>
            <translation>Tresor öffnen</translation>
        </message>
        <message>
            <source>Unlocked</source>
            <translation>Offen</translation>
        </message>
        <message>
            <source>Lock the vault</source>
            <translation>Tresor verschließen</translation>
        </message>
        <message>
            <source>Make the identity</source>
            <translation>Identität anlegen</translation>
        </message>
        <message>
            <source>Keep the vault open</source>
            <translation>Tresor offen halten</translation>
        </message>
        <message>
            <source>Go to Record</source>
            <translation>Zu Aufnehmen</translation>
        </message>
        <message>
            <source>Go to Sessions</source>
            <translation>Zu Sitzungen</translation>
        </message>
        <message>
            <source>Jobs panel</source>
            <translation>Aufgabenleiste</translation>
        </message>
        <message>
            <source>Reset the layout</source>
            <translation>Anordnung zurücksetzen</translation>
        </message>
        <message>
            <source>Open a campaign file…</source>
            <translation>Kampagnendatei öffnen …</translation>
        </message>
        <message>
            <source>Your identity…</source>
            <translation>Ihre Identität …</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <source>Find a command…</source>
            <translation>Befehl finden …</translation>
        </message>
        <message>
            <source>Close Candor</source>
            <translation>Candor schließen</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>Bleiben</translation>
        </message>
        <message>
            <source>Undo {edit}</source>
            <translation>Rückgängig: {edit}</translation>
        </message>
        <message>
            <source>Redo {edit}</source>
            <translation>Wiederholen: {edit}</translation>
        </message>
        <message>
            <source>Read the consents</source>
            <translation>Einwilligungen lesen</translation>
        </message>
        <message>
            <source>Give consent</source>
            <translation>Einwilligen</translation>
        </message>
        <message>
            <source>Withdraw consent</source>
            <translation>Einwilligung widerrufen</translation>
        </message>
        <message>
            <source>Save the receipt</source>
            <translation>Beleg speichern</translation>
        </message>
        <message>
            <source>This receipt was altered and counts for nothing. Give consent again.</source>
            <translation>Dieser Beleg wurde verändert und gilt nicht. Willigen Sie erneut ein.</translation>
        </message>
        <message>
            <source>What you agreed to. Nothing is recorded without it.</source>
            <translation>Worin Sie eingewilligt haben. Ohne Einwilligung wird nichts aufgenommen.</translation>
        </message>
        <message>
            <source>Read the Personal terms</source>
            <translation>Persönliche Bedingungen lesen</translation>
        </message>
        <message>
            <source>You have not agreed to anything</source>
            <translation>Sie haben in nichts eingewilligt</translation>
        </message>
        <message>
            <source>Read the Personal terms to record for yourself, or open the file of a campaign. You can also drop it here.</source>
            <translation>Lesen Sie die persönlichen Bedingungen, um für sich aufzunehmen, oder öffnen Sie die Datei einer Kampagne. Sie können sie auch hier ablegen.</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Beendet</translation>
        </message>
        <message>
            <source>Show the receipt</source>
            <translation>Beleg zeigen</translation>
        </message>
        <message>
            <source>Save a copy…</source>
            <translation>Kopie speichern …</translation>
        </message>
        <message>
            <source>Receipt</source>
            <translation>Beleg</translation>
        </message>
        <message>
            <source>Holds</source>
            <translation>Gilt</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Abgelaufen</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>Widerrufen</translation>
        </message>
        <message>
            <source>Damaged</source>
            <translation>Beschädigt</translation>
        </message>
        <message>
            <source>Given {given}, holds until {until}</source>
            <translation>Erteilt {given}, gilt bis {until}</translation>
        </message>
        <message>
            <source>Receipt {name}</source>
            <translation>Beleg {name}</translation>
        </message>
        <message>
            <source>{title}, version {version}</source>
            <translation>{title}, Fassung {version}</translation>
        </message>
        <message>
            <source>Withdraw</source>
            <translation>Widerrufen</translation>
        </message>
        <message>
            <source>A recording that runs under it ends at once.</source>
            <translation>Eine Aufnahme, die darauf beruht, endet sofort.</translation>
        </message>
        <message>
            <source>Withdrawn. Nothing more is recorded under {title}.</source>
            <translation>Widerrufen. Unter {title} wird nichts mehr aufgenommen.</translation>
        </message>
        <message>
            <source>Saved the receipt as {name}.</source>
            <translation>Beleg als {name} gespeichert.</translation>
        </message>
        <message>
            <source>Given {given}, withdrawn {ended}</source>
            <translation>Erteilt {given}, widerrufen {ended}</translation>
        </message>
        <message>
            <source>The receipt is kept here, signed by you. You can save a copy anywhere.</source>
            <translation>Der Beleg liegt hier, von Ihnen unterschrieben. Eine Kopie können Sie überall speichern.</translation>
        </message>
        <message>
            <source>Terms</source>
            <translation>Bedingungen</translation>
        </message>
        <message>
            <source>May be recorded</source>
            <translation>Darf aufgenommen werden</translation>
        </message>
        <message>
            <source>Given</source>
            <translation>Erteilt</translation>
        </message>
        <message>
            <source>Holds until</source>
            <translation>Gilt bis</translation>
        </message>
        <message>
            <source>Signed by</source>
            <translation>Unterschrieben von</translation>
        </message>
        <message>
            <source>Whoever signed these terms is new here. Compare this fingerprint with the one that the steward gave you by another way than the file.</source>
            <translation>Wer diese Bedingungen unterschrieben hat, ist hier neu. Vergleichen Sie diesen Fingerabdruck mit dem, den Sie auf anderem Weg als mit der Datei erhalten haben.</translation>
        </message>
        <message>
            <source>Programs you want recorded although they hide their password fields</source>
            <translation>Programme, die aufgenommen werden sollen, obwohl sie ihre Passwortfelder nicht nennen</translation>
        </message>
        <message>
            <source>Passwords typed into them may be recorded.</source>
            <translation>Darin getippte Passwörter werden womöglich aufgenommen.</translation>
        </message>
        <message>
            <source>Only what you submit yourself, after you have looked at it.</source>
            <translation>Nur was Sie selbst einreichen, nachdem Sie es angesehen haben.</translation>
        </message>
        <message numerus="yes">
            <source>Sessions are kept for %n day(s) at most.</source>
            <translation>
                <numerusform>Sitzungen werden höchstens %n Tag aufbewahrt.</numerusform>
                <numerusform>Sitzungen werden höchstens %n Tage aufbewahrt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Your consent ends by itself after %n day(s).</source>
            <translation>
                <numerusform>Ihre Einwilligung endet nach %n Tag von selbst.</numerusform>
                <numerusform>Ihre Einwilligung endet nach %n Tagen von selbst.</numerusform>
            </translation>
        </message>
        <message>
            <source>At any time, under Consent, with one button and no passphrase.</source>
            <translation>Jederzeit, unter Einwilligung, mit einem Knopf und ohne Passphrase.</translation>
        </message>
        <message>
            <source>Nothing was agreed to.</source>
            <translation>Es wurde in nichts eingewilligt.</translation>
        </message>
        <message>
            <source>These are Candor's built-in terms for working alone.</source>
            <translation>Dies sind die eingebauten Bedingungen von Candor für das Arbeiten allein.</translation>
        </message>
        <message>
            <source>I compared it; it is the same</source>
            <translation>Ich habe verglichen; er ist gleich</translation>
        </message>
        <message>
            <source>None. Otherwise names with commas between</source>
            <translation>Keine. Sonst Namen, durch Kommas getrennt</translation>
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
            <source>Choose at least one thing that may be recorded.</source>
            <translation>Wählen Sie mindestens eines, das aufgenommen werden darf.</translation>
        </message>
        <message>
            <source>Compare the fingerprint first.</source>
            <translation>Vergleichen Sie zuerst den Fingerabdruck.</translation>
        </message>
        <message>
            <source>You agreed</source>
            <translation>Sie haben eingewilligt</translation>
        </message>
        <message>
            <source>Consent to {campaign}</source>
            <translation>Einwilligung in {campaign}</translation>
        </message>
        <message>
            <source>What may be recorded</source>
            <translation>Was aufgenommen werden darf</translation>
        </message>
        <message>
            <source>Nothing is chosen for you. You can agree to less.</source>
            <translation>Nichts ist vorgewählt. Sie können in weniger einwilligen.</translation>
        </message>
        <message>
            <source>What is not recorded</source>
            <translation>Was nicht aufgenommen wird</translation>
        </message>
        <message>
            <source>Who will see it</source>
            <translation>Wer es sehen wird</translation>
        </message>
        <message>
            <source>How long</source>
            <translation>Wie lange</translation>
        </message>
        <message>
            <source>Law of: {place}.</source>
            <translation>Recht: {place}.</translation>
        </message>
        <message>
            <source>Your rights: {rights}.</source>
            <translation>Ihre Rechte: {rights}.</translation>
        </message>
        <message>
            <source>How to take it back</source>
            <translation>Wie Sie widerrufen</translation>
        </message>
        <message>
            <source>Sessions you recorded stay on this machine until you delete them.</source>
            <translation>Aufgenommene Sitzungen bleiben auf diesem Gerät, bis Sie sie löschen.</translation>
        </message>
        <message>
            <source>{name} answers for the data: {contact}</source>
            <translation>{name} verantwortet die Daten: {contact}</translation>
        </message>
        <message>
            <source>Never used for {uses}.</source>
            <translation>Nie verwendet für: {uses}.</translation>
        </message>
        <message>
            <source>You, and nobody else.</source>
            <translation>Sie, und niemand sonst.</translation>
        </message>
        <message>
            <source>{stream}: {roles}</source>
            <translation>{stream}: {roles}</translation>
        </message>
        <message>
            <source>Complaints: {authority}</source>
            <translation>Beschwerden: {authority}</translation>
        </message>
        <message>
            <source>These terms need: {scopes}.</source>
            <translation>Diese Bedingungen brauchen: {scopes}.</translation>
        </message>
        <message>
            <source>Needed</source>
            <translation>Nötig</translation>
        </message>
        <message>
            <source>Kept: {places}.</source>
            <translation>Aufbewahrt: {places}.</translation>
        </message>
        <message>
            <source>Your own use, on this machine.</source>
            <translation>Ihr eigener Gebrauch, auf diesem Gerät.</translation>
        </message>
        <message>
            <source>Nothing depends on it. Nobody but you learns whether you agreed.</source>
            <translation>Nichts hängt davon ab. Niemand außer Ihnen erfährt, ob Sie eingewilligt haben.</translation>
        </message>
        <message>
            <source>performance evaluation</source>
            <translation>Leistungsbeurteilung</translation>
        </message>
        <message>
            <source>discipline</source>
            <translation>Disziplinarmaßnahmen</translation>
        </message>
        <message>
            <source>emotion inference</source>
            <translation>Deutung von Gefühlen</translation>
        </message>
        <message>
            <source>identifying people</source>
            <translation>Erkennen von Personen</translation>
        </message>
        <message>
            <source>Personal</source>
            <translation>Persönlich</translation>
        </message>
        <message>
            <source>where you are</source>
            <translation>wo Sie sind</translation>
        </message>
        <message>
            <source>the worker's own machine, sealed</source>
            <translation>auf dem eigenen Gerät, versiegelt</translation>
        </message>
        <message>
            <source>access</source>
            <translation>Auskunft</translation>
        </message>
        <message>
            <source>erasure</source>
            <translation>Löschung</translation>
        </message>
        <message>
            <source>portability</source>
            <translation>Übertragbarkeit</translation>
        </message>
        <message>
            <source>objection</source>
            <translation>Widerspruch</translation>
        </message>
        <message>
            <source>complaint</source>
            <translation>Beschwerde</translation>
        </message>
        <message>
            <source>Pictures of the screen</source>
            <translation>Bilder des Bildschirms</translation>
        </message>
        <message>
            <source>Clicks, scrolling and shortcuts</source>
            <translation>Klicks, Rollen und Tastenkürzel</translation>
        </message>
        <message>
            <source>What you typed</source>
            <translation>Was Sie getippt haben</translation>
        </message>
        <message>
            <source>Windows and their titles</source>
            <translation>Fenster und ihre Titel</translation>
        </message>
        <message>
            <source>Your task and notes</source>
            <translation>Ihre Aufgabe und Notizen</translation>
        </message>
        <message>
            <source>you</source>
            <translation>Sie</translation>
        </message>
        <message>
            <source>annotators</source>
            <translation>Annotierende</translation>
        </message>
        <message>
            <source>engineers</source>
            <translation>Entwickelnde</translation>
        </message>
        <message>
            <source>the steward</source>
            <translation>wer die Kampagne führt</translation>
        </message>
        <message>
            <source>the controller</source>
            <translation>die verantwortliche Stelle</translation>
        </message>
        <message>
            <source>Every program, except those that are never recorded.</source>
            <translation>Jedes Programm, außer denen, die nie aufgenommen werden.</translation>
        </message>
        <message>
            <source>Keys typed into password fields, or where nothing says what the field is.</source>
            <translation>Tasten in Passwortfeldern, oder wo nichts sagt, was das Feld ist.</translation>
        </message>
        <message numerus="yes">
            <source>%n program(s) for passwords and authorisation.</source>
            <translation>
                <numerusform>%n Programm für Passwörter und Freigaben.</numerusform>
                <numerusform>%n Programme für Passwörter und Freigaben.</numerusform>
            </translation>
        </message>
        <message>
            <source>Anything while the screen is locked or the recording is paused.</source>
            <translation>Alles, solange der Bildschirm gesperrt ist oder die Aufnahme pausiert.</translation>
        </message>
        <message>
            <source>Candor's own windows.</source>
            <translation>Die eigenen Fenster von Candor.</translation>
        </message>
        <message>
            <source>Only these programs: {apps}.</source>
            <translation>Nur diese Programme: {apps}.</translation>
        </message>
        <message>
            <source>These programs cannot say where their password fields are and are recorded all the same: {apps}. Passwords typed into them may be recorded.</source>
            <translation>Diese Programme können nicht sagen, wo ihre Passwortfelder sind, und werden trotzdem aufgenommen: {apps}. Darin getippte Passwörter werden womöglich aufgenommen.</translation>
        </message>
        <message>
            <source>Screen</source>
            <translation>Bildschirm</translation>
        </message>
        <message>
            <source>Pictures of the part of the screen that you choose, whenever it changes.</source>
            <translation>Bilder des Teils, den Sie wählen, sooft er sich ändert.</translation>
        </message>
        <message>
            <source>Keystrokes</source>
            <translation>Tastatur</translation>
        </message>
        <message>
            <source>The keys you press, and so what you type, except into password fields.</source>
            <translation>Die Tasten, die Sie drücken, und damit was Sie tippen, außer in Passwortfeldern.</translation>
        </message>
        <message>
            <source>Mouse</source>
            <translation>Maus</translation>
        </message>
        <message>
            <source>Where the pointer is, which buttons you press, and scrolling.</source>
            <translation>Wo der Zeiger ist, welche Tasten Sie drücken, und das Rollen.</translation>
        </message>
        <message>
            <source>Window titles</source>
            <translation>Fenstertitel</translation>
        </message>
        <message>
            <source>The names of windows. They may hold names of files, people or pages.</source>
            <translation>Die Namen von Fenstern. Darin können Dateien, Personen oder Seiten genannt sein.</translation>
        </message>
        <message>
            <source>Accessibility names</source>
            <translation>Namen für Barrierefreiheit</translation>
        </message>
        <message>
            <source>What programs tell screen readers about buttons and fields.</source>
            <translation>Was Programme Vorleseprogrammen über Knöpfe und Felder sagen.</translation>
        </message>
        <message>
            <source>Under this name sessions and receipts know you. It is not secret.</source>
            <translation>Unter diesem Namen kennen Sie Sitzungen und Belege. Er ist nicht geheim.</translation>
        </message>
        <message>
            <source>Your identity</source>
            <translation>Ihre Identität</translation>
        </message>
        <message>
            <source>Show the recovery key</source>
            <translation>Wiederherstellungsschlüssel zeigen</translation>
        </message>
        <message>
            <source>Read the public identity</source>
            <translation>Öffentliche Identität lesen</translation>
        </message>
        <message>
            <source>Fingerprint</source>
            <translation>Fingerabdruck</translation>
        </message>
        <message>
            <source>Show what is typed</source>
            <translation>Getipptes zeigen</translation>
        </message>
        <message>
            <source>Hide what is typed</source>
            <translation>Getipptes verbergen</translation>
        </message>
        <message>
            <source>Candor: recovery key</source>
            <translation>Candor: Wiederherstellungsschlüssel</translation>
        </message>
        <message>
            <source>Whoever holds it can read all sessions that are sealed to this identity.</source>
            <translation>Wer ihn hat, kann alle Sitzungen lesen, die für diese Identität versiegelt sind.</translation>
        </message>
        <message>
            <source>Whoever holds this key can read all your sessions. Without it, a forgotten passphrase or a broken disk loses them for ever.</source>
            <translation>Wer diesen Schlüssel hat, kann alle Ihre Sitzungen lesen. Ohne ihn sind sie bei vergessener Passphrase oder kaputter Platte für immer verloren.</translation>
        </message>
        <message>
            <source>Asking the vault.</source>
            <translation>Der Tresor wird gefragt.</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Drucken …</translation>
        </message>
        <message>
            <source>Save as text…</source>
            <translation>Als Text speichern …</translation>
        </message>
        <message>
            <source>Get the recovery key</source>
            <translation>Wiederherstellungsschlüssel holen</translation>
        </message>
        <message>
            <source>Save the recovery key</source>
            <translation>Wiederherstellungsschlüssel speichern</translation>
        </message>
        <message>
            <source>Put it on paper and keep it where you keep such things.</source>
            <translation>Bringen Sie ihn zu Papier und bewahren Sie ihn auf, wo Sie solche Dinge aufbewahren.</translation>
        </message>
        <message>
            <source>Saved. Move the file to where only you can reach it.</source>
            <translation>Gespeichert. Bringen Sie die Datei dorthin, wo nur Sie herankommen.</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Passphrase</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>What you want to see is sealed to you.</source>
            <translation>Was Sie sehen möchten, ist für Sie versiegelt.</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Nicht jetzt</translation>
        </message>
        <message>
            <source>Look for a keyring</source>
            <translation>Schlüsselbund suchen</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>Restore from a recovery key</source>
            <translation>Aus einem Wiederherstellungsschlüssel</translation>
        </message>
        <message>
            <source>Recovery key</source>
            <translation>Wiederherstellungsschlüssel</translation>
        </message>
        <message>
            <source>14 groups of four letters and digits</source>
            <translation>14 Gruppen zu vier Buchstaben und Ziffern</translation>
        </message>
        <message>
            <source>The keyring of this desktop</source>
            <translation>Der Schlüsselbund dieses Schreibtischs</translation>
        </message>
        <message>
            <source>A passphrase</source>
            <translation>Eine Passphrase</translation>
        </message>
        <message>
            <source>The same again</source>
            <translation>Noch einmal dieselbe</translation>
        </message>
        <message>
            <source>No passphrase to remember. Any program you run may ask the keyring for it.</source>
            <translation>Keine Passphrase zu merken. Jedes Ihrer Programme darf den Schlüsselbund danach fragen.</translation>
        </message>
        <message>
            <source>This desktop has no keyring that Candor could ask.</source>
            <translation>Dieser Schreibtisch hat keinen Schlüsselbund, den Candor fragen könnte.</translation>
        </message>
        <message>
            <source>Looking for one.</source>
            <translation>Es wird gesucht.</translation>
        </message>
        <message>
            <source>Your recovery key</source>
            <translation>Ihr Wiederherstellungsschlüssel</translation>
        </message>
        <message>
            <source>Your identity is back.</source>
            <translation>Ihre Identität ist wieder da.</translation>
        </message>
        <message>
            <source>Whatever you record is sealed to keys that only you have.</source>
            <translation>Was Sie aufnehmen, wird für Schlüssel versiegelt, die nur Sie haben.</translation>
        </message>
        <message>
            <source>Nobody else can open it: not a colleague, not an administrator, and not Candor while it is locked.</source>
            <translation>Niemand sonst kann es öffnen: nicht im Kollegium, nicht in der Verwaltung, und auch Candor nicht, solange es verschlossen ist.</translation>
        </message>
        <message>
            <source>The keys are made on this machine and never leave it, so keep a recovery key on paper.</source>
            <translation>Die Schlüssel entstehen auf diesem Gerät und verlassen es nie; bewahren Sie darum einen Wiederherstellungsschlüssel auf Papier auf.</translation>
        </message>
        <message numerus="yes">
            <source>At least %n character(s).</source>
            <translation>
                <numerusform>Mindestens %n Zeichen.</numerusform>
                <numerusform>Mindestens %n Zeichen.</numerusform>
            </translation>
        </message>
        <message>
            <source>What shall lock it?</source>
            <translation>Was soll sie verschließen?</translation>
        </message>
        <message>
            <source>Type the same again below.</source>
            <translation>Tippen Sie unten noch einmal dieselbe.</translation>
        </message>
        <message>
            <source>Both are the same.</source>
            <translation>Beide sind gleich.</translation>
        </message>
    </context>
</TS>
