<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message numerus="yes">
            <source>%n program(s) for passwords and permissions</source>
            <translation>
                <numerusform>%n program for passwords and permissions</numerusform>
                <numerusform>%n programs for passwords and permissions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Ready, with %n thing(s) to know</source>
            <translation>
                <numerusform>Ready, with one thing to know</numerusform>
                <numerusform>Ready, with %n things to know</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The recording starts in %n second(s).</source>
            <translation>
                <numerusform>The recording starts in %n second.</numerusform>
                <numerusform>The recording starts in %n seconds.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hotkey(s) do not work: {reason}</source>
            <translation>
                <numerusform>One hotkey does not work: {reason}</numerusform>
                <numerusform>%n hotkeys do not work: {reason}</numerusform>
            </translation>
        </message>
    </context>
</TS>
