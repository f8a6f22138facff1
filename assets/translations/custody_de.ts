<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message>
            <source>Look for a proven copy</source>
            <translation>Nachgewiesene Kopie suchen</translation>
        </message>
        <message>
            <source>There is no proven copy of this session yet: review it and make one.</source>
            <translation>Von dieser Sitzung gibt es noch keine nachgewiesene Kopie: Sehen Sie sie durch und fertigen Sie eine an.</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Unterschreiben</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Its line stands in the log, and the log begins with what you saw before.</source>
            <translation>Die Zeile steht im Protokoll, und das Protokoll beginnt mit dem, was Sie früher sahen.</translation>
        </message>
        <message>
            <source>The submission</source>
            <translation>Die Einreichung</translation>
        </message>
        <message>
            <source>Withdraw…</source>
            <translation>Widerrufen …</translation>
        </message>
        <message>
            <source>A privacy problem was reported. It is closed to everybody.</source>
            <translation>Ein Problem mit der Privatsphäre wurde gemeldet. Sie ist für alle geschlossen.</translation>
        </message>
        <message>
            <source>Withdraw it. Your redacted copy is still here: redact it further, and submit it again.</source>
            <translation>Widerrufen Sie sie. Ihre geschwärzte Kopie ist noch hier: Schwärzen Sie weiter und reichen Sie neu ein.</translation>
        </message>
        <message>
            <source>Not known, because its broker was not asked or did not answer.</source>
            <translation>Nicht bekannt, weil ihr Broker nicht gefragt wurde oder nicht antwortete.</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>Proven</source>
            <translation>Nachgewiesen</translation>
        </message>
        <message>
            <source>Campaign</source>
            <translation>Kampagne</translation>
        </message>
        <message>
            <source>Submitted</source>
            <translation>Eingereicht</translation>
        </message>
        <message>
            <source>Kept until</source>
            <translation>Aufbewahrt bis</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>What left</source>
            <translation>Was hinausging</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>Kennung</translation>
        </message>
        <message numerus="yes">
            <source>%n of them can be withdrawn.</source>
            <translation>
                <numerusform>%n davon kann widerrufen werden.</numerusform>
                <numerusform>%n davon können widerrufen werden.</numerusform>
            </translation>
        </message>
        <message>
            <source>Who opened it</source>
            <translation>Wer sie öffnete</translation>
        </message>
        <message>
            <source>Papers</source>
            <translation>Belege</translation>
        </message>
        <message>
            <source>Nobody has opened it.</source>
            <translation>Niemand hat sie geöffnet.</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>Einwilligung</translation>
        </message>
        <message>
            <source>Acceptance</source>
            <translation>Annahme</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Ende</translation>
        </message>
        <message numerus="yes">
            <source>{until}, %n day(s) left</source>
            <translation>
                <numerusform>{until}, noch %n Tag</numerusform>
                <numerusform>{until}, noch %n Tage</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n submission(s), {size}</source>
            <translation>
                <numerusform>%n Einreichung, {size}</numerusform>
                <numerusform>%n Einreichungen, {size}</numerusform>
            </translation>
        </message>
        <message>
            <source>Select a submission to see who opened it.</source>
            <translation>Wählen Sie eine Einreichung, um zu sehen, wer sie öffnete.</translation>
        </message>
        <message>
            <source>What you gave away, who opened it, and how to take it back.</source>
            <translation>Was Sie abgegeben haben, wer es öffnete und wie Sie es zurücknehmen.</translation>
        </message>
        <message>
            <source>Ask who opened what</source>
            <translation>Fragen, wer was öffnete</translation>
        </message>
        <message>
            <source>Nothing was submitted yet</source>
            <translation>Noch nichts wurde eingereicht</translation>
        </message>
        <message>
            <source>Review a session, make a redacted copy, and submit that. Here you then see who opened it and what for, and can take it back at any time.</source>
            <translation>Sehen Sie eine Sitzung durch, fertigen Sie eine geschwärzte Kopie an und reichen Sie diese ein. Hier sehen Sie dann, wer sie wofür öffnete, und können sie jederzeit zurücknehmen.</translation>
        </message>
        <message>
            <source>Below is what was known before.</source>
            <translation>Unten steht, was vorher bekannt war.</translation>
        </message>
        <message>
            <source>Look at the submission</source>
            <translation>Einreichung ansehen</translation>
        </message>
        <message>
            <source>Back to the submissions</source>
            <translation>Zurück zu den Einreichungen</translation>
        </message>
        <message>
            <source>Show the acceptance</source>
            <translation>Annahme zeigen</translation>
        </message>
        <message>
            <source>Choose a session</source>
            <translation>Sitzung wählen</translation>
        </message>
        <message>
            <source>Asking…</source>
            <translation>Wird gefragt …</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Unlock to see who opened what.</source>
            <translation>Entsperren Sie, um zu sehen, wer was öffnete.</translation>
        </message>
        <message>
            <source>The broker signed that it has all of it, and that its log says so.</source>
            <translation>Der Broker hat unterschrieben, dass er alles hat und dass sein Protokoll es sagt.</translation>
        </message>
        <message>
            <source>Save the receipt</source>
            <translation>Beleg speichern</translation>
        </message>
        <message>
            <source>Its key is gone from copies and backups too: the key above it was changed.</source>
            <translation>Ihr Schlüssel ist auch aus Kopien und Sicherungen verloren: Der Schlüssel darüber wurde gewechselt.</translation>
        </message>
        <message>
            <source>The key above it was changed, but lies in a file: whoever copied that file before could still use old backups.</source>
            <translation>Der Schlüssel darüber wurde gewechselt, liegt aber in einer Datei: Wer diese vorher kopierte, könnte alte Sicherungen noch nutzen.</translation>
        </message>
        <message numerus="yes">
            <source>%n sealed object(s) could not be deleted yet; they open for nobody.</source>
            <translation>
                <numerusform>%n versiegeltes Objekt konnte noch nicht gelöscht werden; es öffnet sich niemandem.</numerusform>
                <numerusform>%n versiegelte Objekte konnten noch nicht gelöscht werden; sie öffnen sich niemandem.</numerusform>
            </translation>
        </message>
        <message>
            <source>All its objects are deleted.</source>
            <translation>Alle ihre Objekte sind gelöscht.</translation>
        </message>
        <message>
            <source>Saved the receipt as {name}.</source>
            <translation>Beleg als {name} gespeichert.</translation>
        </message>
        <message>
            <source>Your consent</source>
            <translation>Ihre Einwilligung</translation>
        </message>
        <message>
            <source>The broker's acceptance</source>
            <translation>Die Annahme des Brokers</translation>
        </message>
        <message>
            <source>The end of this submission</source>
            <translation>Das Ende dieser Einreichung</translation>
        </message>
        <message>
            <source>Save a copy…</source>
            <translation>Kopie speichern …</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Submission</source>
            <translation>Einreichung</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Angenommen</translation>
        </message>
        <message>
            <source>Manifest</source>
            <translation>Manifest</translation>
        </message>
        <message>
            <source>Entry of the log</source>
            <translation>Eintrag im Protokoll</translation>
        </message>
        <message>
            <source>The acceptance that is kept here was altered.</source>
            <translation>Die Annahme, die hier liegt, wurde verändert.</translation>
        </message>
        <message>
            <source>Nobody opens it any more. Whoever has it open now loses it by {until}.</source>
            <translation>Niemand öffnet sie mehr. Wer sie jetzt offen hat, verliert sie bis {until}.</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Beendet</translation>
        </message>
        <message>
            <source>Submissions</source>
            <translation>Einreichungen</translation>
        </message>
        <message>
            <source>Something in Candor failed.</source>
            <translation>In Candor ist etwas fehlgeschlagen.</translation>
        </message>
        <message>
            <source>Read the submissions</source>
            <translation>Einreichungen lesen</translation>
        </message>
        <message>
            <source>Withdraw submissions</source>
            <translation>Einreichungen widerrufen</translation>
        </message>
        <message>
            <source>Unlock the vault</source>
            <translation>Tresor öffnen</translation>
        </message>
        <message>
            <source>Read the tasks</source>
            <translation>Aufgaben lesen</translation>
        </message>
        <message>
            <source>nobody may read it under this campaign</source>
            <translation>niemand darf es unter dieser Kampagne lesen</translation>
        </message>
        <message>
            <source>Each stream is sealed under a key of its own before it leaves.</source>
            <translation>Jeder Teil wird unter einem eigenen Schlüssel versiegelt, bevor er hinausgeht.</translation>
        </message>
        <message>
            <source>What must hold</source>
            <translation>Was gelten muss</translation>
        </message>
        <message>
            <source>Read the proof</source>
            <translation>Nachweis lesen</translation>
        </message>
        <message numerus="yes">
            <source>Of your review leave %n correction(s) and how you say it ended. What you wrote in it stays here.</source>
            <translation>
                <numerusform>Von Ihrer Durchsicht gehen %n Korrektur und Ihr Urteil über das Ende hinaus. Was Sie darin schrieben, bleibt hier.</numerusform>
                <numerusform>Von Ihrer Durchsicht gehen %n Korrekturen und Ihr Urteil über das Ende hinaus. Was Sie darin schrieben, bleibt hier.</numerusform>
            </translation>
        </message>
        <message>
            <source>Receipt</source>
            <translation>Beleg</translation>
        </message>
        <message>
            <source>How much was sent</source>
            <translation>Wie viel gesendet wurde</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Save the acceptance…</source>
            <translation>Annahme speichern …</translation>
        </message>
        <message>
            <source>Delete the original</source>
            <translation>Original löschen</translation>
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n Ereignis</numerusform>
                <numerusform>%n Ereignisse</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n frame(s)</source>
            <translation>
                <numerusform>%n Bild</numerusform>
                <numerusform>%n Bilder</numerusform>
            </translation>
        </message>
        <message>
            <source>What stays here</source>
            <translation>Was hier bleibt</translation>
        </message>
        <message>
            <source>The session itself, unredacted.</source>
            <translation>Die Sitzung selbst, ungeschwärzt.</translation>
        </message>
        <message>
            <source>Afterwards</source>
            <translation>Danach</translation>
        </message>
        <message>
            <source>You see each opening under Submitted: who, when, and what for.</source>
            <translation>Unter „Eingereicht“ sehen Sie jede Öffnung: wer, wann und wofür.</translation>
        </message>
        <message>
            <source>You can withdraw it there at any time; then nobody opens it.</source>
            <translation>Dort können Sie jederzeit widerrufen; dann öffnet sie niemand.</translation>
        </message>
        <message>
            <source>Show the receipt</source>
            <translation>Beleg zeigen</translation>
        </message>
        <message>
            <source>Sent. The broker reads it back.</source>
            <translation>Gesendet. Der Broker liest es zurück.</translation>
        </message>
        <message>
            <source>The broker read everything back, wrote it into its log and signed that it has it. Kept until {until} at most.</source>
            <translation>Der Broker hat alles zurückgelesen, es in sein Protokoll geschrieben und unterschrieben, dass er es hat. Aufbewahrt höchstens bis {until}.</translation>
        </message>
        <message>
            <source>The unredacted original is still on this machine</source>
            <translation>Das ungeschwärzte Original ist noch auf diesem Rechner</translation>
        </message>
        <message>
            <source>It is no longer needed. Deleted, its key is overwritten and the file removed: nobody can open it any more, you included. The redacted copy stays here. Copies of it are dead too, but for backups that hold the folder epochs.</source>
            <translation>Es wird nicht mehr gebraucht. Beim Löschen wird sein Schlüssel überschrieben und die Datei entfernt: Niemand kann es mehr öffnen, auch Sie nicht. Die geschwärzte Kopie bleibt hier. Auch Kopien davon sind damit tot, außer in Sicherungen, die den Ordner epochs enthalten.</translation>
        </message>
        <message>
            <source>What leaves</source>
            <translation>Was hinausgeht</translation>
        </message>
        <message numerus="yes">
            <source>Kept until {date} at most, %n day(s).</source>
            <translation>
                <numerusform>Aufbewahrt höchstens bis {date}, %n Tag.</numerusform>
                <numerusform>Aufbewahrt höchstens bis {date}, %n Tage.</numerusform>
            </translation>
        </message>
        <message>
            <source>Under your consent of {when}</source>
            <translation>Unter Ihrer Einwilligung vom {when}</translation>
        </message>
        <message>
            <source>Submission {name}</source>
            <translation>Einreichung {name}</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <source>{done} of {all}</source>
            <translation>{done} von {all}</translation>
        </message>
        <message>
            <source>No acceptance came. The copy and the original are here as they were.</source>
            <translation>Es kam keine Annahme. Kopie und Original sind hier, wie sie waren.</translation>
        </message>
        <message>
            <source>Submit it once more: it goes on where it broke off, and is never made twice.</source>
            <translation>Reichen Sie noch einmal ein: Es geht weiter, wo es abbrach, und entsteht nie zweimal.</translation>
        </message>
        <message>
            <source>Submit this session?</source>
            <translation>Diese Sitzung einreichen?</translation>
        </message>
        <message>
            <source>Looking at the copy…</source>
            <translation>Die Kopie wird angesehen …</translation>
        </message>
        <message>
            <source>Look at the copy</source>
            <translation>Kopie ansehen</translation>
        </message>
        <message>
            <source>Submit a session</source>
            <translation>Sitzung einreichen</translation>
        </message>
        <message>
            <source>The original stays here, sealed so that only you open it.</source>
            <translation>Das Original bleibt hier, versiegelt, sodass nur Sie es öffnen.</translation>
        </message>
        <message>
            <source>Asking who would read it…</source>
            <translation>Es wird gefragt, wer sie lesen würde …</translation>
        </message>
        <message>
            <source>Ask who would read it</source>
            <translation>Fragen, wer sie lesen würde</translation>
        </message>
        <message>
            <source>Nothing leaves.</source>
            <translation>Nichts geht hinaus.</translation>
        </message>
        <message>
            <source>Look whether it was accepted</source>
            <translation>Nachsehen, ob sie angenommen wurde</translation>
        </message>
        <message>
            <source>Not submitted. The copy and the original are here as they were.</source>
            <translation>Nicht eingereicht. Kopie und Original sind hier, wie sie waren.</translation>
        </message>
        <message>
            <source>&amp;Not now</source>
            <translation>&amp;Nicht jetzt</translation>
        </message>
        <message>
            <source>&amp;Submit</source>
            <translation>&amp;Einreichen</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Noch einmal</translation>
        </message>
        <message>
            <source>Submitting</source>
            <translation>Wird eingereicht</translation>
        </message>
        <message>
            <source>Save the acceptance</source>
            <translation>Annahme speichern</translation>
        </message>
        <message>
            <source>A session without a task</source>
            <translation>Eine Sitzung ohne Aufgabe</translation>
        </message>
        <message>
            <source>This copy stays here, for the reasons below.</source>
            <translation>Diese Kopie bleibt hier, aus den Gründen unten.</translation>
        </message>
        <message>
            <source>The original is deleted for good.</source>
            <translation>Das Original ist endgültig gelöscht.</translation>
        </message>
        <message>
            <source>Under {title}, version {version}</source>
            <translation>Unter {title}, Fassung {version}</translation>
        </message>
        <message>
            <source>The original is still here: {why}</source>
            <translation>Das Original ist noch hier: {why}</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Aufgabe</translation>
        </message>
        <message>
            <source>Openings</source>
            <translation>Öffnungen</translation>
        </message>
        <message>
            <source>Days left</source>
            <translation>Frist</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Your submissions</source>
            <translation>Ihre Einreichungen</translation>
        </message>
        <message>
            <source>Columns of the list</source>
            <translation>Spalten der Liste</translation>
        </message>
        <message>
            <source>{title}, version {version}</source>
            <translation>{title}, Fassung {version}</translation>
        </message>
        <message numerus="yes">
            <source>Withdraw %n submission(s) for good?</source>
            <translation>
                <numerusform>%n Einreichung endgültig widerrufen?</numerusform>
                <numerusform>%n Einreichungen endgültig widerrufen?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Whoever has it open now can read on for %n hour(s) at most.</source>
            <translation>
                <numerusform>Wer sie jetzt offen hat, kann höchstens noch %n Stunde lesen.</numerusform>
                <numerusform>Wer sie jetzt offen hat, kann höchstens noch %n Stunden lesen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Exports stay. {names} opened it in order to export, and has to make it anew.</source>
            <translation>Ausgaben bleiben. {names} hat sie zum Ausgeben geöffnet und muss die Ausgabe neu machen.</translation>
        </message>
        <message>
            <source>The signed receipt is kept, and can be saved under Submitted.</source>
            <translation>Der unterschriebene Beleg bleibt hier und lässt sich unter „Eingereicht“ speichern.</translation>
        </message>
        <message>
            <source>The list says what has ended so far. What has not can be withdrawn again.</source>
            <translation>Die Liste sagt, was schon beendet ist. Der Rest lässt sich noch einmal widerrufen.</translation>
        </message>
        <message>
            <source>&amp;Keep</source>
            <translation>&amp;Behalten</translation>
        </message>
        <message>
            <source>&amp;Withdraw</source>
            <translation>&amp;Widerrufen</translation>
        </message>
        <message>
            <source>Asking the broker…</source>
            <translation>Der Broker wird gefragt …</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>und %n weitere</numerusform>
                <numerusform>und %n weitere</numerusform>
            </translation>
        </message>
        <message>
            <source>Models that were trained with it stay trained.</source>
            <translation>Modelle, die damit trainiert wurden, bleiben trainiert.</translation>
        </message>
        <message>
            <source>Pictures that somebody took of a screen.</source>
            <translation>Bilder, die jemand von einem Bildschirm machte.</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>Widerrufen</translation>
        </message>
        <message>
            <source>{names} may hold an export of it, which is to be made anew.</source>
            <translation>{names} hat vielleicht eine Ausgabe davon, die neu zu machen ist.</translation>
        </message>
        <message>
            <source>What ends</source>
            <translation>Was endet</translation>
        </message>
        <message>
            <source>Nobody can open it any more, from the moment the broker answers.</source>
            <translation>Niemand kann sie mehr öffnen, sobald der Broker antwortet.</translation>
        </message>
        <message>
            <source>Its key is destroyed, so that old copies of the store are closed as well.</source>
            <translation>Ihr Schlüssel wird zerstört, sodass auch alte Kopien des Speichers geschlossen sind.</translation>
        </message>
        <message>
            <source>What annotators said about it ends with it.</source>
            <translation>Was Annotierende dazu sagten, endet mit ihr.</translation>
        </message>
        <message>
            <source>Later exports leave it out, and say so.</source>
            <translation>Spätere Ausgaben lassen sie weg und sagen es.</translation>
        </message>
        <message>
            <source>What is not reached</source>
            <translation>Was nicht erreicht wird</translation>
        </message>
        <message>
            <source>Your redacted copy stays on this machine.</source>
            <translation>Ihre geschwärzte Kopie bleibt auf diesem Rechner.</translation>
        </message>
        <message>
            <source>Exports that were made of it; who made some is not known now.</source>
            <translation>Ausgaben, die daraus gemacht wurden; wer welche machte, ist jetzt nicht bekannt.</translation>
        </message>
        <message>
            <source>Nobody has opened it in order to export it.</source>
            <translation>Niemand hat sie zum Ausgeben geöffnet.</translation>
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
            <source>adjudicator</source>
            <translation>Schiedsstelle</translation>
        </message>
        <message>
            <source>engineer</source>
            <translation>Entwicklung</translation>
        </message>
        <message>
            <source>steward</source>
            <translation>Verwaltung</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n Tag</numerusform>
                <numerusform>%n Tage</numerusform>
            </translation>
        </message>
        <message>
            <source>Given for these terms in this version, and it holds.</source>
            <translation>Für diese Bedingungen in dieser Fassung gegeben, und sie gilt.</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Nachweis</translation>
        </message>
        <message>
            <source>Signed, and every check passed.</source>
            <translation>Unterschrieben, und jede Prüfung ist bestanden.</translation>
        </message>
        <message>
            <source>Detectors</source>
            <translation>Detektoren</translation>
        </message>
        <message>
            <source>All that are required have run.</source>
            <translation>Alle nötigen sind gelaufen.</translation>
        </message>
        <message>
            <source>Nothing unresolved</source>
            <translation>Nichts offen</translation>
        </message>
        <message>
            <source>No check found something that is still there.</source>
            <translation>Keine Prüfung fand etwas, das noch da ist.</translation>
        </message>
        <message>
            <source>The copy itself</source>
            <translation>Die Kopie selbst</translation>
        </message>
        <message>
            <source>Whole, and the one that the proof is about.</source>
            <translation>Ganz, und die, von der der Nachweis spricht.</translation>
        </message>
        <message>
            <source>Not looked at, because of the above.</source>
            <translation>Nicht angesehen, wegen des Vorigen.</translation>
        </message>
        <message>
            <source>It did not pass. Read the proof to see what was found.</source>
            <translation>Nicht bestanden. Lesen Sie im Nachweis, was gefunden wurde.</translation>
        </message>
        <message>
            <source>{when}, for {purpose}
{streams}</source>
            <translation>{when}, für {purpose}
{streams}</translation>
        </message>
        <message>
            <source>Open until {until} at most</source>
            <translation>Offen höchstens bis {until}</translation>
        </message>
        <message>
            <source>Not accepted</source>
            <translation>Nicht angenommen</translation>
        </message>
        <message>
            <source>The broker was not heard to accept it. Submit the copy once more.</source>
            <translation>Der Broker hat sie nicht hörbar angenommen. Reichen Sie die Kopie noch einmal ein.</translation>
        </message>
        <message>
            <source>Sealed at the broker.</source>
            <translation>Versiegelt beim Broker.</translation>
        </message>
        <message>
            <source>Reported</source>
            <translation>Gemeldet</translation>
        </message>
        <message>
            <source>Somebody reported a privacy problem. It is closed to everybody.</source>
            <translation>Jemand meldete ein Problem mit der Privatsphäre. Sie ist für alle geschlossen.</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Abgelaufen</translation>
        </message>
        <message>
            <source>Its time was over. It opens for nobody.</source>
            <translation>Ihre Zeit war um. Sie öffnet sich niemandem.</translation>
        </message>
        <message>
            <source>You withdrew it. It opens for nobody.</source>
            <translation>Sie haben sie widerrufen. Sie öffnet sich niemandem.</translation>
        </message>
        <message>
            <source>Not settled: {checks}.</source>
            <translation>Nicht erledigt: {checks}.</translation>
        </message>
    </context>
</TS>
