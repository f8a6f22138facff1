<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message numerus="yes">
            <source>%n job(s)</source>
            <translation>
                <numerusform>%n job</numerusform>
                <numerusform>%n jobs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n program(s) for passwords and authorisation.</source>
            <translation>
                <numerusform>%n program for passwords and authorisation.</numerusform>
                <numerusform>%n programs for passwords and authorisation.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n person(s) answer for each session.</source>
            <translation>
                <numerusform>One person answers for each session.</numerusform>
                <numerusform>%n people answer for each session.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Sessions are kept for %n day(s) at most.</source>
            <translation>
                <numerusform>Sessions are kept for %n day at most.</numerusform>
                <numerusform>Sessions are kept for %n days at most.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Your consent ends by itself after %n day(s).</source>
            <translation>
                <numerusform>Your consent ends by itself after %n day.</numerusform>
                <numerusform>Your consent ends by itself after %n days.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At least %n character(s).</source>
            <translation>
                <numerusform>At least %n character.</numerusform>
                <numerusform>At least %n characters.</numerusform>
            </translation>
        </message>
    </context>
</TS>
