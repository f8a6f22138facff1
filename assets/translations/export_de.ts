<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message>
            <source>Data card</source>
            <translation>Datenblatt</translation>
        </message>
        <message>
            <source>Count what would be exported</source>
            <translation>Zählen, was ausgegeben würde</translation>
        </message>
        <message>
            <source>Kind of action</source>
            <translation>Art der Handlung</translation>
        </message>
        <message>
            <source>Application</source>
            <translation>Programm</translation>
        </message>
        <message>
            <source>Lag</source>
            <translation>Verzug</translation>
        </message>
        <message>
            <source>Correction</source>
            <translation>Korrektur</translation>
        </message>
        <message>
            <source>is</source>
            <translation>ist</translation>
        </message>
        <message>
            <source>is not</source>
            <translation>ist nicht</translation>
        </message>
        <message>
            <source>contains</source>
            <translation>enthält</translation>
        </message>
        <message>
            <source>does not contain</source>
            <translation>enthält nicht</translation>
        </message>
        <message>
            <source>at most</source>
            <translation>höchstens</translation>
        </message>
        <message>
            <source>more than</source>
            <translation>mehr als</translation>
        </message>
        <message>
            <source>Expression that chooses steps</source>
            <translation>Ausdruck, der Schritte auswählt</translation>
        </message>
        <message>
            <source>All steps</source>
            <translation>Alle Schritte</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>What is compared</source>
            <translation>Was verglichen wird</translation>
        </message>
        <message>
            <source>How it is compared</source>
            <translation>Wie verglichen wird</translation>
        </message>
        <message>
            <source>Part of its name</source>
            <translation>Teil des Namens</translation>
        </message>
        <message>
            <source>Lag in milliseconds</source>
            <translation>Verzug in Millisekunden</translation>
        </message>
        <message>
            <source> ms</source>
            <translation> ms</translation>
        </message>
        <message>
            <source>corrected by a person</source>
            <translation>von einem Menschen korrigiert</translation>
        </message>
        <message>
            <source>as it was computed</source>
            <translation>wie berechnet</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Schritte</translation>
        </message>
        <message>
            <source>All steps leave unless an expression chooses some.</source>
            <translation>Alle Schritte gehen hinaus, wenn kein Ausdruck welche auswählt.</translation>
        </message>
        <message>
            <source>The folder could not be looked at.</source>
            <translation>Der Ordner ließ sich nicht ansehen.</translation>
        </message>
        <message>
            <source>Sets for training, validation and test</source>
            <translation>Mengen für Training, Validierung und Test</translation>
        </message>
        <message>
            <source>Folder to write to</source>
            <translation>Ordner, in den geschrieben wird</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Wählen …</translation>
        </message>
        <message>
            <source>Write there all the same</source>
            <translation>Trotzdem dorthin schreiben</translation>
        </message>
        <message>
            <source>Look at the folder</source>
            <translation>Den Ordner ansehen</translation>
        </message>
        <message>
            <source>Sets and folder</source>
            <translation>Mengen und Ordner</translation>
        </message>
        <message>
            <source>Other people on this machine can open the folder {folder}, and what is written there is in the clear. Name another folder, or make this one private.</source>
            <translation>Andere an diesem Rechner können den Ordner {folder} öffnen, und was dort geschrieben wird, ist unverschlüsselt. Nennen Sie einen anderen Ordner, oder machen Sie diesen privat.</translation>
        </message>
        <message>
            <source>Files are in the folder {folder} already; those of the same name would be replaced.</source>
            <translation>Im Ordner {folder} sind schon Dateien; gleichnamige würden ersetzt.</translation>
        </message>
        <message>
            <source>Name the folder from its root on.</source>
            <translation>Nennen Sie den Ordner mit seinem ganzen Pfad.</translation>
        </message>
        <message>
            <source>Formats</source>
            <translation>Formate</translation>
        </message>
        <message>
            <source>Form of the format</source>
            <translation>Form des Formats</translation>
        </message>
        <message>
            <source>Form</source>
            <translation>Form</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>Says every kind of action as it was recorded.</source>
            <translation>Sagt jede Art von Handlung, wie sie aufgezeichnet wurde.</translation>
        </message>
        <message>
            <source>Leaves out {loss} ({kinds}).</source>
            <translation>Lässt weg: {loss} ({kinds}).</translation>
        </message>
        <message>
            <source>Says as it was: {kinds}.</source>
            <translation>Sagt, wie es war: {kinds}.</translation>
        </message>
        <message>
            <source>Cannot say: {kinds}.</source>
            <translation>Kann nicht sagen: {kinds}.</translation>
        </message>
        <message>
            <source>Pick at least one session.</source>
            <translation>Wählen Sie mindestens eine Sitzung.</translation>
        </message>
        <message>
            <source>Counting</source>
            <translation>Zählt</translation>
        </message>
        <message>
            <source>Unlock to count</source>
            <translation>Zum Zählen entsperren</translation>
        </message>
        <message>
            <source>In the clear: whoever can open the folder sees pictures and typed text. Nothing is redacted; the export is marked as not submitted.</source>
            <translation>Unverschlüsselt: Wer den Ordner öffnen kann, sieht Bilder und getippten Text. Nichts ist geschwärzt; die Ausgabe ist als nicht eingereicht vermerkt.</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Ausgeben</translation>
        </message>
        <message>
            <source>Exports since Candor was started</source>
            <translation>Ausgaben seit dem Start von Candor</translation>
        </message>
        <message numerus="yes">
            <source>%n step(s) as {format}</source>
            <translation>
                <numerusform>%n Schritt als {format}</numerusform>
                <numerusform>%n Schritte als {format}</numerusform>
            </translation>
        </message>
        <message>
            <source>Your sessions are sealed; counting has to open them.</source>
            <translation>Ihre Sitzungen sind versiegelt; zum Zählen müssen sie geöffnet werden.</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>Wird gezählt …</translation>
        </message>
        <message>
            <source>The expression that chooses the steps is not complete.</source>
            <translation>Der Ausdruck, der die Schritte auswählt, ist nicht vollständig.</translation>
        </message>
        <message numerus="yes">
            <source>Left out: %n step(s) that this format cannot say ({kind}).</source>
            <translation>
                <numerusform>Weggelassen: %n Schritt, den dieses Format nicht sagen kann ({kind}).</numerusform>
                <numerusform>Weggelassen: %n Schritte, die dieses Format nicht sagen kann ({kind}).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Left out: %n session(s) without such a step ({names}).</source>
            <translation>
                <numerusform>Weggelassen: %n Sitzung ohne solchen Schritt ({names}).</numerusform>
                <numerusform>Weggelassen: %n Sitzungen ohne solchen Schritt ({names}).</numerusform>
            </translation>
        </message>
        <message>
            <source>Left out: “{task}”. {reason}</source>
            <translation>Weggelassen: „{task}“. {reason}</translation>
        </message>
        <message>
            <source>What leaves</source>
            <translation>Was hinausgeht</translation>
        </message>
        <message>
            <source>No folder is named yet.</source>
            <translation>Noch ist kein Ordner genannt.</translation>
        </message>
        <message numerus="yes">
            <source>%n step(s)</source>
            <translation>
                <numerusform>%n Schritt</numerusform>
                <numerusform>%n Schritte</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s) are as a person corrected them.</source>
            <translation>
                <numerusform>%n Schritt ist so, wie ein Mensch ihn korrigiert hat.</numerusform>
                <numerusform>%n Schritte sind so, wie ein Mensch sie korrigiert hat.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Left out: %n step(s) that the expression does not choose.</source>
            <translation>
                <numerusform>Weggelassen: %n Schritt, den der Ausdruck nicht auswählt.</numerusform>
                <numerusform>Weggelassen: %n Schritte, die der Ausdruck nicht auswählt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Left out: %n more session(s) that cannot be opened.</source>
            <translation>
                <numerusform>Weggelassen: %n weitere Sitzung, die sich nicht öffnen lässt.</numerusform>
                <numerusform>Weggelassen: %n weitere Sitzungen, die sich nicht öffnen lassen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n session(s)</source>
            <translation>
                <numerusform>%n Sitzung</numerusform>
                <numerusform>%n Sitzungen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s)</source>
            <translation>
                <numerusform>%n Bild</numerusform>
                <numerusform>%n Bilder</numerusform>
            </translation>
        </message>
        <message>
            <source>to {folder}</source>
            <translation>nach {folder}</translation>
        </message>
        <message>
            <source>Sessions to export</source>
            <translation>Sitzungen für die Ausgabe</translation>
        </message>
        <message>
            <source>picked</source>
            <translation>gewählt</translation>
        </message>
        <message>
            <source>not picked</source>
            <translation>nicht gewählt</translation>
        </message>
        <message>
            <source>Give up the export and close? Nothing of it stays in the folder.</source>
            <translation>Die Ausgabe aufgeben und schließen? Im Ordner bleibt nichts davon.</translation>
        </message>
        <message>
            <source>Nothing was written. Your sessions are as they were.</source>
            <translation>Nichts wurde geschrieben. Ihre Sitzungen sind, wie sie waren.</translation>
        </message>
        <message>
            <source>Export steps</source>
            <translation>Schritte ausgeben</translation>
        </message>
        <message>
            <source>The export was given up. Nothing of it was written.</source>
            <translation>Die Ausgabe wurde aufgegeben. Nichts davon wurde geschrieben.</translation>
        </message>
        <message>
            <source>Check an export</source>
            <translation>Eine Ausgabe prüfen</translation>
        </message>
        <message>
            <source>Choose the folder to write to</source>
            <translation>Den Ordner wählen, in den geschrieben wird</translation>
        </message>
        <message>
            <source>Cancel the export</source>
            <translation>Die Ausgabe abbrechen</translation>
        </message>
        <message>
            <source>Search the sessions to export</source>
            <translation>Die Sitzungen für die Ausgabe durchsuchen</translation>
        </message>
        <message>
            <source>Pick all sessions that are shown</source>
            <translation>Alle gezeigten Sitzungen wählen</translation>
        </message>
        <message>
            <source>Pick no session that is shown</source>
            <translation>Keine gezeigte Sitzung wählen</translation>
        </message>
        <message>
            <source>Choose the format</source>
            <translation>Das Format wählen</translation>
        </message>
        <message>
            <source>Choose the steps</source>
            <translation>Die Schritte wählen</translation>
        </message>
        <message>
            <source>Choose the folder…</source>
            <translation>Den Ordner wählen …</translation>
        </message>
        <message>
            <source>Count again</source>
            <translation>Noch einmal zählen</translation>
        </message>
        <message>
            <source>Check the export again</source>
            <translation>Die Ausgabe noch einmal prüfen</translation>
        </message>
        <message>
            <source>Open the folder of the export</source>
            <translation>Den Ordner der Ausgabe öffnen</translation>
        </message>
        <message>
            <source>New export</source>
            <translation>Neue Ausgabe</translation>
        </message>
        <message>
            <source>Giving up…</source>
            <translation>Wird aufgegeben …</translation>
        </message>
        <message numerus="yes">
            <source>%n of {total} session(s)</source>
            <translation>
                <numerusform>%n von {total} Sitzungen</numerusform>
                <numerusform>%n von {total} Sitzungen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s) were exported to {folder}.</source>
            <translation>
                <numerusform>%n Schritt wurde nach {folder} ausgegeben.</numerusform>
                <numerusform>%n Schritte wurden nach {folder} ausgegeben.</numerusform>
            </translation>
        </message>
        <message>
            <source>{format}, in the folder {folder}</source>
            <translation>{format}, im Ordner {folder}</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Noch einmal prüfen</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <source>Exported</source>
            <translation>Ausgegeben</translation>
        </message>
        <message>
            <source>What this format does not carry</source>
            <translation>Was dieses Format nicht trägt</translation>
        </message>
        <message>
            <source>Nearly the same sessions</source>
            <translation>Beinahe gleiche Sitzungen</translation>
        </message>
        <message>
            <source>Sets</source>
            <translation>Mengen</translation>
        </message>
        <message>
            <source>Checking…</source>
            <translation>Wird geprüft …</translation>
        </message>
        <message numerus="yes">
            <source>Everything was read back: %n step(s), nothing is wrong.</source>
            <translation>
                <numerusform>Alles wurde zurückgelesen: %n Schritt, nichts ist falsch.</numerusform>
                <numerusform>Alles wurde zurückgelesen: %n Schritte, nichts ist falsch.</numerusform>
            </translation>
        </message>
        <message>
            <source>sessions</source>
            <translation>Sitzungen</translation>
        </message>
        <message>
            <source>steps</source>
            <translation>Schritte</translation>
        </message>
        <message>
            <source>pictures</source>
            <translation>Bilder</translation>
        </message>
        <message numerus="yes">
            <source>{set}: %n session(s)</source>
            <translation>
                <numerusform>{set}: %n Sitzung</numerusform>
                <numerusform>{set}: %n Sitzungen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{loss}: %n step(s)</source>
            <translation>
                <numerusform>{loss}: %n Schritt</numerusform>
                <numerusform>{loss}: %n Schritte</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing was lost.</source>
            <translation>Nichts ging verloren.</translation>
        </message>
        <message numerus="yes">
            <source>%n step(s) were not chosen.</source>
            <translation>
                <numerusform>%n Schritt wurde nicht ausgewählt.</numerusform>
                <numerusform>%n Schritte wurden nicht ausgewählt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s) were left out: the format cannot say them.</source>
            <translation>
                <numerusform>%n Schritt wurde weggelassen: Das Format kann ihn nicht sagen.</numerusform>
                <numerusform>%n Schritte wurden weggelassen: Das Format kann sie nicht sagen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Progress of the export</source>
            <translation>Fortschritt der Ausgabe</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Nothing is in the folder until everything is written.</source>
            <translation>Im Ordner ist nichts, bis alles geschrieben ist.</translation>
        </message>
        <message>
            <source>Beginning…</source>
            <translation>Beginnt …</translation>
        </message>
        <message>
            <source>Exporting as {format}</source>
            <translation>Ausgabe als {format}</translation>
        </message>
        <message>
            <source>Pick all</source>
            <translation>Alle wählen</translation>
        </message>
        <message>
            <source>Pick none</source>
            <translation>Keine wählen</translation>
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
            <source>There is no session yet.</source>
            <translation>Noch gibt es keine Sitzung.</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Wird gelesen …</translation>
        </message>
        <message numerus="yes">
            <source>All %n session(s)</source>
            <translation>
                <numerusform>%n Sitzung</numerusform>
                <numerusform>Alle %n Sitzungen</numerusform>
            </translation>
        </message>
        <message>
            <source>Sessions</source>
            <translation>Sitzungen</translation>
        </message>
        <message>
            <source>{picked} of {total} sessions</source>
            <translation>{picked} von {total} Sitzungen</translation>
        </message>
        <message>
            <source>Steps of your own sessions, in a form that other programs open.</source>
            <translation>Schritte Ihrer eigenen Sitzungen, in einer Form, die andere Programme öffnen.</translation>
        </message>
        <message>
            <source>Read the formats</source>
            <translation>Die Formate lesen</translation>
        </message>
        <message>
            <source>See what a format needs</source>
            <translation>Sehen, was ein Format braucht</translation>
        </message>
        <message>
            <source>Open a session for an export</source>
            <translation>Eine Sitzung für eine Ausgabe öffnen</translation>
        </message>
        <message>
            <source>click</source>
            <translation>Klick</translation>
        </message>
        <message>
            <source>double click</source>
            <translation>Doppelklick</translation>
        </message>
        <message>
            <source>triple click</source>
            <translation>Dreifachklick</translation>
        </message>
        <message>
            <source>right click</source>
            <translation>Rechtsklick</translation>
        </message>
        <message>
            <source>right double click</source>
            <translation>rechter Doppelklick</translation>
        </message>
        <message>
            <source>middle click</source>
            <translation>Mittelklick</translation>
        </message>
        <message>
            <source>back button</source>
            <translation>Zurück-Taste der Maus</translation>
        </message>
        <message>
            <source>click with Ctrl</source>
            <translation>Klick mit Strg</translation>
        </message>
        <message>
            <source>straight drag</source>
            <translation>gerades Ziehen</translation>
        </message>
        <message>
            <source>bent drag</source>
            <translation>gebogenes Ziehen</translation>
        </message>
        <message>
            <source>right drag</source>
            <translation>Ziehen mit rechts</translation>
        </message>
        <message>
            <source>drag with Shift</source>
            <translation>Ziehen mit Umschalt</translation>
        </message>
        <message>
            <source>scroll</source>
            <translation>Rollen</translation>
        </message>
        <message>
            <source>scroll sideways</source>
            <translation>seitliches Rollen</translation>
        </message>
        <message>
            <source>scroll with Ctrl</source>
            <translation>Rollen mit Strg</translation>
        </message>
        <message>
            <source>typing</source>
            <translation>Tippen</translation>
        </message>
        <message>
            <source>typing in any script</source>
            <translation>Tippen in jeder Schrift</translation>
        </message>
        <message>
            <source>key</source>
            <translation>Taste</translation>
        </message>
        <message>
            <source>chord</source>
            <translation>Tastenkombination</translation>
        </message>
        <message>
            <source>chord of four keys</source>
            <translation>Kombination aus vier Tasten</translation>
        </message>
        <message>
            <source>repeated key</source>
            <translation>wiederholte Taste</translation>
        </message>
        <message>
            <source>held key</source>
            <translation>gehaltene Taste</translation>
        </message>
        <message>
            <source>held button</source>
            <translation>gehaltene Maustaste</translation>
        </message>
        <message>
            <source>hover</source>
            <translation>Verweilen</translation>
        </message>
        <message>
            <source>wait</source>
            <translation>Warten</translation>
        </message>
        <message>
            <source>success</source>
            <translation>Erfolg</translation>
        </message>
        <message>
            <source>failure</source>
            <translation>Misserfolg</translation>
        </message>
        <message>
            <source>a step without a picture before</source>
            <translation>ein Schritt ohne Bild davor</translation>
        </message>
        <message>
            <source>held modifiers</source>
            <translation>gehaltene Umschalttasten</translation>
        </message>
        <message>
            <source>which modifiers were held, which is not known</source>
            <translation>welche Umschalttasten gehalten wurden, was nicht bekannt ist</translation>
        </message>
        <message>
            <source>the mouse button</source>
            <translation>die Maustaste</translation>
        </message>
        <message>
            <source>that the clicks were one gesture</source>
            <translation>dass die Klicks eine Geste waren</translation>
        </message>
        <message>
            <source>the path of the drag</source>
            <translation>der Weg des Ziehens</translation>
        </message>
        <message>
            <source>that it was held</source>
            <translation>dass gehalten wurde</translation>
        </message>
        <message>
            <source>how long it took</source>
            <translation>wie lange es dauerte</translation>
        </message>
        <message>
            <source>how far it scrolled</source>
            <translation>wie weit gerollt wurde</translation>
        </message>
        <message>
            <source>text that is not known</source>
            <translation>Text, der nicht bekannt ist</translation>
        </message>
        <message>
            <source>the text that the keys gave</source>
            <translation>der Text, den die Tasten ergaben</translation>
        </message>
        <message>
            <source>characters without a key</source>
            <translation>Zeichen ohne Taste</translation>
        </message>
        <message>
            <source>the key</source>
            <translation>die Taste</translation>
        </message>
        <message>
            <source>more keys than a chord may have</source>
            <translation>mehr Tasten, als eine Kombination haben darf</translation>
        </message>
        <message>
            <source>a place outside the picture</source>
            <translation>ein Ort außerhalb des Bildes</translation>
        </message>
        <message>
            <source>this kind of action</source>
            <translation>diese Art von Handlung</translation>
        </message>
        <message>
            <source>whether the task succeeded</source>
            <translation>ob die Aufgabe gelang</translation>
        </message>
        <message>
            <source>a picture before</source>
            <translation>ein Bild davor</translation>
        </message>
        <message>
            <source>the picture after</source>
            <translation>das Bild danach</translation>
        </message>
        <message>
            <source>words that would have been markup</source>
            <translation>Wörter, die Auszeichnung gewesen wären</translation>
        </message>
        <message>
            <source>train</source>
            <translation>Training</translation>
        </message>
        <message>
            <source>validation</source>
            <translation>Validierung</translation>
        </message>
        <message>
            <source>test</source>
            <translation>Test</translation>
        </message>
        <message>
            <source>A picture before each step.</source>
            <translation>Ein Bild vor jedem Schritt.</translation>
        </message>
        <message>
            <source>A picture before and after each step.</source>
            <translation>Ein Bild vor und nach jedem Schritt.</translation>
        </message>
        <message>
            <source>A picture before each step, and one at the end.</source>
            <translation>Ein Bild vor jedem Schritt und eines am Ende.</translation>
        </message>
        <message>
            <source>No pictures: the video itself.</source>
            <translation>Keine Bilder: das Video selbst.</translation>
        </message>
        <message>
            <source>Pages to click through</source>
            <translation>Seiten zum Durchklicken</translation>
        </message>
        <message>
            <source>One page for each session that any browser opens, with everything inside.</source>
            <translation>Eine Seite für jede Sitzung, die jeder Browser öffnet, mit allem darin.</translation>
        </message>
        <message>
            <source>Lines of JSON</source>
            <translation>Zeilen aus JSON</translation>
        </message>
        <message>
            <source>One line for each step, with all that is known of it, beside its pictures.</source>
            <translation>Eine Zeile für jeden Schritt mit allem, was davon bekannt ist, neben seinen Bildern.</translation>
        </message>
        <message>
            <source>Table for Hugging Face</source>
            <translation>Tabelle für Hugging Face</translation>
        </message>
        <message>
            <source>Parquet that the library datasets loads, with the pictures inside.</source>
            <translation>Parquet, wie die Bibliothek datasets es lädt, mit den Bildern darin.</translation>
        </message>
        <message>
            <source>Tar shards</source>
            <translation>Tar-Scherben</translation>
        </message>
        <message>
            <source>Samples in tar files for WebDataset: the picture before, the step as JSON.</source>
            <translation>Proben in Tar-Dateien für WebDataset: das Bild davor, der Schritt als JSON.</translation>
        </message>
        <message>
            <source>LeRobot data set</source>
            <translation>LeRobot-Datensatz</translation>
        </message>
        <message>
            <source>Version 3: the screen as a camera, the input as its action, ten rows a second.</source>
            <translation>Fassung 3: der Bildschirm als Kamera, die Eingabe als Handlung, zehn Zeilen in der Sekunde.</translation>
        </message>
        <message>
            <source>OWAMcap log</source>
            <translation>OWAMcap-Protokoll</translation>
        </message>
        <message>
            <source>Every event with its exact time, and the video beside it.</source>
            <translation>Jedes Ereignis mit seiner genauen Zeit, und das Video daneben.</translation>
        </message>
        <message>
            <source>Chat messages</source>
            <translation>Chat-Nachrichten</translation>
        </message>
        <message>
            <source>Prompts and answers with pictures between them, as TRL trains on them.</source>
            <translation>Fragen und Antworten mit Bildern dazwischen, wie TRL darauf trainiert.</translation>
        </message>
        <message>
            <source>ShareGPT conversations</source>
            <translation>ShareGPT-Gespräche</translation>
        </message>
        <message>
            <source>Conversations with pictures, as LLaMA-Factory trains on them.</source>
            <translation>Gespräche mit Bildern, wie LLaMA-Factory darauf trainiert.</translation>
        </message>
        <message>
            <source>Qwen-VL</source>
            <translation>Qwen-VL</translation>
        </message>
        <message>
            <source>Conversations in the form of Qwen's own fine-tuning.</source>
            <translation>Gespräche in der Form von Qwens eigenem Feintraining.</translation>
        </message>
        <message>
            <source>UI-TARS</source>
            <translation>UI-TARS</translation>
        </message>
        <message>
            <source>Conversations in the action words of UI-TARS.</source>
            <translation>Gespräche in den Handlungswörtern von UI-TARS.</translation>
        </message>
        <message>
            <source>AgentNet trajectories</source>
            <translation>AgentNet-Verläufe</translation>
        </message>
        <message>
            <source>Trajectories as OpenCUA trains on them.</source>
            <translation>Verläufe, wie OpenCUA darauf trainiert.</translation>
        </message>
        <message>
            <source>OSWorld run logs</source>
            <translation>OSWorld-Laufprotokolle</translation>
        </message>
        <message>
            <source>A log for each session, with a script that pyautogui can run.</source>
            <translation>Ein Protokoll für jede Sitzung, mit einem Skript, das pyautogui ausführen kann.</translation>
        </message>
        <message>
            <source>Anthropic computer use</source>
            <translation>Anthropic Computer Use</translation>
        </message>
        <message>
            <source>Messages with tool calls, one conversation for each session.</source>
            <translation>Nachrichten mit Werkzeugaufrufen, ein Gespräch für jede Sitzung.</translation>
        </message>
        <message>
            <source>OpenAI computer use</source>
            <translation>OpenAI Computer Use</translation>
        </message>
        <message>
            <source>Input items with computer calls, one conversation for each session.</source>
            <translation>Eingaben mit Computeraufrufen, ein Gespräch für jede Sitzung.</translation>
        </message>
        <message>
            <source>drag</source>
            <translation>Ziehen</translation>
        </message>
        <message>
            <source>held key or button</source>
            <translation>gehaltene Taste oder Maustaste</translation>
        </message>
        <message>
            <source>end of the task</source>
            <translation>Ende der Aufgabe</translation>
        </message>
        <message>
            <source>No sets: everything in one folder</source>
            <translation>Keine Mengen: alles in einem Ordner</translation>
        </message>
        <message>
            <source>Sets that share no session</source>
            <translation>Mengen, die keine Sitzung teilen</translation>
        </message>
        <message>
            <source>Sets that share no worker</source>
            <translation>Mengen, die keinen Menschen teilen</translation>
        </message>
        <message>
            <source>Sets that share no application</source>
            <translation>Mengen, die kein Programm teilen</translation>
        </message>
        <message>
            <source>Sets that share no task</source>
            <translation>Mengen, die keine Aufgabe teilen</translation>
        </message>
    </context>
</TS>
