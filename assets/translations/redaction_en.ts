<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message numerus="yes">
            <source>%n redaction(s)</source>
            <translation>
                <numerusform>%n redaction</numerusform>
                <numerusform>%n redactions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n proposal(s) are undecided; the proof will find what they mean.</source>
            <translation>
                <numerusform>%n proposal is undecided; the proof will find what it means.</numerusform>
                <numerusform>%n proposals are undecided; the proof will find what they mean.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n detector(s) looked</source>
            <translation>
                <numerusform>%n detector looked</numerusform>
                <numerusform>%n detectors looked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>remove %n redaction(s)</source>
            <translation>
                <numerusform>remove %n redaction</numerusform>
                <numerusform>remove %n redactions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>redact %n step(s)</source>
            <translation>
                <numerusform>redact %n step</numerusform>
                <numerusform>redact %n steps</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Found %n time(s)</source>
            <translation>
                <numerusform>Found %n time</numerusform>
                <numerusform>Found %n times</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Looked at %n place(s).</source>
            <translation>
                <numerusform>Looked at %n place.</numerusform>
                <numerusform>Looked at %n places.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>accept %n proposal(s)</source>
            <translation>
                <numerusform>accept %n proposal</numerusform>
                <numerusform>accept %n proposals</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>reject %n proposal(s)</source>
            <translation>
                <numerusform>reject %n proposal</numerusform>
                <numerusform>reject %n proposals</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>reopen %n proposal(s)</source>
            <translation>
                <numerusform>reopen %n proposal</numerusform>
                <numerusform>reopen %n proposals</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Found %n place(s)</source>
            <translation>
                <numerusform>Found %n place</numerusform>
                <numerusform>Found %n places</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n word(s) are looked for.</source>
            <translation>
                <numerusform>%n word is looked for.</numerusform>
                <numerusform>%n words are looked for.</numerusform>
            </translation>
        </message>
    </context>
</TS>
