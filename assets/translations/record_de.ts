<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message numerus="yes">
            <source>%n program(s) for passwords and permissions</source>
            <translation>
                <numerusform>%n Programm für Passwörter und Rechte</numerusform>
                <numerusform>%n Programme für Passwörter und Rechte</numerusform>
            </translation>
        </message>
        <message>
            <source>Applications recorded</source>
            <translation>Aufgenommene Programme</translation>
        </message>
        <message>
            <source>Record only this application…</source>
            <translation>Nur dieses Programm aufnehmen …</translation>
        </message>
        <message>
            <source>Never recorded</source>
            <translation>Nie aufgenommen</translation>
        </message>
        <message>
            <source>Never record this application…</source>
            <translation>Dieses Programm nie aufnehmen …</translation>
        </message>
        <message>
            <source>Sites never recorded</source>
            <translation>Nie aufgezeichnete Websites</translation>
        </message>
        <message>
            <source>Never record this site…</source>
            <translation>Diese Website nie aufzeichnen …</translation>
        </message>
        <message>
            <source>A browser that does not say which site it shows is hidden altogether then.</source>
            <translation>Ein Browser, der nicht sagt, welche Website er zeigt, wird dann ganz verborgen.</translation>
        </message>
        <message>
            <source>All applications</source>
            <translation>Alle Programme</translation>
        </message>
        <message>
            <source>Those of the terms</source>
            <translation>Die der Bedingungen</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>{name} entfernen</translation>
        </message>
        <message>
            <source>The terms do not allow {name}.</source>
            <translation>Die Bedingungen erlauben {name} nicht.</translation>
        </message>
        <message>
            <source>The place where the window is when the recording starts; it does not follow it.</source>
            <translation>Der Ort, an dem das Fenster zu Beginn steht; die Aufnahme folgt ihm nicht.</translation>
        </message>
        <message>
            <source>None is open</source>
            <translation>Keines ist offen</translation>
        </message>
        <message>
            <source>Monitor</source>
            <translation>Bildschirm</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <source>Look behind this window</source>
            <translation>Hinter dieses Fenster sehen</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Links</translation>
        </message>
        <message>
            <source>Top</source>
            <translation>Oben</translation>
        </message>
        <message>
            <source>Width</source>
            <translation>Breite</translation>
        </message>
        <message>
            <source>Height</source>
            <translation>Höhe</translation>
        </message>
        <message>
            <source>{name}, {width} × {height}</source>
            <translation>{name}, {width} × {height}</translation>
        </message>
        <message>
            <source>{width} × {height} pixels</source>
            <translation>{width} × {height} Bildpunkte</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Alles</translation>
        </message>
        <message>
            <source>A monitor</source>
            <translation>Ein Bildschirm</translation>
        </message>
        <message>
            <source>A region</source>
            <translation>Ein Ausschnitt</translation>
        </message>
        <message>
            <source>A window</source>
            <translation>Ein Fenster</translation>
        </message>
        <message>
            <source>{size} on {count} monitors</source>
            <translation>{size} auf {count} Bildschirmen</translation>
        </message>
        <message>
            <source>What is recorded</source>
            <translation>Was aufgenommen wird</translation>
        </message>
        <message>
            <source>Monitor {n}</source>
            <translation>Bildschirm {n}</translation>
        </message>
        <message>
            <source>Candor</source>
            <translation>Candor</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Mark…</source>
            <translation>Marke …</translation>
        </message>
        <message>
            <source>Forget 30 s</source>
            <translation>30 s vergessen</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Discard…</source>
            <translation>Verwerfen …</translation>
        </message>
        <message>
            <source>Marked.</source>
            <translation>Marke gesetzt.</translation>
        </message>
        <message>
            <source>The last 30 seconds are forgotten.</source>
            <translation>Die letzten 30 Sekunden sind vergessen.</translation>
        </message>
        <message>
            <source>Candor: {state}</source>
            <translation>Candor: {state}</translation>
        </message>
        <message>
            <source>All of them work in every window.</source>
            <translation>Alle wirken in jedem Fenster.</translation>
        </message>
        <message>
            <source>Ready to record</source>
            <translation>Bereit zur Aufnahme</translation>
        </message>
        <message>
            <source>Desktop</source>
            <translation>Arbeitsfläche</translation>
        </message>
        <message>
            <source>Screen</source>
            <translation>Bildschirm</translation>
        </message>
        <message>
            <source>Keyboard and mouse</source>
            <translation>Tastatur und Maus</translation>
        </message>
        <message>
            <source>Keyboard layout</source>
            <translation>Tastaturbelegung</translation>
        </message>
        <message>
            <source>Windows and fields</source>
            <translation>Fenster und Felder</translation>
        </message>
        <message>
            <source>Windows</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <source>Password fields in programs</source>
            <translation>Passwortfelder in Programmen</translation>
        </message>
        <message>
            <source>Passwords in terminals</source>
            <translation>Passwörter in Terminals</translation>
        </message>
        <message>
            <source>Screen lock</source>
            <translation>Bildschirmsperre</translation>
        </message>
        <message>
            <source>Video encoder</source>
            <translation>Videokodierer</translation>
        </message>
        <message>
            <source>Disk</source>
            <translation>Datenträger</translation>
        </message>
        <message>
            <source>Hotkeys</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <source>Check what a recording needs</source>
            <translation>Prüfen, was eine Aufnahme braucht</translation>
        </message>
        <message>
            <source>This machine cannot record now</source>
            <translation>Aufnahme jetzt nicht möglich</translation>
        </message>
        <message numerus="yes">
            <source>Ready, with %n thing(s) to know</source>
            <translation>
                <numerusform>Bereit, mit %n Hinweis</numerusform>
                <numerusform>Bereit, mit %n Hinweisen</numerusform>
            </translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Noch einmal prüfen</translation>
        </message>
        <message>
            <source>Ready?</source>
            <translation>Bereit?</translation>
        </message>
        <message>
            <source>Show less</source>
            <translation>Weniger zeigen</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>Alle zeigen</translation>
        </message>
        <message>
            <source>All that was checked, with its reason.</source>
            <translation>Alles, was geprüft wurde, mit Begründung.</translation>
        </message>
        <message>
            <source>fine</source>
            <translation>in Ordnung</translation>
        </message>
        <message>
            <source>to know</source>
            <translation>Hinweis</translation>
        </message>
        <message>
            <source>problem</source>
            <translation>Problem</translation>
        </message>
        <message>
            <source>Checking…</source>
            <translation>Wird geprüft …</translation>
        </message>
        <message>
            <source>Stop the recording?</source>
            <translation>Aufnahme beenden?</translation>
        </message>
        <message>
            <source>What was recorded is kept, sealed.</source>
            <translation>Was aufgenommen wurde, bleibt versiegelt erhalten.</translation>
        </message>
        <message>
            <source>Go on recording</source>
            <translation>Weiter aufnehmen</translation>
        </message>
        <message>
            <source>Discard this recording?</source>
            <translation>Diese Aufnahme verwerfen?</translation>
        </message>
        <message>
            <source>Nothing of it is kept, and this cannot be undone.</source>
            <translation>Nichts davon bleibt erhalten, und das lässt sich nicht rückgängig machen.</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>Keep recording</source>
            <translation>Weiter aufnehmen</translation>
        </message>
        <message>
            <source>Countdown</source>
            <translation>Vorlauf</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>The recording starts in</source>
            <translation>Die Aufnahme beginnt in</translation>
        </message>
        <message numerus="yes">
            <source>The recording starts in %n second(s).</source>
            <translation>
                <numerusform>Die Aufnahme beginnt in %n Sekunde.</numerusform>
                <numerusform>Die Aufnahme beginnt in %n Sekunden.</numerusform>
            </translation>
        </message>
        <message>
            <source>Live picture of the desktop</source>
            <translation>Lebendes Bild der Arbeitsfläche</translation>
        </message>
        <message>
            <source>Nothing is chosen.</source>
            <translation>Nichts ist gewählt.</translation>
        </message>
        <message>
            <source>Chosen: {width} × {height} pixels at {x}, {y}.</source>
            <translation>Gewählt: {width} × {height} Bildpunkte bei {x}, {y}.</translation>
        </message>
        <message>
            <source>Looking at the desktop…</source>
            <translation>Die Arbeitsfläche wird angesehen …</translation>
        </message>
        <message>
            <source>What it had written until then is kept, sealed: about {length}.</source>
            <translation>Was bis dahin geschrieben war, bleibt versiegelt erhalten: etwa {length}.</translation>
        </message>
        <message>
            <source>What was recorded before is kept, sealed.</source>
            <translation>Was davor aufgenommen wurde, bleibt versiegelt erhalten.</translation>
        </message>
        <message>
            <source>When the cause is removed you can record again.</source>
            <translation>Wenn die Ursache behoben ist, können Sie wieder aufnehmen.</translation>
        </message>
        <message>
            <source>The recorder could not begin.</source>
            <translation>Die Aufnahme konnte nicht beginnen.</translation>
        </message>
        <message>
            <source>Nothing was recorded.</source>
            <translation>Es wurde nichts aufgenommen.</translation>
        </message>
        <message>
            <source>Try it again. If it fails again, look at what is checked before a recording.</source>
            <translation>Versuchen Sie es noch einmal. Misslingt es wieder, sehen Sie nach, was vor einer Aufnahme geprüft wird.</translation>
        </message>
        <message>
            <source>The recorder was ended from outside, and the recording with it.</source>
            <translation>Der Aufnehmer wurde von außen beendet und mit ihm die Aufnahme.</translation>
        </message>
        <message>
            <source>Look at it in Sessions. Then you can record again.</source>
            <translation>Sehen Sie sie unter Sitzungen an. Danach können Sie wieder aufnehmen.</translation>
        </message>
        <message>
            <source>Keys that steer a recording from every window.</source>
            <translation>Tasten, die eine Aufzeichnung aus jedem Fenster steuern.</translation>
        </message>
        <message>
            <source>Try the hotkeys</source>
            <translation>Tastenkürzel ausprobieren</translation>
        </message>
        <message>
            <source>Pause and resume</source>
            <translation>Anhalten und fortsetzen</translation>
        </message>
        <message>
            <source>Set a mark</source>
            <translation>Marke setzen</translation>
        </message>
        <message>
            <source>Forget the last 30 seconds</source>
            <translation>Die letzten 30 Sekunden vergessen</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Zurücksetzen</translation>
        </message>
        <message>
            <source>Works in every window; in this one it is also: {action}</source>
            <translation>Wirkt in jedem Fenster; in diesem ist es auch: {action}</translation>
        </message>
        <message>
            <source>Works in every window.</source>
            <translation>Wirkt in jedem Fenster.</translation>
        </message>
        <message>
            <source>They are in use by the recording that runs.</source>
            <translation>Die laufende Aufzeichnung benutzt sie gerade.</translation>
        </message>
        <message>
            <source>Trying…</source>
            <translation>Wird ausprobiert …</translation>
        </message>
        <message>
            <source>It could not be tried.</source>
            <translation>Das konnte nicht ausprobiert werden.</translation>
        </message>
        <message>
            <source>Hotkey for {action}</source>
            <translation>Tastenkürzel für {action}</translation>
        </message>
        <message>
            <source>Put back the hotkey for {action}</source>
            <translation>Tastenkürzel für {action} zurücksetzen</translation>
        </message>
        <message>
            <source>No hotkey works here; use this bar.</source>
            <translation>Hier wirkt kein Tastenkürzel; diese Leiste tut es.</translation>
        </message>
        <message numerus="yes">
            <source>%n hotkey(s) do not work: {reason}</source>
            <translation>
                <numerusform>%n Tastenkürzel wirkt nicht: {reason}</numerusform>
                <numerusform>%n Tastenkürzel wirken nicht: {reason}</numerusform>
            </translation>
        </message>
        <message>
            <source>{keys} and the letter</source>
            <translation>{keys} und der Buchstabe</translation>
        </message>
        <message>
            <source>Hotkeys work in every window: {pause} pauses, {stop} stops.</source>
            <translation>Tastenkürzel wirken in jedem Fenster: {pause} hält an, {stop} beendet.</translation>
        </message>
        <message>
            <source>Hotkeys do not work here: {reason}</source>
            <translation>Tastenkürzel wirken hier nicht: {reason}</translation>
        </message>
        <message>
            <source>{chord} works in every window.</source>
            <translation>{chord} wirkt in jedem Fenster.</translation>
        </message>
        <message>
            <source>Candor itself is not recorded</source>
            <translation>Candor selbst wird nicht aufgenommen</translation>
        </message>
        <message>
            <source>A recording runs. Stop it, keep what was recorded, and close?</source>
            <translation>Eine Aufnahme läuft. Soll sie beendet, behalten und das Fenster geschlossen werden?</translation>
        </message>
        <message>
            <source>Looking for your consent…</source>
            <translation>Ihre Einwilligung wird gesucht …</translation>
        </message>
        <message>
            <source>Read the terms and agree first.</source>
            <translation>Lesen Sie zuerst die Bedingungen und willigen Sie ein.</translation>
        </message>
        <message>
            <source>Say first what you are about to do.</source>
            <translation>Sagen Sie zuerst, was Sie vorhaben.</translation>
        </message>
        <message>
            <source>Choose a window that is open.</source>
            <translation>Wählen Sie ein offenes Fenster.</translation>
        </message>
        <message>
            <source>Choose a monitor that is there.</source>
            <translation>Wählen Sie einen vorhandenen Bildschirm.</translation>
        </message>
        <message>
            <source>Choose a region of the desktop.</source>
            <translation>Wählen Sie einen Ausschnitt der Arbeitsfläche.</translation>
        </message>
        <message>
            <source>What you see on this page is not in the recording.</source>
            <translation>Was Sie auf dieser Seite sehen, ist nicht in der Aufnahme.</translation>
        </message>
        <message>
            <source>When you stop you may say how the task went. It can only be said now.</source>
            <translation>Beim Beenden können Sie sagen, wie die Aufgabe ausging. Das geht nur jetzt.</translation>
        </message>
        <message>
            <source>Paused: nothing is recorded until you resume.</source>
            <translation>Pausiert: Bis es weitergeht, wird nichts aufgenommen.</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Aufnehmen</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Ereignisse</translation>
        </message>
        <message>
            <source>Frames</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>Dropped</source>
            <translation>Ausgelassen</translation>
        </message>
        <message>
            <source>Written</source>
            <translation>Geschrieben</translation>
        </message>
        <message>
            <source>Free disk</source>
            <translation>Freier Platz</translation>
        </message>
        <message>
            <source>works in every window</source>
            <translation>wirkt in jedem Fenster</translation>
        </message>
        <message>
            <source>Hiding: screen locked</source>
            <translation>Verborgen: Bildschirm gesperrt</translation>
        </message>
        <message>
            <source>Hiding: application not recorded</source>
            <translation>Verborgen: Programm nicht aufgenommen</translation>
        </message>
        <message>
            <source>Hiding: private browser window</source>
            <translation>Verborgen: privates Browserfenster</translation>
        </message>
        <message>
            <source>Hiding: site not recorded</source>
            <translation>Verborgen: Website wird nicht aufgezeichnet</translation>
        </message>
        <message>
            <source>Hiding: password field</source>
            <translation>Verborgen: Passwortfeld</translation>
        </message>
        <message>
            <source>Hiding: sensitive field</source>
            <translation>Verborgen: heikles Feld</translation>
        </message>
        <message>
            <source>Hiding: unknown place</source>
            <translation>Verborgen: unbekannter Ort</translation>
        </message>
        <message>
            <source>Hiding: windows not known in time</source>
            <translation>Verborgen: Fenster nicht rechtzeitig bekannt</translation>
        </message>
        <message>
            <source>Hiding: Candor itself</source>
            <translation>Verborgen: Candor selbst</translation>
        </message>
        <message>
            <source>Interrupted</source>
            <translation>Abgebrochen</translation>
        </message>
        <message>
            <source>Ended early</source>
            <translation>Vorzeitig beendet</translation>
        </message>
        <message>
            <source>Recorded</source>
            <translation>Aufgenommen</translation>
        </message>
        <message>
            <source>The recorder was ended from outside. What it had written is kept, sealed.</source>
            <translation>Der Aufnehmer wurde von außen beendet. Was er geschrieben hatte, bleibt versiegelt erhalten.</translation>
        </message>
        <message>
            <source>Not recording</source>
            <translation>Keine Aufnahme</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Beginnt …</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>Aufnahme</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Pausiert</translation>
        </message>
        <message>
            <source>Ending…</source>
            <translation>Endet …</translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>Keine Antwort</translation>
        </message>
        <message>
            <source>Discarded</source>
            <translation>Verworfen</translation>
        </message>
        <message>
            <source>Nothing was recorded</source>
            <translation>Nichts aufgenommen</translation>
        </message>
        <message>
            <source>The time that was set for it was over.</source>
            <translation>Die vorgesehene Zeit war um.</translation>
        </message>
        <message>
            <source>The system asked the recorder to end.</source>
            <translation>Das System bat den Aufnehmer, zu enden.</translation>
        </message>
        <message>
            <source>Consent was withdrawn or ran out, so the recording ended.</source>
            <translation>Die Einwilligung wurde widerrufen oder lief ab, darum endete die Aufnahme.</translation>
        </message>
        <message>
            <source>This window did not answer the recorder for five seconds.</source>
            <translation>Dieses Fenster antwortete dem Aufnehmer fünf Sekunden lang nicht.</translation>
        </message>
        <message>
            <source>You said that the task succeeded.</source>
            <translation>Sie sagten, dass die Aufgabe gelang.</translation>
        </message>
        <message>
            <source>You said that the task failed.</source>
            <translation>Sie sagten, dass die Aufgabe misslang.</translation>
        </message>
        <message>
            <source>You did not say how the task went.</source>
            <translation>Sie sagten nicht, wie die Aufgabe ausging.</translation>
        </message>
        <message>
            <source>{count} kB</source>
            <translation>{count} kB</translation>
        </message>
        <message>
            <source>{events} events · {dropped} dropped · {free} free</source>
            <translation>{events} Ereignisse · {dropped} ausgelassen · {free} frei</translation>
        </message>
        <message>
            <source>Nothing of it was kept.</source>
            <translation>Nichts davon wurde behalten.</translation>
        </message>
        <message>
            <source>{count} GB</source>
            <translation>{count} GB</translation>
        </message>
        <message>
            <source>{count} MB</source>
            <translation>{count} MB</translation>
        </message>
        <message>
            <source>Nothing is recorded before you press the button, and nothing leaves this machine.</source>
            <translation>Vor dem Knopfdruck wird nichts aufgenommen, und nichts verlässt diesen Rechner.</translation>
        </message>
        <message>
            <source>Looking whether hotkeys work here…</source>
            <translation>Es wird nachgesehen, ob Tastenkürzel hier wirken …</translation>
        </message>
        <message>
            <source>Hotkeys could not be tried here; use the bar.</source>
            <translation>Tastenkürzel konnten hier nicht geprüft werden; nehmen Sie die Leiste.</translation>
        </message>
        <message>
            <source>Mark</source>
            <translation>Marke</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <source>What should be looked at here?</source>
            <translation>Worauf soll man hier achten?</translation>
        </message>
        <message>
            <source>Enter marks, Esc leaves it. The note may be empty.</source>
            <translation>Eingabe setzt die Marke, Esc nicht. Die Notiz darf leer sein.</translation>
        </message>
        <message>
            <source>{frames}, and {dropped} more were dropped</source>
            <translation>{frames}, und {dropped} weitere wurden ausgelassen</translation>
        </message>
        <message>
            <source>Look at it</source>
            <translation>Ansehen</translation>
        </message>
        <message>
            <source>Record again</source>
            <translation>Noch eine Aufnahme</translation>
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
            <source>Outcome</source>
            <translation>Ausgang</translation>
        </message>
        <message>
            <source>Applications that are left out of every recording.</source>
            <translation>Programme, die in keiner Aufnahme vorkommen.</translation>
        </message>
        <message>
            <source>Sites that are left out of every recording.</source>
            <translation>Websites, die in jeder Aufzeichnung fehlen.</translation>
        </message>
        <message>
            <source>Stop: the task succeeded</source>
            <translation>Beenden: Aufgabe gelungen</translation>
        </message>
        <message>
            <source>Stop: the task failed</source>
            <translation>Beenden: Aufgabe misslungen</translation>
        </message>
        <message>
            <source>Check again what a recording needs</source>
            <translation>Noch einmal prüfen, was eine Aufnahme braucht</translation>
        </message>
        <message>
            <source>Read the campaigns</source>
            <translation>Kampagnen lesen</translation>
        </message>
        <message>
            <source>For example: answer the mail about the invoice</source>
            <translation>Zum Beispiel: die Mail zur Rechnung beantworten</translation>
        </message>
        <message>
            <source>What are you about to do?</source>
            <translation>Was haben Sie vor?</translation>
        </message>
        <message>
            <source>Choose from the campaign's list</source>
            <translation>Aus der Liste der Kampagne wählen</translation>
        </message>
        <message>
            <source>Terms</source>
            <translation>Bedingungen</translation>
        </message>
        <message>
            <source>Open a campaign file…</source>
            <translation>Kampagnendatei öffnen …</translation>
        </message>
        <message>
            <source>You agreed</source>
            <translation>Sie haben eingewilligt</translation>
        </message>
        <message>
            <source>Read or change…</source>
            <translation>Lesen oder ändern …</translation>
        </message>
        <message>
            <source>Personal</source>
            <translation>Persönlich</translation>
        </message>
        <message>
            <source>No consent yet</source>
            <translation>Noch keine Einwilligung</translation>
        </message>
        <message>
            <source>Nothing is recorded before you agree to it.</source>
            <translation>Bevor Sie einwilligen, wird nichts aufgenommen.</translation>
        </message>
        <message>
            <source>Read the terms…</source>
            <translation>Bedingungen lesen …</translation>
        </message>
        <message>
            <source>Until {date}: {scopes}.</source>
            <translation>Bis {date}: {scopes}.</translation>
        </message>
        <message>
            <source>Show the window</source>
            <translation>Fenster zeigen</translation>
        </message>
        <message>
            <source>Quit Candor</source>
            <translation>Candor beenden</translation>
        </message>
        <message>
            <source>Look at the desktop</source>
            <translation>Arbeitsfläche ansehen</translation>
        </message>
        <message>
            <source>The desktop cannot be seen.</source>
            <translation>Die Arbeitsfläche ist nicht zu sehen.</translation>
        </message>
    </context>
</TS>
