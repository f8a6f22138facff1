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
            <source>Review</source>
            <translation>Durchsicht</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Ausgeben</translation>
        </message>
        <message>
            <source>Submitted</source>
            <translation>Eingereicht</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>Einwilligung</translation>
        </message>
        <message>
            <source>Campaigns</source>
            <translation>Kampagnen</translation>
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
            <translation>Die Aufnahme wird beendet. Candor schließt danach.</translation>
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
            <source>The H.264 encoder failed; the recording cannot go on.</source>
            <translation>Der H.264-Kodierer ist ausgefallen; die Aufnahme kann nicht weitergehen.</translation>
        </message>
        <message>
            <source>The hotkey “{1}” needs ctrl, alt or super.</source>
            <translation>Die Tastenkombination „{1}“ braucht Strg, Alt oder Super.</translation>
        </message>
        <message>
            <source>The hotkeys ended, because the X server went away.</source>
            <translation>Die Tastenkombinationen sind beendet, weil der X-Server weg ist.</translation>
        </message>
        <message>
            <source>Hotkeys cannot be claimed: the X server is unreachable.</source>
            <translation>Tastenkombinationen lassen sich nicht belegen: Der X-Server ist nicht erreichbar.</translation>
        </message>
        <message>
            <source>Neither keystrokes nor mouse are granted, so there is no input.</source>
            <translation>Weder Tastatur noch Maus sind erlaubt, also gibt es keine Eingaben.</translation>
        </message>
        <message>
            <source>The input of this X server cannot be recorded; check that the display is reachable and has the RECORD and XInput2 extensions (candor doctor).</source>
            <translation>Die Eingaben dieses X-Servers lassen sich nicht aufnehmen. Prüfen Sie, ob er erreichbar ist und die Erweiterungen RECORD und XInput2 hat (candor doctor).</translation>
        </message>
        <message>
            <source>The keyboard layout cannot be read: the X server is unreachable.</source>
            <translation>Die Tastaturbelegung lässt sich nicht lesen: Der X-Server ist nicht erreichbar.</translation>
        </message>
        <message>
            <source>There is no monitor {1}; this desktop has: {2}.</source>
            <translation>Es gibt keinen Bildschirm {1}; dieser Schreibtisch hat: {2}.</translation>
        </message>
        <message>
            <source>The region {1},{2},{3},{4} does not lie on the desktop, which spans {5},{6},{7},{8}.</source>
            <translation>Der Bereich {1},{2},{3},{4} liegt nicht auf dem Schreibtisch, der {5},{6},{7},{8} umfasst.</translation>
        </message>
        <message>
            <source>The X server no longer lets the screen be recorded; what was recorded is kept.</source>
            <translation>Der X-Server lässt den Bildschirm nicht mehr aufnehmen. Was aufgenommen ist, bleibt erhalten.</translation>
        </message>
        <message>
            <source>The terms of the campaign do not fit: {1}.</source>
            <translation>Die Bedingungen der Kampagne passen nicht: {1}.</translation>
        </message>
        <message>
            <source>The campaign was written for a newer Candor; update this one.</source>
            <translation>Die Kampagne ist für ein neueres Candor geschrieben; aktualisieren Sie dieses.</translation>
        </message>
        <message>
            <source>The campaign needs the scope {1}; agree to it or leave it altogether.</source>
            <translation>Die Kampagne braucht den Umfang {1}; stimmen Sie ihm zu oder lassen Sie sie ganz.</translation>
        </message>
        <message>
            <source>The campaign's signature is wrong: ask its steward for an unaltered file.</source>
            <translation>Die Unterschrift der Kampagne ist falsch. Bitten Sie ihre Verwaltung um eine unveränderte Datei.</translation>
        </message>
        <message>
            <source>This is not a campaign file, or it was altered.</source>
            <translation>Das ist keine Kampagnendatei, oder sie wurde verändert.</translation>
        </message>
        <message>
            <source>The campaign {1} is signed by another steward than before; ask whoever sent it why.</source>
            <translation>Die Kampagne {1} ist von jemand anderem unterschrieben als zuvor. Fragen Sie, wer sie geschickt hat, warum.</translation>
        </message>
        <message>
            <source>The campaign {1} is older than version {2}, which was seen here before; ask for the newest file.</source>
            <translation>Die Kampagne {1} ist älter als Version {2}, die hier schon zu sehen war. Bitten Sie um die neueste Datei.</translation>
        </message>
        <message>
            <source>The campaign {1} changed without a new version; ask its steward for one.</source>
            <translation>Die Kampagne {1} wurde ohne neue Version geändert. Bitten Sie ihre Verwaltung um eine.</translation>
        </message>
        <message>
            <source>Consent to {1} was withdrawn; give it again to record.</source>
            <translation>Die Einwilligung in {1} wurde widerrufen. Geben Sie sie neu, um aufzunehmen.</translation>
        </message>
        <message>
            <source>Consent to {1} has expired; give it again to record.</source>
            <translation>Die Einwilligung in {1} ist abgelaufen. Geben Sie sie neu, um aufzunehmen.</translation>
        </message>
        <message>
            <source>Consent to {1} lies in the future; check this machine's clock.</source>
            <translation>Die Einwilligung in {1} liegt in der Zukunft. Prüfen Sie die Uhr dieses Rechners.</translation>
        </message>
        <message>
            <source>The consent receipt was altered; give consent again.</source>
            <translation>Die Quittung der Einwilligung wurde verändert. Willigen Sie neu ein.</translation>
        </message>
        <message>
            <source>The consent receipt cannot be read; give consent again.</source>
            <translation>Die Quittung der Einwilligung lässt sich nicht lesen. Willigen Sie neu ein.</translation>
        </message>
        <message>
            <source>No consent was given to these terms of {1}; see: candor consent give --help.</source>
            <translation>In diese Bedingungen von {1} wurde nicht eingewilligt.</translation>
        </message>
        <message>
            <source>No consent was given here yet; see: candor consent give --help.</source>
            <translation>Hier wurde noch keine Einwilligung gegeben.</translation>
        </message>
        <message>
            <source>The file {1} is there already; name another.</source>
            <translation>Die Datei {1} gibt es schon; nennen Sie eine andere.</translation>
        </message>
        <message>
            <source>The note is longer than {1} bytes; it was not set.</source>
            <translation>Die Notiz ist länger als {1} Byte; sie wurde nicht gesetzt.</translation>
        </message>
        <message>
            <source>No recording is running.</source>
            <translation>Es läuft keine Aufnahme.</translation>
        </message>
        <message>
            <source>The recording that was running has just ended.</source>
            <translation>Die Aufnahme, die lief, ist gerade zu Ende.</translation>
        </message>
        <message>
            <source>The recording is paused; resume it to set a mark.</source>
            <translation>Die Aufnahme ist angehalten; setzen Sie sie fort, um eine Marke zu setzen.</translation>
        </message>
        <message>
            <source>The recording did not answer in time.</source>
            <translation>Die Aufnahme hat nicht rechtzeitig geantwortet.</translation>
        </message>
        <message>
            <source>More input arrived than can be taken in; the recording ended.</source>
            <translation>Es kamen mehr Eingaben an, als sich aufnehmen ließen; die Aufnahme ist beendet.</translation>
        </message>
        <message>
            <source>The disk has {1} MB left and a recording needs {2}; what was written is kept. Make room and record again.</source>
            <translation>Auf dem Datenträger sind noch {1} MB frei, eine Aufnahme braucht {2}. Was geschrieben ist, bleibt erhalten. Schaffen Sie Platz und nehmen Sie neu auf.</translation>
        </message>
        <message>
            <source>The disk cannot be asked for its space: {1}.</source>
            <translation>Der freie Platz des Datenträgers lässt sich nicht erfragen: {1}.</translation>
        </message>
        <message>
            <source>What was recorded is not on the desktop any more; what came before is kept.</source>
            <translation>Was aufgenommen wurde, ist nicht mehr auf dem Schreibtisch. Was davor kam, bleibt erhalten.</translation>
        </message>
        <message>
            <source>A part of the recording failed ({1}); it ended there.</source>
            <translation>Ein Teil der Aufnahme ist ausgefallen ({1}); dort endet sie.</translation>
        </message>
        <message>
            <source>A part of the video cannot be decoded; run `candor verify` on this session.</source>
            <translation>Ein Teil des Videos lässt sich nicht lesen. Prüfen Sie diese Sitzung mit `candor verify`.</translation>
        </message>
        <message>
            <source>The video of this session claims an impossible size; it cannot be shown.</source>
            <translation>Das Video dieser Sitzung behauptet eine unmögliche Größe; er lässt sich nicht zeigen.</translation>
        </message>
        <message>
            <source>The video of this session is out of order; it cannot be shown.</source>
            <translation>Das Video dieser Sitzung ist in falscher Reihenfolge; er lässt sich nicht zeigen.</translation>
        </message>
        <message>
            <source>The video of this session has no beginning; it cannot be shown.</source>
            <translation>Das Video dieser Sitzung hat keinen Anfang; er lässt sich nicht zeigen.</translation>
        </message>
        <message>
            <source>The session could not be written: {1}. What was written is kept.</source>
            <translation>Die Sitzung ließ sich nicht schreiben: {1}. Was geschrieben ist, bleibt erhalten.</translation>
        </message>
        <message>
            <source>The session cannot be read: {1}.</source>
            <translation>Die Sitzung lässt sich nicht lesen: {1}.</translation>
        </message>
        <message>
            <source>The file is too short to be a session.</source>
            <translation>Die Datei ist zu kurz für eine Sitzung.</translation>
        </message>
        <message>
            <source>The file is not a Candor session.</source>
            <translation>Die Datei ist keine Sitzung von Candor.</translation>
        </message>
        <message>
            <source>The session has format version {1}; this Candor reads up to {2}. Install a newer one.</source>
            <translation>Die Sitzung hat die Formatversion {1}; dieses Candor liest bis {2}. Installieren Sie ein neueres.</translation>
        </message>
        <message>
            <source>The session's head was altered: its signature does not fit.</source>
            <translation>Der Kopf der Sitzung wurde verändert: Seine Unterschrift passt nicht.</translation>
        </message>
        <message>
            <source>The session's head is cut short.</source>
            <translation>Der Kopf der Sitzung ist abgeschnitten.</translation>
        </message>
        <message>
            <source>The session's head cannot be read.</source>
            <translation>Der Kopf der Sitzung lässt sich nicht lesen.</translation>
        </message>
        <message>
            <source>A record's frame was altered.</source>
            <translation>Der Rahmen eines Datensatzes wurde verändert.</translation>
        </message>
        <message>
            <source>The session belongs to worker {1}; this identity is {2} and cannot open it.</source>
            <translation>Die Sitzung gehört {1}; diese Identität ist {2} und kann sie nicht öffnen.</translation>
        </message>
        <message>
            <source>The session's key does not open with this identity.</source>
            <translation>Der Schlüssel der Sitzung öffnet sich nicht mit dieser Identität.</translation>
        </message>
        <message>
            <source>The session ends before its own description; nothing of it can be shown.</source>
            <translation>Die Sitzung endet vor ihrer eigenen Beschreibung; nichts davon lässt sich zeigen.</translation>
        </message>
        <message>
            <source>The session was altered while it was open.</source>
            <translation>Die Sitzung wurde verändert, während sie offen war.</translation>
        </message>
        <message>
            <source>This session is being recorded; stop the recording first.</source>
            <translation>Diese Sitzung wird gerade aufgenommen; beenden Sie zuerst die Aufnahme.</translation>
        </message>
        <message>
            <source>The session could not be deleted: {1}.</source>
            <translation>Die Sitzung ließ sich nicht löschen: {1}.</translation>
        </message>
        <message>
            <source>There is no identity here yet; make one with: candor identity new.</source>
            <translation>Hier gibt es noch keine Identität.</translation>
        </message>
        <message>
            <source>The recovery key holds a mistake: compare it with the paper again.</source>
            <translation>Im Wiederherstellungsschlüssel ist ein Fehler. Vergleichen Sie ihn noch einmal mit dem Papier.</translation>
        </message>
        <message>
            <source>This is not a recovery key: it has 14 groups of four signs.</source>
            <translation>Das ist kein Wiederherstellungsschlüssel: Er hat 14 Gruppen zu vier Zeichen.</translation>
        </message>
        <message>
            <source>The recovery key belongs to another identity; nothing was changed.</source>
            <translation>Der Wiederherstellungsschlüssel gehört zu einer anderen Identität; nichts wurde geändert.</translation>
        </message>
        <message>
            <source>There is an identity here already; it was left as it is.</source>
            <translation>Hier gibt es schon eine Identität; sie bleibt, wie sie ist.</translation>
        </message>
        <message>
            <source>The vault is locked; unlock it first.</source>
            <translation>Der Tresor ist zu; öffnen Sie ihn zuerst.</translation>
        </message>
        <message>
            <source>The vault is gone: restore the identity with its recovery key.</source>
            <translation>Der Tresor ist weg. Stellen Sie die Identität mit ihrem Wiederherstellungsschlüssel her.</translation>
        </message>
        <message>
            <source>The vault is damaged: restore the identity with its recovery key.</source>
            <translation>Der Tresor ist beschädigt. Stellen Sie die Identität mit ihrem Wiederherstellungsschlüssel her.</translation>
        </message>
        <message>
            <source>The vault did not open: the passphrase is wrong, or the vault was altered.</source>
            <translation>Der Tresor ging nicht auf: Die Passphrase ist falsch, oder der Tresor wurde verändert.</translation>
        </message>
        <message>
            <source>The keeper is gone (it ends when idle): unlock the vault again.</source>
            <translation>Der Schlüsselhüter ist weg (er endet, wenn er nichts zu tun hat). Öffnen Sie den Tresor neu.</translation>
        </message>
        <message>
            <source>The keeper did not start: {1}.</source>
            <translation>Der Schlüsselhüter ist nicht gestartet: {1}.</translation>
        </message>
        <message>
            <source>The library index could not be used: {1}.</source>
            <translation>Das Verzeichnis der Sitzungen ließ sich nicht benutzen: {1}.</translation>
        </message>
        <message>
            <source>The recording key was altered; give consent again.</source>
            <translation>Der Aufnahmeschlüssel wurde verändert. Willigen Sie neu ein.</translation>
        </message>
        <message>
            <source>The desktop's keyring cannot be asked here: log in to the desktop, or use a passphrase instead of the keyring.</source>
            <translation>Der Schlüsselbund des Schreibtischs lässt sich hier nicht fragen. Melden Sie sich am Schreibtisch an, oder nehmen Sie eine Passphrase statt des Schlüsselbunds.</translation>
        </message>
        <message>
            <source>The desktop's keyring does not know this vault; restore the identity with its recovery key.</source>
            <translation>Der Schlüsselbund des Schreibtischs kennt diesen Tresor nicht. Stellen Sie die Identität mit ihrem Wiederherstellungsschlüssel her.</translation>
        </message>
        <message>
            <source>The passphrase is too short: use at least {1} characters.</source>
            <translation>Die Passphrase ist zu kurz: Nehmen Sie mindestens {1} Zeichen.</translation>
        </message>
        <message>
            <source>Other people can open {1}; name another folder, or use --force if that is meant.</source>
            <translation>Andere Leute können {1} öffnen; nennen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <source>{1} is not empty; name another folder, or use --force to replace.</source>
            <translation>{1} ist nicht leer; nennen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <source>The folder could not be written: {1}.</source>
            <translation>Der Ordner ließ sich nicht schreiben: {1}.</translation>
        </message>
        <message>
            <source>There is no file or folder to import at this path.</source>
            <translation>An diesem Ort liegt keine Datei und kein Ordner zum Einlesen.</translation>
        </message>
        <message>
            <source>This looks like no recording that can be imported; see: candor formats.</source>
            <translation>Das sieht nach keiner Aufzeichnung aus, die eingelesen werden kann; siehe: candor formats.</translation>
        </message>
        <message>
            <source>{1} rows: {2} became {3} events.</source>
            <translation>{1} Zeilen: {2} wurden zu {3} Ereignissen.</translation>
        </message>
        <message>
            <source>{1} left out: {2}.</source>
            <translation>{1} ausgelassen: {2}.</translation>
        </message>
        <message>
            <source>{1} pictures: {2} showed a change and are frames.</source>
            <translation>{1} Bilder: {2} zeigten eine Änderung und wurden übernommen.</translation>
        </message>
        <message>
            <source>This is a desktop of the kind {1}.</source>
            <translation>Dies ist ein Desktop der Art {1}.</translation>
        </message>
        <message>
            <source>It could not be tried ({1}).</source>
            <translation>Das konnte nicht ausprobiert werden ({1}).</translation>
        </message>
        <message>
            <source>{1} pixels; monitors are not told apart.</source>
            <translation>{1} Pixel; Bildschirme werden nicht unterschieden.</translation>
        </message>
        <message>
            <source>{1} pixels; monitors {2}.</source>
            <translation>{1} Pixel; Bildschirme {2}.</translation>
        </message>
        <message>
            <source>Keys, buttons and moves arrive with the times of the system.</source>
            <translation>Tasten, Knöpfe und Bewegungen kommen mit den Zeiten des Systems an.</translation>
        </message>
        <message>
            <source>The layout can be read.</source>
            <translation>Die Belegung kann gelesen werden.</translation>
        </message>
        <message>
            <source>{1} works in every window.</source>
            <translation>{1} wirkt in jedem Fenster.</translation>
        </message>
        <message>
            <source>This keyboard cannot type {1}.</source>
            <translation>Diese Tastatur kann {1} nicht tippen.</translation>
        </message>
        <message>
            <source>Another program has taken {1} already.</source>
            <translation>Ein anderes Programm hat {1} schon belegt.</translation>
        </message>
        <message>
            <source>H.264 can be encoded (libx264).</source>
            <translation>H.264 kann kodiert werden (libx264).</translation>
        </message>
        <message>
            <source>{1} MB are free.</source>
            <translation>{1} MB sind frei.</translation>
        </message>
        <message>
            <source>They are seen, and the X server says which program each belongs to.</source>
            <translation>Sie werden gesehen, und der X-Server sagt, zu welchem Programm jedes gehört.</translation>
        </message>
        <message>
            <source>They are seen; which program each belongs to is not known but from what it says itself (the X server lacks X-Resource).</source>
            <translation>Sie werden gesehen; zu welchem Programm jedes gehört, ist nur aus seiner eigenen Angabe bekannt (dem X-Server fehlt X-Resource).</translation>
        </message>
        <message>
            <source>Its bus answers, so programs can say which fields are for passwords. Chromium says it only when started with --force-renderer-accessibility; else its windows are hidden.</source>
            <translation>Der Bus antwortet, also können Programme sagen, welche Felder für Passwörter sind. Chromium sagt es nur, wenn es mit --force-renderer-accessibility gestartet ist; sonst werden seine Fenster verborgen.</translation>
        </message>
        <message>
            <source>It cannot be asked (no bus answers), so keys are hidden in all programs but terminals and those allowed without accessibility.</source>
            <translation>Sie kann nicht gefragt werden (kein Bus antwortet), also werden Tasten in allen Programmen verborgen, außer in Terminals und denen, die ohne Barrierefreiheit erlaubt sind.</translation>
        </message>
        <message>
            <source>The kernel is asked whether a terminal shows what is typed.</source>
            <translation>Der Kern wird gefragt, ob ein Terminal zeigt, was getippt wird.</translation>
        </message>
        <message>
            <source>It is told by {1}.</source>
            <translation>Das sagt {1}.</translation>
        </message>
        <message>
            <source>It is not told by anybody here, so a locked screen looks like an open one.</source>
            <translation>Hier sagt es niemand, darum sieht ein gesperrter Bildschirm wie ein offener aus.</translation>
        </message>
        <message>
            <source>“{1}” is not a hotkey; write one like ctrl+alt+shift+p, with ctrl, alt, shift or super and a letter, a digit or a key such as f9.</source>
            <translation>„{1}“ ist kein Tastenkürzel; schreiben Sie eines wie ctrl+alt+shift+p, mit ctrl, alt, shift oder super und einem Buchstaben, einer Ziffer oder einer Taste wie f9.</translation>
        </message>
        <message>
            <source>The hotkey “{1}” is named for two verbs; give each its own.</source>
            <translation>Das Tastenkürzel „{1}“ steht bei zwei Befehlen; geben Sie jedem ein eigenes.</translation>
        </message>
        <message>
            <source>The epoch key lies in a file: whoever has an old copy of that file and of the key table can open what was withdrawn since. Keep it out of every backup, or use the keyring.</source>
            <translation>Der Epochenschlüssel liegt in einer Datei: wer eine alte Kopie von ihr und der Schlüsseltabelle hat, kann öffnen, was seither widerrufen wurde. Nehmen Sie ihn in keine Sicherung auf, oder verwenden Sie den Schlüsselbund.</translation>
        </message>
        <message>
            <source>The roster of {1} has expired; ask for a newer one.</source>
            <translation>Die Liste der Beteiligten von {1} ist abgelaufen. Bitten Sie um eine neuere.</translation>
        </message>
        <message>
            <source>The audit log has {1} entries where {2} were signed.</source>
            <translation>Das Protokoll hat {1} Einträge, wo {2} unterschrieben sind.</translation>
        </message>
        <message>
            <source>An entry of the audit log was altered, taken out or moved.</source>
            <translation>Ein Eintrag des Protokolls wurde verändert, herausgenommen oder verschoben.</translation>
        </message>
        <message>
            <source>This submission was withdrawn or has expired; nobody can open it any more.</source>
            <translation>Diese Einreichung wurde widerrufen oder ist abgelaufen. Niemand kann sie mehr öffnen.</translation>
        </message>
        <message>
            <source>This submission is closed to everyone, because a privacy problem was reported.</source>
            <translation>Diese Einreichung ist für alle geschlossen, weil ein Problem mit der Privatsphäre gemeldet wurde.</translation>
        </message>
        <message>
            <source>This submission is not complete yet.</source>
            <translation>Diese Einreichung ist noch nicht vollständig.</translation>
        </message>
        <message>
            <source>The retention of this submission is over; nobody can open it any more.</source>
            <translation>Die Aufbewahrung dieser Einreichung ist vorbei. Niemand kann sie mehr öffnen.</translation>
        </message>
        <message>
            <source>You are not in the role {1}; ask a steward.</source>
            <translation>Sie haben die Rolle {1} nicht. Fragen Sie die Verwaltung der Kampagne.</translation>
        </message>
        <message>
            <source>You are in no role of this campaign; ask a steward.</source>
            <translation>Sie haben in dieser Kampagne keine Rolle. Fragen Sie ihre Verwaltung.</translation>
        </message>
        <message>
            <source>You are not on the roster of this campaign; ask a steward.</source>
            <translation>Sie stehen nicht auf der Liste der Beteiligten dieser Kampagne. Fragen Sie ihre Verwaltung.</translation>
        </message>
        <message>
            <source>The campaign does not know this purpose, so nothing is opened for it.</source>
            <translation>Die Kampagne kennt diesen Zweck nicht, also wird nichts dafür geöffnet.</translation>
        </message>
        <message>
            <source>You have no grant that covers this role and purpose now; ask a steward.</source>
            <translation>Sie haben jetzt keine Freigabe für diese Rolle und diesen Zweck. Fragen Sie die Verwaltung der Kampagne.</translation>
        </message>
        <message>
            <source>You have no grant for this role now; ask a steward.</source>
            <translation>Sie haben jetzt keine Freigabe für diese Rolle. Fragen Sie die Verwaltung der Kampagne.</translation>
        </message>
        <message>
            <source>Your grant allows {1} openings a day; go on tomorrow.</source>
            <translation>Ihre Freigabe erlaubt {1} Öffnungen am Tag. Machen Sie morgen weiter.</translation>
        </message>
        <message>
            <source>This submission is assigned to other annotators; see: candor queue.</source>
            <translation>Diese Einreichung ist anderen Annotierenden zugeteilt. Siehe: candor queue.</translation>
        </message>
        <message>
            <source>Annotators do not see each other's labels.</source>
            <translation>Annotierende sehen die Beschriftung der anderen nicht.</translation>
        </message>
        <message>
            <source>The broker's service cannot be reached, or goes away; try again.</source>
            <translation>Der Dienst des Brokers ist nicht erreichbar oder brach ab. Versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>The broker's service failed ({1}).</source>
            <translation>Der Dienst des Brokers ist gescheitert ({1}).</translation>
        </message>
        <message>
            <source>The service shows another certificate than was compared; ask whoever runs it, then accept the roster again with the new fingerprint.</source>
            <translation>Der Dienst zeigt ein anderes Zertifikat als das verglichene. Fragen Sie, wer ihn betreibt, und nehmen Sie dann die Liste der Beteiligten mit dem neuen Fingerabdruck noch einmal an.</translation>
        </message>
        <message>
            <source>The lease is over; open the stream again.</source>
            <translation>Die geliehene Zeit ist vorbei. Öffnen Sie noch einmal.</translation>
        </message>
        <message>
            <source>The roster of {1} lies in the future; check this machine's clock.</source>
            <translation>Die Liste der Beteiligten von {1} liegt in der Zukunft. Prüfen Sie die Uhr dieses Rechners.</translation>
        </message>
        <message>
            <source>The roster of {1} was never seen here; compare its root first.</source>
            <translation>Die Liste der Beteiligten von {1} wurde hier nie gesehen. Vergleichen Sie erst ihre Wurzel.</translation>
        </message>
        <message>
            <source>The roster changed meanwhile; look at what leaves once more.</source>
            <translation>Die Liste der Beteiligten hat sich inzwischen geändert. Sehen Sie noch einmal an, was hinausgeht.</translation>
        </message>
        <message>
            <source>The request is not of this moment; check this machine's clock and ask again.</source>
            <translation>Die Anfrage ist nicht von diesem Augenblick. Prüfen Sie die Uhr dieses Rechners und fragen Sie noch einmal.</translation>
        </message>
        <message>
            <source>This is not the broker that the roster names.</source>
            <translation>Das ist nicht der Broker, den die Liste der Beteiligten nennt.</translation>
        </message>
        <message>
            <source>This submission was made before, with other content, or has ended.</source>
            <translation>Diese Einreichung gab es schon, mit anderem Inhalt, oder sie ist beendet.</translation>
        </message>
        <message>
            <source>Another submission of yours is on its way in this moment; ask again when it is done.</source>
            <translation>Eine andere Einreichung von Ihnen ist gerade unterwegs. Fragen Sie noch einmal, wenn sie fertig ist.</translation>
        </message>
        <message>
            <source>You have reserved {1} places since yesterday and used none of them; go on with what you began, or ask again tomorrow.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The submission rests on another consent, or on one that has ended.</source>
            <translation>Die Einreichung beruht auf einer anderen Einwilligung oder auf einer, die beendet ist.</translation>
        </message>
        <message>
            <source>The submission {1} is {2}.</source>
            <translation>Der Stand der Einreichung {1} ist: {2}.</translation>
        </message>
        <message>
            <source>The candidate changed while it was read; redact the session again.</source>
            <translation>Die Kopie änderte sich, während sie gelesen wurde. Schwärzen Sie die Sitzung noch einmal.</translation>
        </message>
        <message>
            <source>What would leave is not what was shown; nothing was submitted.</source>
            <translation>Was hinausginge, ist nicht das Gezeigte. Nichts wurde eingereicht.</translation>
        </message>
        <message>
            <source>There is no such submission of yours here.</source>
            <translation>Hier gibt es keine solche Einreichung von Ihnen.</translation>
        </message>
        <message>
            <source>An object is not in the store: it was lost or taken away.</source>
            <translation>Ein Objekt ist nicht im Speicher: Es ging verloren oder wurde weggenommen.</translation>
        </message>
        <message>
            <source>The store holds something else under this name than was kept there.</source>
            <translation>Der Speicher hält unter diesem Namen etwas anderes, als dort abgelegt wurde.</translation>
        </message>
        <message>
            <source>The bucket refused or could not be reached; what was put before is kept. Try again.</source>
            <translation>Der Bucket lehnte ab oder war nicht erreichbar. Was schon abgelegt war, bleibt. Versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>The bucket refuses these credentials; check them, and what they may do there.</source>
            <translation>Der Bucket nimmt diese Zugangsdaten nicht an. Prüfen Sie sie und was sie dort dürfen.</translation>
        </message>
        <message>
            <source>The folder of the store refused: {1}.</source>
            <translation>Der Ordner des Speichers lehnte ab: {1}.</translation>
        </message>
        <message>
            <source>The answer is not signed by the broker that the roster names.</source>
            <translation>Die Antwort ist nicht von dem Broker unterschrieben, den die Liste der Beteiligten nennt.</translation>
        </message>
        <message>
            <source>{1} required answers are missing, {2} among them; the work is kept.</source>
            <translation>{1} nötige Antworten fehlen, darunter {2}. Die Arbeit ist aufbewahrt.</translation>
        </message>
        <message>
            <source>Nothing was answered, so there is nothing to hand in.</source>
            <translation>Nichts wurde beantwortet, also gibt es nichts abzugeben.</translation>
        </message>
        <message>
            <source>The session that these labels are about is closed or has ended.</source>
            <translation>Die Sitzung, um die es in dieser Beschriftung geht, ist geschlossen oder beendet.</translation>
        </message>
        <message>
            <source>This campaign asks its annotators nothing.</source>
            <translation>Diese Kampagne fragt ihre Annotierenden nichts.</translation>
        </message>
        <message>
            <source>The question {1} takes {2}.</source>
            <translation>Auf die Frage {1} passt als Antwort nur: {2}.</translation>
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
            <source>Show tips</source>
            <translation>Tipps zeigen</translation>
        </message>
        <message>
            <source>One sentence in each place, until you have read it. Switched on, they begin afresh.</source>
            <translation>Ein Satz an jedem Ort, bis Sie ihn gelesen haben. Eingeschaltet beginnen sie von vorn.</translation>
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
            <source>Show Campaigns</source>
            <translation>Kampagnen zeigen</translation>
        </message>
        <message>
            <source>The place in which terms are written and rosters are made. Stewards and auditors have it.</source>
            <translation>Der Ort, an dem Bedingungen geschrieben und Listen gemacht werden. Verwaltende und Prüfende haben ihn.</translation>
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
            <source>Tips</source>
            <translation>Tipps</translation>
        </message>
        <message>
            <source>The tips that were read.</source>
            <translation>Die Tipps, die gelesen wurden.</translation>
        </message>
        <message>
            <source>Candor's own windows are in no recording, and Esc cancels the countdown.</source>
            <translation>Candors eigene Fenster sind in keiner Aufzeichnung, und Esc bricht das Herunterzählen ab.</translation>
        </message>
        <message>
            <source>{0} plays; {1}, {2} and {3} go back, stop and go on. {4} shows every key.</source>
            <translation>{0} spielt ab; {1}, {2} und {3} gehen zurück, halten an und gehen weiter. {4} zeigt alle Tasten.</translation>
        </message>
        <message>
            <source>Deleting asks nothing: {0} brings a session back until you close Candor.</source>
            <translation>Löschen fragt nicht nach: {0} holt eine Sitzung zurück, bis Sie Candor schließen.</translation>
        </message>
        <message>
            <source>{0} asks the brokers who opened what; each line is held against what you saw.</source>
            <translation>{0} fragt die Broker, wer was öffnete; jede Zeile wird an dem gemessen, was Sie früher sahen.</translation>
        </message>
        <message>
            <source>You can take consent back here at any time; what records under it ends at once.</source>
            <translation>Sie können eine Einwilligung hier jederzeit zurücknehmen; was unter ihr aufzeichnet, endet sofort.</translation>
        </message>
        <message>
            <source>{0} finds every command by its name, wherever you are.</source>
            <translation>{0} findet jeden Befehl beim Namen, wo immer Sie sind.</translation>
        </message>
        <message>
            <source>Got it</source>
            <translation>Verstanden</translation>
        </message>
        <message>
            <source>No tips</source>
            <translation>Keine Tipps</translation>
        </message>
        <message>
            <source>They can be switched on again in the settings.</source>
            <translation>In den Einstellungen lassen sie sich wieder einschalten.</translation>
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
            <source>Content of the page</source>
            <translation>Inhalt der Seite</translation>
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
            <source>Go to Review</source>
            <translation>Zur Durchsicht</translation>
        </message>
        <message>
            <source>Go to Export</source>
            <translation>Zu Ausgeben</translation>
        </message>
        <message>
            <source>Go to Submitted</source>
            <translation>Zu „Eingereicht“</translation>
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
            <source>New campaign</source>
            <translation>Neue Kampagne</translation>
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
            <source>Nothing was agreed to.</source>
            <translation>Es wurde in nichts eingewilligt.</translation>
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
            <source>These terms need: {scopes}.</source>
            <translation>Diese Bedingungen brauchen: {scopes}.</translation>
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
            <source>adjudicators</source>
            <translation>Schiedsstelle</translation>
        </message>
        <message>
            <source>auditors</source>
            <translation>Prüfende</translation>
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
            <source>{question} For each step.</source>
            <translation>{question} Zu jedem Schritt.</translation>
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
            <source>correct</source>
            <translation>richtig</translation>
        </message>
        <message>
            <source>wrong</source>
            <translation>falsch</translation>
        </message>
        <message>
            <source>unnecessary</source>
            <translation>unnötig</translation>
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
            <source>{low} to {high}</source>
            <translation>{low} bis {high}</translation>
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
            <source>%n person(s) answer for each session.</source>
            <translation>
                <numerusform>Eine Person antwortet zu jeder Sitzung.</numerusform>
                <numerusform>%n Personen antworten zu jeder Sitzung.</numerusform>
            </translation>
        </message>
        <message>
            <source>The questions are signed with these terms and cannot change without new ones.</source>
            <translation>Die Fragen sind mit diesen Bedingungen unterschrieben und ändern sich nicht ohne neue.</translation>
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
            <source>What annotators are asked about it</source>
            <translation>Was Annotierende dazu gefragt werden</translation>
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
            <source>Needed</source>
            <translation>Nötig</translation>
        </message>
        <message>
            <source>Kept: {places}.</source>
            <translation>Aufbewahrt: {places}.</translation>
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
