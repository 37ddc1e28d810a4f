<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>HeadlineWords</name>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <extracomment>From this many days left on the line turns amber, then red. Our advice, not law. the basis of a legal stay on a day before the rules begin the basis of the stay of somebody outside Poland the flag that no case would be opened at all: it comes before what to do for the case</extracomment>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message numerus="yes">
        <source>%n answer(s) open</source>
        <translation>
            <numerusform>%n answer open</numerusform>
            <numerusform>%n answers open</numerusform>
        </translation>
    </message>
</context>
</TS>
