<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl" sourcelanguage="en">
<context>
    <name>AppBar</name>
    <message>
        <source>All changes saved</source>
        <translation>Wszystko zapisane</translation>
    </message>
    <message>
        <source>Not saved: what to do</source>
        <translation>Nie zapisano: co zrobić</translation>
    </message>
    <message>
        <source>&amp;All cases</source>
        <translation>Wszystkie s&amp;prawy</translation>
    </message>
    <message>
        <source>All cases</source>
        <translation>Wszystkie sprawy</translation>
    </message>
    <message>
        <source>Name this case</source>
        <translation>Nazwij tę sprawę</translation>
    </message>
    <message>
        <source>Name of this case</source>
        <translation>Nazwa tej sprawy</translation>
    </message>
    <message>
        <source>Undo the last change</source>
        <translation>Cofnij ostatnią zmianę</translation>
    </message>
    <message>
        <source>Undo the last change (Ctrl+Z)</source>
        <translation>Cofnij ostatnią zmianę (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo the change</source>
        <translation>Przywróć zmianę</translation>
    </message>
    <message>
        <source>Redo the change (Ctrl+Y)</source>
        <translation>Przywróć zmianę (Ctrl+Y)</translation>
    </message>
    <message>
        <source>&amp;Menu</source>
        <translation>&amp;Menu</translation>
    </message>
</context>
<context>
    <name>AppMenu</name>
    <message>
        <source>Menu</source>
        <extracomment>Languages are written in themselves, so that everyone finds theirs.</extracomment>
        <translation>Menu</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Cofnij</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Przywróć</translation>
    </message>
    <message>
        <source>&amp;All cases</source>
        <translation>&amp;Wszystkie sprawy</translation>
    </message>
    <message>
        <source>&amp;Open a case file…</source>
        <translation>&amp;Otwórz plik sprawy…</translation>
    </message>
    <message>
        <source>&amp;Save this case as a file…</source>
        <translation>&amp;Zapisz tę sprawę do pliku…</translation>
    </message>
    <message>
        <source>&amp;Language / Język</source>
        <translation>&amp;Język / Language</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>Wy&amp;gląd</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Jak w &amp;systemie</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Jasny</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Ciemny</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>&amp;Rozmiar tekstu</translation>
    </message>
    <message>
        <source>Look at another &amp;day…</source>
        <translation>Pokaż na &amp;inny dzień…</translation>
    </message>
    <message>
        <source>&amp;Back to today</source>
        <translation>Wróć &amp;do dziś</translation>
    </message>
    <message>
        <source>&amp;What you were told…</source>
        <translation>Co Ci &amp;mówiono…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>&amp;Skróty klawiszowe…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Za&amp;kończ</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Your cases</source>
        <translation>Twoje sprawy</translation>
    </message>
    <message>
        <source>Search by name</source>
        <translation>Szukaj po nazwie</translation>
    </message>
    <message>
        <source>Search in your cases</source>
        <translation>Szukaj w swoich sprawach</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Otwórz</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Powiel</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Usuń</translation>
    </message>
    <message>
        <source>Save as &amp;file…</source>
        <translation>Zapisz do pli&amp;ku…</translation>
    </message>
    <message>
        <source>Open a ca&amp;se file…</source>
        <translation>Otwórz pl&amp;ik sprawy…</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Cofnij</translation>
    </message>
    <message>
        <source>“{title}” was deleted.</source>
        <translation>Usunięto „{title}”.</translation>
    </message>
    <message>
        <source>No case holds these words.</source>
        <translation>Żadna sprawa nie zawiera tych słów.</translation>
    </message>
    <message>
        <source>No cases yet. Start with “Prepare a new application”.</source>
        <translation>Nie ma jeszcze spraw. Zacznij od „Przygotuj nowy wniosek”.</translation>
    </message>
</context>
<context>
    <name>DeskModel</name>
    <message>
        <source>Case without a name</source>
        <translation>Sprawa bez nazwy</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Sprawa</translation>
    </message>
    <message>
        <source>Permit</source>
        <translation>Zezwolenie</translation>
    </message>
    <message>
        <source>Last day of legal stay</source>
        <translation>Ostatni dzień legalnego pobytu</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Zmieniona</translation>
    </message>
    <message>
        <source>Not chosen yet</source>
        <translation>Jeszcze nie wybrano</translation>
    </message>
    <message>
        <source>No fixed day</source>
        <translation>Brak ustalonego dnia</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Something went wrong in the program</source>
        <translation>W programie coś poszło nie tak</translation>
    </message>
    <message>
        <source>Error report</source>
        <translation>Opis błędu</translation>
    </message>
    <message>
        <source>&amp;Copy the report</source>
        <translation>&amp;Kopiuj opis</translation>
    </message>
    <message>
        <source>This is a mistake of the program, not yours. Every answer you had confirmed is saved. You can go on; if it happens again, close the program and start it anew. The report below helps to mend it. It holds no names, dates or answers.</source>
        <translation>To błąd programu, nie Twój. Każda potwierdzona odpowiedź jest zapisana. Możesz pracować dalej; jeśli błąd się powtórzy, zamknij program i uruchom go ponownie. Opis poniżej pomaga naprawić błąd. Nie zawiera nazwisk, dat ani odpowiedzi.</translation>
    </message>
</context>
<context>
    <name>FlagBanner</name>
    <message>
        <source>Act today:</source>
        <extracomment>Lines of text that the opened banner shows before it scrolls. The most it takes of the height of the window.</extracomment>
        <translation>Działaj dziś:</translation>
    </message>
    <message>
        <source>Please note:</source>
        <translation>Uwaga:</translation>
    </message>
    <message>
        <source>What to do today: {text}</source>
        <translation>Co zrobić dziś: {text}</translation>
    </message>
    <message>
        <source>Where help is free</source>
        <translation>Gdzie jest bezpłatna pomoc</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Co zrobić</translation>
    </message>
    <message>
        <source>What to do ({count})</source>
        <translation>Co zrobić ({count})</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Step {number} of {all}</source>
        <translation>Krok {number} z {all}</translation>
    </message>
</context>
<context>
    <name>Headline</name>
    <message>
        <source>Last day of legal stay</source>
        <translation>Ostatni dzień legalnego pobytu</translation>
    </message>
    <message>
        <source>No legal stay now</source>
        <translation>Teraz brak legalnego pobytu</translation>
    </message>
    <message>
        <source>{day}: it has passed</source>
        <translation>{day}: już minął</translation>
    </message>
    <message>
        <source>No fixed end</source>
        <translation>Bez ustalonego końca</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Jeszcze nie wiadomo</translation>
    </message>
    <message>
        <source>Tell us what stay you have</source>
        <translation>Podaj, jaki masz pobyt</translation>
    </message>
    <message>
        <source>Age of the rules</source>
        <translation>Wiek przepisów w programie</translation>
    </message>
    <message>
        <source>The rules were last checked on {day}. Look for a newer version, and compare important points with the office.</source>
        <translation>Przepisy w programie sprawdzono ostatnio {day}. Poszukaj nowszej wersji, a ważne sprawy potwierdź w urzędzie.</translation>
    </message>
    <message>
        <source>The rules were last checked on {day}. That is long ago: the law may have changed. Do not rely on this without asking the office.</source>
        <translation>Przepisy w programie sprawdzono ostatnio {day}. To dawno: prawo mogło się zmienić. Nie polegaj na tym bez zapytania w urzędzie.</translation>
    </message>
    <message>
        <source>(check first whether this is still right)</source>
        <translation>(najpierw sprawdź, czy to wciąż aktualne)</translation>
    </message>
</context>
<context>
    <name>HeadlineWords</name>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <extracomment>From this many days left on the line turns amber, then red. Our advice, not law. the basis of a legal stay on a day before the rules begin the basis of the stay of somebody outside Poland the flag that no case would be opened at all: it comes before what to do for the case</extracomment>
        <translation>
            <numerusform>został %n dzień</numerusform>
            <numerusform>zostały %n dni</numerusform>
            <numerusform>zostało %n dni</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeaveGuard</name>
    <message>
        <source>Changed in another window</source>
        <translation>Zmieniono w innym oknie</translation>
    </message>
    <message>
        <source>&amp;Keep mine as a copy</source>
        <translation>&amp;Zachowaj moje jako kopię</translation>
    </message>
    <message>
        <source>&amp;Load the other answers</source>
        <translation>&amp;Wczytaj tamte odpowiedzi</translation>
    </message>
    <message>
        <source>Your last answers are not saved yet. If you leave now, they are gone.</source>
        <translation>Ostatnie odpowiedzi nie są jeszcze zapisane. Jeśli teraz wyjdziesz, przepadną.</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>Wyjść bez zapisania?</translation>
    </message>
    <message>
        <source>&amp;Save as a file…</source>
        <translation>Zapisz jako &amp;plik…</translation>
    </message>
    <message>
        <source>S&amp;tay here</source>
        <translation>&amp;Zostań tutaj</translation>
    </message>
    <message>
        <source>Leave &amp;without saving</source>
        <translation>&amp;Wyjdź bez zapisania</translation>
    </message>
    <message>
        <source>On the page “{page}” a field holds text that could not be read, so it is not part of your answers. All other answers are saved.</source>
        <translation>Na stronie „{page}” w jednym polu jest tekst, którego nie udało się odczytać, więc nie należy on do Twoich odpowiedzi. Wszystkie inne odpowiedzi są zapisane.</translation>
    </message>
    <message>
        <source>One field is not finished</source>
        <translation>Jedno pole nie jest skończone</translation>
    </message>
    <message>
        <source>&amp;Go to that page</source>
        <translation>&amp;Przejdź na tę stronę</translation>
    </message>
    <message>
        <source>Leave &amp;without it</source>
        <translation>&amp;Wyjdź bez tego</translation>
    </message>
</context>
<context>
    <name>LegalStayCard</name>
    <message>
        <source>&amp;Why?</source>
        <translation>Dlacze&amp;go?</translation>
    </message>
    <message>
        <source>Why is this the last day of legal stay?</source>
        <translation>Dlaczego to jest ostatni dzień legalnego pobytu?</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Your choice works now but could not be stored: the settings file cannot be written.</source>
        <extracomment>Width of the window, in letters, below which things are rearranged for large text. height in pixels left for the title bar that the desktop puts above the window the view of the open case, if one is open</extracomment>
        <translation>Twój wybór działa teraz, ale nie udało się go zachować: nie można zapisać pliku ustawień.</translation>
    </message>
    <message>
        <source>Nothing you typed is lost: use Menu, “Save this case as a file”, to keep it elsewhere.</source>
        <translation>Nic z tego, co wpisano, nie przepadło: wybierz Menu, „Zapisz tę sprawę do pliku”, aby zachować to gdzie indziej.</translation>
    </message>
</context>
<context>
    <name>ProblemBar</name>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>Last day of legal stay</source>
        <translation>Ostatni dzień legalnego pobytu</translation>
    </message>
    <message>
        <source>Another way of counting gives {day}. We use the earlier day, because it is the safe one.</source>
        <translation>Inny sposób liczenia daje {day}. Przyjmujemy wcześniejszy dzień, bo jest bezpieczny.</translation>
    </message>
    <message>
        <source>Another reading</source>
        <translation>Inne odczytanie przepisu</translation>
    </message>
    <message>
        <source>checked on {day}</source>
        <translation>sprawdzono {day}</translation>
    </message>
    <message>
        <source>not settled: check with the office</source>
        <translation>nierozstrzygnięte: sprawdź w urzędzie</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Wyjaśnienie</translation>
    </message>
    <message>
        <source>How it was counted</source>
        <translation>Jak to policzono</translation>
    </message>
    <message>
        <source>Law and sources</source>
        <translation>Przepisy i źródła</translation>
    </message>
</context>
<context>
    <name>StartScreen</name>
    <message>
        <source>What would you like to do?</source>
        <translation>Co chcesz zrobić?</translation>
    </message>
    <message>
        <source>Everything stays on this computer. You will see whether and when you may apply, until when your stay is legal, and what you need.</source>
        <translation>Wszystko zostaje na tym komputerze. Zobaczysz, czy i kiedy możesz złożyć wniosek, do kiedy Twój pobyt jest legalny i czego potrzebujesz.</translation>
    </message>
    <message>
        <source>Prepare a new application</source>
        <translation>Przygotuj nowy wniosek</translation>
    </message>
    <message>
        <source>Answer short questions. At the end you get a plan to print.</source>
        <translation>Odpowiedz na krótkie pytania. Na końcu dostaniesz plan do wydruku.</translation>
    </message>
    <message>
        <source>Open a case</source>
        <translation>Otwórz sprawę</translation>
    </message>
    <message>
        <source>Go on with a case from the list below, or open a case file.</source>
        <translation>Wróć do sprawy z listy poniżej albo otwórz plik sprawy.</translation>
    </message>
    <message>
        <source>I already applied, or got a letter</source>
        <translation>Wniosek już złożony albo przyszło pismo</translation>
    </message>
    <message>
        <source>See what your application is worth today and what to do next.</source>
        <translation>Zobacz, ile wniosek jest dziś wart i co robić dalej.</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Steps</source>
        <translation>Kroki</translation>
    </message>
    <message>
        <source>done</source>
        <translation>gotowe</translation>
    </message>
    <message>
        <source>something is open</source>
        <translation>czegoś brakuje</translation>
    </message>
    <message>
        <source>not visited yet</source>
        <translation>jeszcze nie otwarto</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) open</source>
        <translation>
            <numerusform>brakuje %n odpowiedzi</numerusform>
            <numerusform>brakuje %n odpowiedzi</numerusform>
            <numerusform>brakuje %n odpowiedzi</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextDialogs</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopiuj</translation>
    </message>
    <message>
        <source>What you were told</source>
        <translation>Co Ci mówiono</translation>
    </message>
    <message>
        <source>What you were told, and what is true now</source>
        <translation>Co Ci mówiono i co jest prawdą teraz</translation>
    </message>
    <message>
        <source>The law changed. Friends, old pages and even offices may still repeat the old rules.</source>
        <translation>Prawo się zmieniło. Znajomi, stare strony, a nawet urzędy mogą wciąż powtarzać dawne zasady.</translation>
    </message>
    <message>
        <source>This may concern you</source>
        <translation>To może dotyczyć Ciebie</translation>
    </message>
    <message>
        <source>Told: {text}</source>
        <translation>Mówiono: {text}</translation>
    </message>
    <message>
        <source>Now: {text}</source>
        <translation>Teraz: {text}</translation>
    </message>
    <message>
        <source>Since {day}</source>
        <translation>Od {day}</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Skróty klawiszowe</translation>
    </message>
