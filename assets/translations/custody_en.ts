<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Candor</name>
        <message numerus="yes">
            <source>%n of them can be withdrawn.</source>
            <translation>
                <numerusform>%n of them can be withdrawn.</numerusform>
                <numerusform>%n of them can be withdrawn.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{until}, %n day(s) left</source>
            <translation>
                <numerusform>{until}, %n day left</numerusform>
                <numerusform>{until}, %n days left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n submission(s), {size}</source>
            <translation>
                <numerusform>%n submission, {size}</numerusform>
                <numerusform>%n submissions, {size}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sealed object(s) could not be deleted yet; they open for nobody.</source>
            <translation>
                <numerusform>%n sealed object could not be deleted yet; they open for nobody.</numerusform>
                <numerusform>%n sealed objects could not be deleted yet; they open for nobody.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of your review leave %n correction(s) and how you say it ended. What you wrote in it stays here.</source>
            <translation>
                <numerusform>Of your review leave %n correction and how you say it ended. What you wrote in it stays here.</numerusform>
                <numerusform>Of your review leave %n corrections and how you say it ended. What you wrote in it stays here.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n event</numerusform>
                <numerusform>%n events</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n frame(s)</source>
            <translation>
                <numerusform>%n frame</numerusform>
                <numerusform>%n frames</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Kept until {date} at most, %n day(s).</source>
            <translation>
                <numerusform>Kept until {date} at most, %n day.</numerusform>
                <numerusform>Kept until {date} at most, %n days.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Withdraw %n submission(s) for good?</source>
            <translation>
                <numerusform>Withdraw %n submission for good?</numerusform>
                <numerusform>Withdraw %n submissions for good?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Whoever has it open now can read on for %n hour(s) at most.</source>
            <translation>
                <numerusform>Whoever has it open now can read on for %n hour at most.</numerusform>
                <numerusform>Whoever has it open now can read on for %n hours at most.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
    </context>
</TS>
