<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message numerus="yes">
            <source>%n session(s), {size}</source>
            <translation>
                <numerusform>%n session, {size}</numerusform>
                <numerusform>%n sessions, {size}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sealed copy(ies) were saved to {folder}.</source>
            <translation>
                <numerusform>%n sealed copy was saved to {folder}.</numerusform>
                <numerusform>%n sealed copies were saved to {folder}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n recording(s) broke off. What was written until then is here.</source>
            <translation>
                <numerusform>%n recording broke off. What was written until then is here.</numerusform>
                <numerusform>%n recordings broke off. What was written until then is here.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n session(s), {size} on this machine</source>
            <translation>
                <numerusform>%n session, {size} on this machine</numerusform>
                <numerusform>%n sessions, {size} on this machine</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>delete %n session(s)</source>
            <translation>
                <numerusform>delete %n session</numerusform>
                <numerusform>delete %n sessions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Deleted %n session(s). You can undo this until you close Candor.</source>
            <translation>
                <numerusform>Deleted %n session. You can undo this until you close Candor.</numerusform>
                <numerusform>Deleted %n sessions. You can undo this until you close Candor.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n session(s) that you had deleted were shredded.</source>
            <translation>
                <numerusform>%n session that you had deleted was shredded.</numerusform>
                <numerusform>%n sessions that you had deleted were shredded.</numerusform>
            </translation>
        </message>
    </context>
</TS>