</context>
<context>
    <name>WindowDialogs</name>
    <message>
        <source>Next step</source>
        <translation>Następny krok</translation>
    </message>
    <message>
        <source>Step before</source>
        <translation>Poprzedni krok</translation>
    </message>
    <message>
        <source>To the list of steps</source>
        <translation>Do listy kroków</translation>
    </message>
    <message>
        <source>Next person of the family</source>
        <translation>Następna osoba z rodziny</translation>
    </message>
    <message>
        <source>Person before</source>
        <translation>Poprzednia osoba</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Cofnij</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Przywróć</translation>
    </message>
    <message>
        <source>Search in your cases</source>
        <translation>Szukaj w swoich sprawach</translation>
    </message>
    <message>
        <source>Open a case file</source>
        <translation>Otwórz plik sprawy</translation>
    </message>
    <message>
        <source>Save this case as a file</source>
        <translation>Zapisz tę sprawę do pliku</translation>
    </message>
    <message>
        <source>Look at another day</source>
        <translation>Pokaż na inny dzień</translation>
    </message>
    <message>
        <source>Back to today</source>
        <translation>Wróć do dziś</translation>
    </message>
    <message>
        <source>All cases</source>
        <translation>Wszystkie sprawy</translation>
    </message>
    <message>
        <source>From field to field</source>
        <translation>Z pola do pola</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Shift+Tab</translation>
    </message>
    <message>
        <source>This help</source>
        <translation>Ta pomoc</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Zakończ</translation>
    </message>
    <message>
        <source>Case files (*.json)</source>
        <translation>Pliki spraw (*.json)</translation>
    </message>
    <message>
        <source>Save as a case file</source>
        <translation>Zapisz do pliku sprawy</translation>
    </message>
</context>
<context>
    <name>WizardView</name>
    <message>
        <source>&amp;Back</source>
        <extracomment>what stands in place of the pages that need rules, once a day without rules was looked at</extracomment>
        <translation>&amp;Wstecz</translation>
    </message>
    <message>
        <source>To all &amp;cases</source>
        <translation>Do wszystkich &amp;spraw</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Dalej</translation>
    </message>
</context>
</TS>
