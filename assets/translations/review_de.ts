<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message>
            <source>Success</source>
            <translation>Gelungen</translation>
        </message>
        <message>
            <source>Failure</source>
            <translation>Misslungen</translation>
        </message>
        <message>
            <source>Kind of step</source>
            <translation>Art des Schritts</translation>
        </message>
        <message>
            <source>Keys are written as ctrl+shift+t</source>
            <translation>Tasten schreibt man wie ctrl+shift+t</translation>
        </message>
        <message>
            <source>No button</source>
            <translation>Keine Taste</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>Nicht bekannt</translation>
        </message>
        <message>
            <source>Where to split the step</source>
            <translation>Wo der Schritt geteilt wird</translation>
        </message>
        <message>
            <source>Split here</source>
            <translation>Hier teilen</translation>
        </message>
        <message>
            <source>Description of the step</source>
            <translation>Beschreibung des Schritts</translation>
        </message>
        <message>
            <source>What was this step for?</source>
            <translation>Wozu war dieser Schritt da?</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Wird gespeichert…</translation>
        </message>
        <message>
            <source>The last change was not saved</source>
            <translation>Die letzte Änderung wurde nicht gespeichert</translation>
        </message>
        <message>
            <source>Save the review</source>
            <translation>Durchsicht speichern</translation>
        </message>
        <message>
            <source>What was saved before is kept.</source>
            <translation>Was vorher gespeichert wurde, bleibt erhalten.</translation>
        </message>
        <message>
            <source>Find the steps</source>
            <translation>Schritte finden</translation>
        </message>
        <message>
            <source>Open the review</source>
            <translation>Durchsicht öffnen</translation>
        </message>
        <message>
            <source>Close the review</source>
            <translation>Durchsicht schließen</translation>
        </message>
        <message>
            <source>Saved {time}</source>
            <translation>Gespeichert {time}</translation>
        </message>
        <message numerus="yes">
            <source>delete %n step(s)</source>
            <translation>
                <numerusform>%n Schritt löschen</numerusform>
                <numerusform>%n Schritte löschen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>bring %n step(s) back</source>
            <translation>
                <numerusform>%n Schritt zurückholen</numerusform>
                <numerusform>%n Schritte zurückholen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>describe %n step(s)</source>
            <translation>
                <numerusform>%n Schritt beschreiben</numerusform>
                <numerusform>%n Schritte beschreiben</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>add %n redaction(s)</source>
            <translation>
                <numerusform>%n Schwärzung hinzufügen</numerusform>
                <numerusform>%n Schwärzungen hinzufügen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>remove %n redaction(s)</source>
            <translation>
                <numerusform>%n Schwärzung entfernen</numerusform>
                <numerusform>%n Schwärzungen entfernen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>decide on %n proposal(s)</source>
            <translation>
                <numerusform>über %n Vorschlag entscheiden</numerusform>
                <numerusform>über %n Vorschläge entscheiden</numerusform>
            </translation>
        </message>
        <message>
            <source>take back a correction</source>
            <translation>Korrektur zurücknehmen</translation>
        </message>
        <message>
            <source>word the task</source>
            <translation>Aufgabe in Worte fassen</translation>
        </message>
        <message>
            <source>set the outcome</source>
            <translation>Ausgang festlegen</translation>
        </message>
        <message>
            <source>describe a step</source>
            <translation>Schritt beschreiben</translation>
        </message>
        <message>
            <source>add a redaction</source>
            <translation>Schwärzung hinzufügen</translation>
        </message>
        <message>
            <source>remove a redaction</source>
            <translation>Schwärzung entfernen</translation>
        </message>
        <message>
            <source>change a redaction</source>
            <translation>Schwärzung ändern</translation>
        </message>
        <message>
            <source>split a step</source>
            <translation>Schritt teilen</translation>
        </message>
        <message numerus="yes">
            <source>merge %n step(s)</source>
            <translation>
                <numerusform>%n Schritt verbinden</numerusform>
                <numerusform>%n Schritte verbinden</numerusform>
            </translation>
        </message>
        <message>
            <source>delete a step</source>
            <translation>Schritt löschen</translation>
        </message>
        <message>
            <source>change a step</source>
            <translation>Schritt ändern</translation>
        </message>
        <message>
            <source>accept a proposal</source>
            <translation>Vorschlag annehmen</translation>
        </message>
        <message>
            <source>reject a proposal</source>
            <translation>Vorschlag ablehnen</translation>
        </message>
        <message>
            <source>reopen a proposal</source>
            <translation>Vorschlag wieder öffnen</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Aufgabe</translation>
        </message>
        <message>
            <source>Session without a task</source>
            <translation>Sitzung ohne Aufgabe</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Ausgang</translation>
        </message>
        <message>
            <source>Outcome as recorded</source>
            <translation>Ausgang wie aufgenommen</translation>
        </message>
        <message>
            <source>Parts of the inspector</source>
            <translation>Teile des Inspektors</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>Schritt</translation>
        </message>
        <message>
            <source>Redactions</source>
            <translation>Schwärzungen</translation>
        </message>
        <message numerus="yes">
            <source>Deleted %n step(s). Ctrl+Z brings them back.</source>
            <translation>
                <numerusform>%n Schritt gelöscht. Strg+Z holt ihn zurück.</numerusform>
                <numerusform>%n Schritte gelöscht. Strg+Z holt sie zurück.</numerusform>
            </translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>The vault is locked</source>
            <translation>Der Tresor ist verschlossen</translation>
        </message>
        <message>
            <source>Steps and pictures were taken from memory. What you changed is saved.</source>
            <translation>Schritte und Bilder wurden aus dem Speicher genommen. Was geändert wurde, ist gespeichert.</translation>
        </message>
        <message numerus="yes">
            <source>%n correction(s) no longer fit the steps and are left out.</source>
            <translation>
                <numerusform>%n Korrektur passt nicht mehr zu den Schritten und bleibt weg.</numerusform>
                <numerusform>%n Korrekturen passen nicht mehr zu den Schritten und bleiben weg.</numerusform>
            </translation>
        </message>
        <message>
            <source>The session was not changed.</source>
            <translation>Die Sitzung wurde nicht verändert.</translation>
        </message>
        <message>
            <source>No step has begun yet</source>
            <translation>Noch hat kein Schritt begonnen</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <source>Choose a session</source>
            <translation>Sitzung wählen</translation>
        </message>
        <message>
            <source>Nothing is under review</source>
            <translation>Nichts wird durchgesehen</translation>
        </message>
        <message>
            <source>Select a session and press Review. Its steps appear here, so that you can correct and describe them. The recording itself never changes.</source>
            <translation>Eine Sitzung auswählen und „Durchsicht“ drücken. Ihre Schritte erscheinen hier und lassen sich berichtigen und beschreiben. Die Aufnahme selbst ändert sich nie.</translation>
        </message>
        <message>
            <source>Split the step here</source>
            <translation>Schritt hier teilen</translation>
        </message>
        <message>
            <source>Merge the steps</source>
            <translation>Schritte verbinden</translation>
        </message>
        <message>
            <source>Delete the steps</source>
            <translation>Schritte löschen</translation>
        </message>
        <message>
            <source>Bring the steps back</source>
            <translation>Schritte zurückholen</translation>
        </message>
        <message>
            <source>Describe the steps</source>
            <translation>Schritte beschreiben</translation>
        </message>
        <message>
            <source>Change what the step was</source>
            <translation>Ändern, was der Schritt war</translation>
        </message>
        <message>
            <source>Events of the step</source>
            <translation>Ereignisse des Schritts</translation>
        </message>
        <message>
            <source>Word the task</source>
            <translation>Aufgabe in Worte fassen</translation>
        </message>
        <message>
            <source>Search the steps</source>
            <translation>Schritte durchsuchen</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>Vorher und nachher</translation>
        </message>
        <message>
            <source>Next part of the page</source>
            <translation>Nächster Teil der Seite</translation>
        </message>
        <message>
            <source>What was corrected</source>
            <translation>Was berichtigt wurde</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Durchsicht</translation>
        </message>
        <message>
            <source>They differ. What you write here replaces them all.</source>
            <translation>Sie unterscheiden sich. Was Sie hier schreiben, ersetzt alle.</translation>
        </message>
        <message>
            <source>What were these steps for?</source>
            <translation>Wozu dienten diese Schritte?</translation>
        </message>
        <message>
            <source>Select a step to see what it is.</source>
            <translation>Einen Schritt auswählen, um zu sehen, was er ist.</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Ändern</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Zurücksetzen</translation>
        </message>
        <message>
            <source>Bring back</source>
            <translation>Zurückholen</translation>
        </message>
        <message>
            <source>Show the events</source>
            <translation>Ereignisse zeigen</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Verbinden</translation>
        </message>
        <message>
            <source>Delete all</source>
            <translation>Alle löschen</translation>
        </message>
        <message>
            <source>Bring all back</source>
            <translation>Alle zurückholen</translation>
        </message>
        <message>
            <source>Description of the selected steps</source>
            <translation>Beschreibung der ausgewählten Schritte</translation>
        </message>
        <message>
            <source>Description of each of them</source>
            <translation>Beschreibung für jeden von ihnen</translation>
        </message>
        <message>
            <source>What is done to several steps at once can be undone at once.</source>
            <translation>Was mit mehreren Schritten auf einmal getan wird, lässt sich auf einmal rückgängig machen.</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <source>Element</source>
            <translation>Element</translation>
        </message>
        <message numerus="yes">
            <source>%n step(s) selected</source>
            <translation>
                <numerusform>%n Schritt ausgewählt</numerusform>
                <numerusform>%n Schritte ausgewählt</numerusform>
            </translation>
        </message>
        <message>
            <source>Look into a step</source>
            <translation>In einen Schritt sehen</translation>
        </message>
        <message>
            <source>Hide the events</source>
            <translation>Ereignisse verbergen</translation>
        </message>
        <message>
            <source>Deleted</source>
            <translation>Gelöscht</translation>
        </message>
        <message>
            <source>What it was</source>
            <translation>Was es war</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Beschreibung</translation>
        </message>
        <message>
            <source>Corrected</source>
            <translation>Berichtigt</translation>
        </message>
        <message>
            <source>Click</source>
            <translation>Klicken</translation>
        </message>
        <message>
            <source>Drag</source>
            <translation>Ziehen</translation>
        </message>
        <message>
            <source>Scroll</source>
            <translation>Rollen</translation>
        </message>
        <message>
            <source>Type text</source>
            <translation>Text tippen</translation>
        </message>
        <message>
            <source>Press keys</source>
            <translation>Tasten drücken</translation>
        </message>
        <message>
            <source>Hold</source>
            <translation>Halten</translation>
        </message>
        <message>
            <source>Point</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <source>Wait</source>
            <translation>Warten</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Abschließen</translation>
        </message>
        <message>
            <source>X</source>
            <translation>X</translation>
        </message>
        <message>
            <source>Y</source>
            <translation>Y</translation>
        </message>
        <message>
            <source>To X</source>
            <translation>Bis X</translation>
        </message>
        <message>
            <source>To Y</source>
            <translation>Bis Y</translation>
        </message>
        <message>
            <source>Notches right</source>
            <translation>Rasten rechts</translation>
        </message>
        <message>
            <source>Notches up</source>
            <translation>Rasten hoch</translation>
        </message>
        <message>
            <source>Presses</source>
            <translation>Drücke</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Mal</translation>
        </message>
        <message>
            <source>Button</source>
            <translation>Maustaste</translation>
        </message>
        <message>
            <source>Held keys</source>
            <translation>Gehalten</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Links</translation>
        </message>
        <message>
            <source>Middle</source>
            <translation>Mitte</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>Rechts</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Vorwärts</translation>
        </message>
        <message>
            <source>All steps</source>
            <translation>Alle Schritte</translation>
        </message>
        <message>
            <source>No picture before</source>
            <translation>Kein Bild davor</translation>
        </message>
        <message>
            <source>Described</source>
            <translation>Beschrieben</translation>
        </message>
        <message>
            <source>Not described</source>
            <translation>Nicht beschrieben</translation>
        </message>
        <message>
            <source>Text or keys not known</source>
            <translation>Text oder Tasten unbekannt</translation>
        </message>
        <message>
            <source>No picture from before this step</source>
            <translation>Kein Bild von vor diesem Schritt</translation>
        </message>
        <message>
            <source>No picture from after this step</source>
            <translation>Kein Bild von nach diesem Schritt</translation>
        </message>
        <message numerus="yes">
            <source>%n press(es)</source>
            <translation>
                <numerusform>%n Druck</numerusform>
                <numerusform>%n Drücke</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n notch(es)</source>
            <translation>
                <numerusform>%n Raste</numerusform>
                <numerusform>%n Rasten</numerusform>
            </translation>
        </message>
        <message>
            <source>{begin} to {end}</source>
            <translation>{begin} bis {end}</translation>
        </message>
        <message>
            <source>{ms} ms earlier</source>
            <translation>{ms} ms früher</translation>
        </message>
        <message>
            <source>{ms} ms later</source>
            <translation>{ms} ms später</translation>
        </message>
        <message>
            <source>Close the message</source>
            <translation>Meldung schließen</translation>
        </message>
        <message numerus="yes">
            <source>%n step(s)</source>
            <translation>
                <numerusform>%n Schritt</numerusform>
                <numerusform>%n Schritte</numerusform>
            </translation>
        </message>
        <message>
            <source>Search steps, texts, windows</source>
            <translation>Schritte, Texte, Fenster suchen</translation>
        </message>
        <message>
            <source>Which steps are shown</source>
            <translation>Welche Schritte gezeigt werden</translation>
        </message>
        <message>
            <source>Which kinds of steps are shown</source>
            <translation>Welche Arten von Schritten gezeigt werden</translation>
        </message>
        <message>
            <source>All kinds</source>
            <translation>Alle Arten</translation>
        </message>
        <message>
            <source>No step matches.</source>
            <translation>Kein Schritt passt.</translation>
        </message>
        <message>
            <source>Show all steps</source>
            <translation>Alle Schritte zeigen</translation>
        </message>
        <message>
            <source>{shown} of {all}</source>
            <translation>{shown} von {all}</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Schritte</translation>
        </message>
        <message>
            <source>Make small pictures</source>
            <translation>Kleine Bilder machen</translation>
        </message>
    </context>
</TS>
