<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message numerus="yes">
            <source>Version {number}, valid until {date}. %n people must sign.</source>
            <translation>
                <numerusform>Version {number}, valid until {date}. One person must sign.</numerusform>
                <numerusform>Version {number}, valid until {date}. %n people must sign.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The log is whole: %n line(s), each under its signature.</source>
            <translation>
                <numerusform>The log is whole: one line, under its signature.</numerusform>
                <numerusform>The log is whole: %n lines, each under its signature.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>And %n more.</source>
            <translation>
                <numerusform>And one more.</numerusform>
                <numerusform>And %n more.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Saved %n line(s) of the log.</source>
            <translation>
                <numerusform>Saved one line of the log.</numerusform>
                <numerusform>Saved %n lines of the log.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) could not be read or were altered.</source>
            <translation>
                <numerusform>One file could not be read or was altered.</numerusform>
                <numerusform>%n files could not be read or were altered.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n part(s) are missing or not right yet.</source>
            <translation>
                <numerusform>One part is missing or not right yet.</numerusform>
                <numerusform>%n parts are missing or not right yet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n annotator(s) answer for each session.</source>
            <translation>
                <numerusform>One annotator answers for each session.</numerusform>
                <numerusform>%n annotators answer for each session.</numerusform>
            </translation>
        </message>
    </context>
</TS>
