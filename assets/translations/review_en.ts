<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message numerus="yes">
            <source>delete %n step(s)</source>
            <translation>
                <numerusform>delete %n step</numerusform>
                <numerusform>delete %n steps</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>bring %n step(s) back</source>
            <translation>
                <numerusform>bring %n step back</numerusform>
                <numerusform>bring %n steps back</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>describe %n step(s)</source>
            <translation>
                <numerusform>describe %n step</numerusform>
                <numerusform>describe %n steps</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>add %n redaction(s)</source>
            <translation>
                <numerusform>add %n redaction</numerusform>
                <numerusform>add %n redactions</numerusform>
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
            <source>decide on %n proposal(s)</source>
            <translation>
                <numerusform>decide on %n proposal</numerusform>
                <numerusform>decide on %n proposals</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>merge %n step(s)</source>
            <translation>
                <numerusform>merge %n step</numerusform>
                <numerusform>merge %n steps</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Deleted %n step(s). Ctrl+Z brings them back.</source>
            <translation>
                <numerusform>Deleted %n step. Ctrl+Z brings it back.</numerusform>
                <numerusform>Deleted %n steps. Ctrl+Z brings them back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n correction(s) no longer fit the steps and are left out.</source>
            <translation>
                <numerusform>%n correction no longer fits the steps and is left out.</numerusform>
                <numerusform>%n corrections no longer fit the steps and are left out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s) selected</source>
            <translation>
                <numerusform>%n step selected</numerusform>
                <numerusform>%n steps selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n press(es)</source>
            <translation>
                <numerusform>%n press</numerusform>
                <numerusform>%n presses</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n notch(es)</source>
            <translation>
                <numerusform>%n notch</numerusform>
                <numerusform>%n notches</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s)</source>
            <translation>
                <numerusform>%n step</numerusform>
                <numerusform>%n steps</numerusform>
            </translation>
        </message>
    </context>
</TS>
