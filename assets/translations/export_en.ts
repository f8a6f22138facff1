<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message numerus="yes">
            <source>%n step(s) as {format}</source>
            <translation>
                <numerusform>%n step as {format}</numerusform>
                <numerusform>%n steps as {format}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Left out: %n step(s) that this format cannot say ({kind}).</source>
            <translation>
                <numerusform>Left out: %n step that this format cannot say ({kind}).</numerusform>
                <numerusform>Left out: %n steps that this format cannot say ({kind}).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Left out: %n session(s) without such a step ({names}).</source>
            <translation>
                <numerusform>Left out: %n session without such a step ({names}).</numerusform>
                <numerusform>Left out: %n sessions without such a step ({names}).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s)</source>
            <translation>
                <numerusform>%n step</numerusform>
                <numerusform>%n steps</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s) are as a person corrected them.</source>
            <translation>
                <numerusform>%n step is as a person corrected it.</numerusform>
                <numerusform>%n steps are as a person corrected them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Left out: %n step(s) that the expression does not choose.</source>
            <translation>
                <numerusform>Left out: %n step that the expression does not choose.</numerusform>
                <numerusform>Left out: %n steps that the expression does not choose.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Left out: %n more session(s) that cannot be opened.</source>
            <translation>
                <numerusform>Left out: %n more session that cannot be opened.</numerusform>
                <numerusform>Left out: %n more sessions that cannot be opened.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n session(s)</source>
            <translation>
                <numerusform>%n session</numerusform>
                <numerusform>%n sessions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s)</source>
            <translation>
                <numerusform>%n picture</numerusform>
                <numerusform>%n pictures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of {total} session(s)</source>
            <translation>
                <numerusform>%n of {total} sessions</numerusform>
                <numerusform>%n of {total} sessions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s) were exported to {folder}.</source>
            <translation>
                <numerusform>%n step was exported to {folder}.</numerusform>
                <numerusform>%n steps were exported to {folder}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Everything was read back: %n step(s), nothing is wrong.</source>
            <translation>
                <numerusform>Everything was read back: %n step, nothing is wrong.</numerusform>
                <numerusform>Everything was read back: %n steps, nothing is wrong.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{set}: %n session(s)</source>
            <translation>
                <numerusform>{set}: %n session</numerusform>
                <numerusform>{set}: %n sessions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{loss}: %n step(s)</source>
            <translation>
                <numerusform>{loss}: %n step</numerusform>
                <numerusform>{loss}: %n steps</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s) were not chosen.</source>
            <translation>
                <numerusform>%n step was not chosen.</numerusform>
                <numerusform>%n steps were not chosen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s) were left out: the format cannot say them.</source>
            <translation>
                <numerusform>%n step was left out: the format cannot say it.</numerusform>
                <numerusform>%n steps were left out: the format cannot say them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All %n session(s)</source>
            <translation>
                <numerusform>%n session</numerusform>
                <numerusform>All %n sessions</numerusform>
            </translation>
        </message>
    </context>
</TS>
