<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message>
            <source>Imported</source>
            <translation>Eingelesen</translation>
        </message>
        <message>
            <source>Picture from the session</source>
            <translation>Bild aus der Sitzung</translation>
        </message>
        <message>
            <source>Recorded</source>
            <translation>Aufgenommen</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Dauer</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Applications</source>
            <translation>Programme</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>Kennung</translation>
        </message>
        <message>
            <source>Select a session to see what it is.</source>
            <translation>Wählen Sie eine Sitzung, um zu sehen, was sie ist.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Review…</source>
            <translation>Durchsicht…</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Ausgeben …</translation>
        </message>
        <message>
            <source>Copy…</source>
            <translation>Kopie …</translation>
        </message>
        <message>
            <source>Submit…</source>
            <translation>Einreichen …</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message numerus="yes">
            <source>%n session(s), {size}</source>
            <translation>
                <numerusform>%n Sitzung, {size}</numerusform>
                <numerusform>%n Sitzungen, {size}</numerusform>
            </translation>
        </message>
        <message>
            <source>Import a recording</source>
            <translation>Aufzeichnung einlesen</translation>
        </message>
        <message>
            <source>The recording of {program} is in your list now.</source>
            <translation>Die Aufzeichnung von {program} steht jetzt in Ihrer Liste.</translation>
        </message>
        <message>
            <source>Look at the recording</source>
            <translation>Aufzeichnung ansehen</translation>
        </message>
        <message>
            <source>What was done</source>
            <translation>Was getan wurde</translation>
        </message>
        <message>
            <source>Only where the recording does not say it itself</source>
            <translation>Nur, wo die Aufzeichnung es nicht selbst sagt</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>Datei wählen …</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>Ordner wählen …</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Look at it</source>
            <translation>Ansehen</translation>
        </message>
        <message>
            <source>A recording that another program made becomes a session here, sealed so that only you can open it. What kind it is, is found out. It cannot be submitted, because no consent stands behind it.</source>
            <translation>Eine Aufzeichnung, die ein anderes Programm gemacht hat, wird hier zu einer Sitzung, versiegelt, sodass nur Sie sie öffnen können. Welcher Art sie ist, wird herausgefunden. Sie kann nicht eingereicht werden, weil keine Einwilligung dahintersteht.</translation>
        </message>
        <message>
            <source>Your sessions are as they were.</source>
            <translation>Ihre Sitzungen sind, wie sie waren.</translation>
        </message>
        <message>
            <source>Save sealed copies</source>
            <translation>Versiegelte Kopien speichern</translation>
        </message>
        <message>
            <source>Bring the demo session here</source>
            <translation>Beispielsitzung holen</translation>
        </message>
        <message numerus="yes">
            <source>%n sealed copy(ies) were saved to {folder}.</source>
            <translation>
                <numerusform>%n versiegelte Kopie wurde in {folder} gespeichert.</numerusform>
                <numerusform>%n versiegelte Kopien wurden in {folder} gespeichert.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n recording(s) broke off. What was written until then is here.</source>
            <translation>
                <numerusform>%n Aufnahme brach ab. Was bis dahin geschrieben war, ist hier.</numerusform>
                <numerusform>%n Aufnahmen brachen ab. Was bis dahin geschrieben war, ist hier.</numerusform>
            </translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Shows tasks and pictures of your sessions</source>
            <translation>Zeigt Aufgaben und Bilder Ihrer Sitzungen</translation>
        </message>
        <message>
            <source>Sessions</source>
            <translation>Sitzungen</translation>
        </message>
        <message>
            <source>No session matches</source>
            <translation>Keine Sitzung passt</translation>
        </message>
        <message>
            <source>Search looks at task, applications, date and state.</source>
            <translation>Gesucht wird in Aufgabe, Programmen, Datum und Zustand.</translation>
        </message>
        <message>
            <source>Search the sessions</source>
            <translation>Sitzungen durchsuchen</translation>
        </message>
        <message>
            <source>Search task, application, date</source>
            <translation>Aufgabe, Programm, Datum suchen</translation>
        </message>
        <message>
            <source>No sessions yet</source>
            <translation>Noch keine Sitzungen</translation>
        </message>
        <message>
            <source>Record a task and it appears here, sealed so that only you can open it. The demo session lets you try looking back right now.</source>
            <translation>Nehmen Sie eine Aufgabe auf, und sie erscheint hier, versiegelt, sodass nur Sie sie öffnen können. An der Beispielsitzung lässt sich der Rückblick sofort ausprobieren.</translation>
        </message>
        <message>
            <source>Reading the library…</source>
            <translation>Die Sammlung wird gelesen …</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <source>Got it</source>
            <translation>Verstanden</translation>
        </message>
        <message>
            <source>Clear the search</source>
            <translation>Suche leeren</translation>
        </message>
        <message>
            <source>Record a task</source>
            <translation>Aufgabe aufnehmen</translation>
        </message>
        <message>
            <source>Try the demo session</source>
            <translation>Beispielsitzung ansehen</translation>
        </message>
        <message numerus="yes">
            <source>%n session(s), {size} on this machine</source>
            <translation>
                <numerusform>%n Sitzung, {size} auf diesem Gerät</numerusform>
                <numerusform>%n Sitzungen, {size} auf diesem Gerät</numerusform>
            </translation>
        </message>
        <message>
            <source>What you recorded, on this machine alone.</source>
            <translation>Was Sie aufgenommen haben, nur auf diesem Gerät.</translation>
        </message>
        <message>
            <source>A recording broke off. Its first {time} were written and are here.</source>
            <translation>Eine Aufnahme brach ab. Ihre ersten {time} waren geschrieben und sind hier.</translation>
        </message>
        <message>
            <source>Sealed</source>
            <translation>Versiegelt</translation>
        </message>
        <message>
            <source>Cannot be read</source>
            <translation>Nicht lesbar</translation>
        </message>
        <message>
            <source>Session without a task</source>
            <translation>Sitzung ohne Aufgabe</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>Unbekannt</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Aufgabe</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Today, {time}</source>
            <translation>Heute, {time}</translation>
        </message>
        <message>
            <source>Yesterday, {time}</source>
            <translation>Gestern, {time}</translation>
        </message>
        <message>
            <source>{day}, {time}</source>
            <translation>{day}, {time}</translation>
        </message>
        <message numerus="yes">
            <source>delete %n session(s)</source>
            <translation>
                <numerusform>%n Sitzung löschen</numerusform>
                <numerusform>%n Sitzungen löschen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Deleted %n session(s). You can undo this until you close Candor.</source>
            <translation>
                <numerusform>%n Sitzung gelöscht. Bis Sie Candor schließen, lässt sich das rückgängig machen.</numerusform>
                <numerusform>%n Sitzungen gelöscht. Bis Sie Candor schließen, lässt sich das rückgängig machen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Save sealed copies to a folder</source>
            <translation>Versiegelte Kopien in einen Ordner speichern</translation>
        </message>
        <message numerus="yes">
            <source>%n session(s) that you had deleted were shredded.</source>
            <translation>
                <numerusform>%n Sitzung, die Sie gelöscht hatten, wurde vernichtet.</numerusform>
                <numerusform>%n Sitzungen, die Sie gelöscht hatten, wurden vernichtet.</numerusform>
            </translation>
        </message>
        <message>
            <source>Open the session</source>
            <translation>Sitzung öffnen</translation>
        </message>
        <message>
            <source>Back to the sessions</source>
            <translation>Zurück zu den Sitzungen</translation>
        </message>
        <message>
            <source>Export steps…</source>
            <translation>Schritte ausgeben …</translation>
        </message>
        <message>
            <source>Save a sealed copy…</source>
            <translation>Versiegelte Kopie speichern …</translation>
        </message>
        <message>
            <source>Unlock the list</source>
            <translation>Liste öffnen</translation>
        </message>
        <message>
            <source>Import a recording…</source>
            <translation>Aufzeichnung einlesen …</translation>
        </message>
        <message>
            <source>Read the list again</source>
            <translation>Liste neu lesen</translation>
        </message>
        <message>
            <source>A session that is being recorded cannot be deleted.</source>
            <translation>Eine Sitzung, die gerade aufgenommen wird, kann nicht gelöscht werden.</translation>
        </message>
        <message>
            <source>Read the library</source>
            <translation>Sammlung lesen</translation>
        </message>
        <message>
            <source>Read the thumbnails</source>
            <translation>Vorschaubilder lesen</translation>
        </message>
        <message>
            <source>Note what is deleted</source>
            <translation>Gelöschtes vermerken</translation>
        </message>
        <message>
            <source>Shred deleted sessions</source>
            <translation>Gelöschte Sitzungen vernichten</translation>
        </message>
        <message>
            <source>Note what was shown</source>
            <translation>Gezeigtes vermerken</translation>
        </message>
        <message>
            <source>Read the titles</source>
            <translation>Titel lesen</translation>
        </message>
        <message>
            <source>Look into new sessions</source>
            <translation>In neue Sitzungen sehen</translation>
        </message>
        <message>
            <source>It ended without being stopped. What was written until then is here.</source>
            <translation>Sie endete, ohne beendet zu werden. Was bis dahin geschrieben war, ist hier.</translation>
        </message>
        <message>
            <source>The file was altered. What comes before the damage can be shown.</source>
            <translation>Die Datei wurde verändert. Was vor dem Schaden liegt, kann gezeigt werden.</translation>
        </message>
        <message>
            <source>Recorded to its end.</source>
            <translation>Bis zum Ende aufgenommen.</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>Aufnahme</translation>
        </message>
        <message>
            <source>It is being recorded now.</source>
            <translation>Sie wird gerade aufgenommen.</translation>
        </message>
        <message>
            <source>Interrupted</source>
            <translation>Abgebrochen</translation>
        </message>
        <message>
            <source>Damaged</source>
            <translation>Beschädigt</translation>
        </message>
        <message>
            <source>Columns of the list</source>
            <translation>Spalten der Liste</translation>
        </message>
        <message>
            <source>Close the session</source>
            <translation>Sitzung schließen</translation>
        </message>
        <message>
            <source>Read the video</source>
            <translation>Video lesen</translation>
        </message>
        <message>
            <source>Decode a frame</source>
            <translation>Bild entpacken</translation>
        </message>
        <message>
            <source>The vault is locked</source>
            <translation>Der Tresor ist verschlossen</translation>
        </message>
        <message>
            <source>The pictures were taken from memory. Unlock to go on where you were.</source>
            <translation>Die Bilder wurden aus dem Speicher entfernt. Öffnen Sie ihn, um dort weiterzumachen, wo Sie waren.</translation>
        </message>
        <message>
            <source>No picture was recorded</source>
            <translation>Kein Bild wurde aufgenommen</translation>
        </message>
        <message>
            <source>The session was not changed.</source>
            <translation>Die Sitzung wurde nicht verändert.</translation>
        </message>
        <message>
            <source>{problem} What was read is shown.</source>
            <translation>{problem} Gezeigt wird, was gelesen wurde.</translation>
        </message>
        <message>
            <source>{n} of {all}: {sentence}</source>
            <translation>{n} von {all}: {sentence}</translation>
        </message>
        <message>
            <source>The first picture comes at {time}</source>
            <translation>Das erste Bild kommt bei {time}</translation>
        </message>
        <message>
            <source>{n} steps</source>
            <translation>{n} Schritte</translation>
        </message>
        <message>
            <source>Picture of the recorded desktop</source>
            <translation>Bild des aufgenommenen Bildschirms</translation>
        </message>
        <message>
            <source>Read the session</source>
            <translation>Sitzung lesen</translation>
        </message>
        <message>
            <source>Find the steps</source>
            <translation>Schritte finden</translation>
        </message>
        <message>
            <source>Make small pictures</source>
            <translation>Kleine Bilder machen</translation>
        </message>
        <message>
            <source>Keep the vault open</source>
            <translation>Tresor offen halten</translation>
        </message>
        <message>
            <source>Timeline follows the playhead</source>
            <translation>Zeitleiste folgt der Abspielstelle</translation>
        </message>
        <message>
            <source>Play or pause</source>
            <translation>Abspielen oder anhalten</translation>
        </message>
        <message>
            <source>Play backwards, again for faster</source>
            <translation>Rückwärts abspielen, nochmals für schneller</translation>
        </message>
        <message>
            <source>Pause; hold with J or L for single frames</source>
            <translation>Anhalten; mit J oder L halten für einzelne Bilder</translation>
        </message>
        <message>
            <source>Play forwards, again for faster</source>
            <translation>Vorwärts abspielen, nochmals für schneller</translation>
        </message>
        <message>
            <source>Previous frame</source>
            <translation>Voriges Bild</translation>
        </message>
        <message>
            <source>Next frame</source>
            <translation>Nächstes Bild</translation>
        </message>
        <message>
            <source>Previous step</source>
            <translation>Voriger Schritt</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>Nächster Schritt</translation>
        </message>
        <message>
            <source>Previous mark</source>
            <translation>Vorige Marke</translation>
        </message>
        <message>
            <source>Next mark</source>
            <translation>Nächste Marke</translation>
        </message>
        <message>
            <source>To the beginning</source>
            <translation>An den Anfang</translation>
        </message>
        <message>
            <source>To the end</source>
            <translation>Ans Ende</translation>
        </message>
        <message>
            <source>Type a time</source>
            <translation>Zeit eingeben</translation>
        </message>
        <message>
            <source>Selection begins here</source>
            <translation>Auswahl beginnt hier</translation>
        </message>
        <message>
            <source>Selection ends here</source>
            <translation>Auswahl endet hier</translation>
        </message>
        <message>
            <source>Loop: off, selection, all</source>
            <translation>Schleife: aus, Auswahl, alles</translation>
        </message>
        <message>
            <source>Slower</source>
            <translation>Langsamer</translation>
        </message>
        <message>
            <source>Faster</source>
            <translation>Schneller</translation>
        </message>
        <message>
            <source>Show the pointer</source>
            <translation>Zeiger zeigen</translation>
        </message>
        <message>
            <source>Show clicks</source>
            <translation>Klicks zeigen</translation>
        </message>
        <message>
            <source>Show keys</source>
            <translation>Tasten zeigen</translation>
        </message>
        <message>
            <source>Picture larger</source>
            <translation>Bild größer</translation>
        </message>
        <message>
            <source>Picture smaller</source>
            <translation>Bild kleiner</translation>
        </message>
        <message>
            <source>Fit the picture</source>
            <translation>Bild einpassen</translation>
        </message>
        <message>
            <source>Picture at 100 %</source>
            <translation>Bild bei 100 %</translation>
        </message>
        <message>
            <source>Timeline closer</source>
            <translation>Zeitleiste näher</translation>
        </message>
        <message>
            <source>Timeline farther</source>
            <translation>Zeitleiste weiter</translation>
        </message>
        <message>
            <source>Whole timeline</source>
            <translation>Ganze Zeitleiste</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>Zeitleiste</translation>
        </message>
        <message>
            <source>Mark</source>
            <translation>Marke</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Pausiert</translation>
        </message>
        <message>
            <source>Screen locked</source>
            <translation>Bildschirm gesperrt</translation>
        </message>
        <message>
            <source>Application not allowed</source>
            <translation>Programm nicht erlaubt</translation>
        </message>
        <message>
            <source>Private browser window</source>
            <translation>Privates Browserfenster</translation>
        </message>
        <message>
            <source>Site not allowed</source>
            <translation>Website nicht erlaubt</translation>
        </message>
        <message>
            <source>Password field</source>
            <translation>Passwortfeld</translation>
        </message>
        <message>
            <source>Sensitive field</source>
            <translation>Heikles Feld</translation>
        </message>
        <message>
            <source>Unknown place</source>
            <translation>Unbekannter Ort</translation>
        </message>
        <message>
            <source>Windows not known in time</source>
            <translation>Fenster nicht rechtzeitig bekannt</translation>
        </message>
        <message>
            <source>Frames dropped</source>
            <translation>Bilder ausgelassen</translation>
        </message>
        <message>
            <source>Forgotten</source>
            <translation>Vergessen</translation>
        </message>
        <message>
            <source>Candor's own window</source>
            <translation>Eigenes Fenster von Candor</translation>
        </message>
        <message>
            <source>Redacted</source>
            <translation>Geschwärzt</translation>
        </message>
        <message>
            <source>Not told by the source</source>
            <translation>Von der Quelle nicht gesagt</translation>
        </message>
        <message>
            <source>Not recorded: {reason}</source>
            <translation>Nicht aufgenommen: {reason}</translation>
        </message>
        <message>
            <source>Keys not recorded: {reason}</source>
            <translation>Tasten nicht aufgenommen: {reason}</translation>
        </message>
        <message>
            <source>Picture not recorded: {reason}</source>
            <translation>Bild nicht aufgenommen: {reason}</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Schritte</translation>
        </message>
        <message>
            <source>Input</source>
            <translation>Eingaben</translation>
        </message>
        <message>
            <source>Windows</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Abspielen</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <source>Type a time such as 1:23.5 and press Enter</source>
            <translation>Geben Sie eine Zeit wie 1:23.5 ein und drücken Sie die Eingabetaste</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>Tempo</translation>
        </message>
        <message>
            <source>Loop: off</source>
            <translation>Schleife: aus</translation>
        </message>
        <message>
            <source>Loop: selection</source>
            <translation>Schleife: Auswahl</translation>
        </message>
        <message>
            <source>Loop: all</source>
            <translation>Schleife: alles</translation>
        </message>
        <message>
            <source>of {time}</source>
            <translation>von {time}</translation>
        </message>
        <message>
            <source>{percent} %</source>
            <translation>{percent} %</translation>
        </message>
        <message>
            <source>{speed} ×</source>
            <translation>{speed} ×</translation>
        </message>
    </context>
</TS>
