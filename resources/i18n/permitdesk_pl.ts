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
        <translation>Ponów zmianę</translation>
    </message>
    <message>
        <source>Redo the change (Ctrl+Y)</source>
        <translation>Ponów zmianę (Ctrl+Y)</translation>
    </message>
    <message>
        <source>Lock the cases</source>
        <translation>Zablokuj sprawy</translation>
    </message>
    <message>
        <source>Lock the cases (Ctrl+L)</source>
        <translation>Zablokuj sprawy (Ctrl+L)</translation>
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
        <translation>&amp;Ponów</translation>
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
        <source>Lo&amp;ck the cases</source>
        <translation>Zab&amp;lokuj sprawy</translation>
    </message>
    <message>
        <source>Hid&amp;e everything</source>
        <translation>&amp;Ukryj wszystko</translation>
    </message>
    <message>
        <source>Vault and &amp;privacy…</source>
        <translation>S&amp;ejf i prywatność…</translation>
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
    <name>ChangeStep</name>
    <message>
        <source>Change the passphrase</source>
        <translation>Zmiana hasła</translation>
    </message>
    <message>
        <source>The cases stay as they are, and the recovery sheet stays valid. If somebody may know the old passphrase and have a copy of your files, this is not enough: go on without a passphrase, then choose one again. That makes a new key for everything.</source>
        <translation>Sprawy zostają bez zmian, a karta odzyskiwania pozostaje ważna. Jeśli ktoś może znać stare hasło i mieć kopię Twoich plików, to nie wystarczy: przejdź na pracę bez hasła, a potem wybierz hasło od nowa. Wtedy powstanie nowy klucz do wszystkiego.</translation>
    </message>
    <message>
        <source>&amp;Change the passphrase</source>
        <translation>&amp;Zmień hasło</translation>
    </message>
    <message>
        <source>The passphrase you use now</source>
        <translation>Obecne hasło</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Your cases</source>
        <extracomment>with more cases than this the desk shows filters, more columns and more buttons so many chosen cases stay chosen when the list changes; of more only the first ones the menu of what can be done with the chosen cases, at a place on the screen another case, or none, is chosen quiet lines about the chosen case and about the desk stand here</extracomment>
        <translation>Twoje sprawy</translation>
    </message>
    <message>
        <source>Search by name</source>
        <translation>Szukaj po nazwisku lub nazwie</translation>
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
        <source>Mo&amp;re…</source>
        <translation>Więc&amp;ej…</translation>
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
        <source>Show &amp;all cases</source>
        <translation>Pokaż &amp;wszystkie sprawy</translation>
    </message>
    <message>
        <source>“{title}” was deleted.</source>
        <translation>Usunięto „{title}”.</translation>
    </message>
    <message>
        <source>Deleted cases: {n}</source>
        <translation>Usunięte sprawy: {n}</translation>
    </message>
    <message>
        <source>No case holds these words.</source>
        <translation>Żadna sprawa nie zawiera tych słów.</translation>
    </message>
    <message>
        <source>No cases yet. Start with “Prepare a new application”.</source>
        <translation>Nie ma jeszcze spraw. Zacznij od „Przygotuj nowy wniosek”.</translation>
    </message>
    <message>
        <source>Cases: {total}</source>
        <translation>Sprawy: {total}</translation>
    </message>
    <message>
        <source>Cases shown: {shown} of {total}</source>
        <translation>Widoczne sprawy: {shown} z {total}</translation>
    </message>
</context>
<context>
    <name>DeskActions</name>
    <message>
        <source>History of the case…</source>
        <extracomment>a case is to be opened; the open one is put away safely first</extracomment>
        <translation>Historia sprawy…</translation>
    </message>
    <message>
        <source>Dates of all cases…</source>
        <translation>Terminy wszystkich spraw…</translation>
    </message>
    <message>
        <source>Day sheet…</source>
        <translation>Karta dnia…</translation>
    </message>
    <message>
        <source>Deleted cases…</source>
        <translation>Usunięte sprawy…</translation>
    </message>
    <message>
        <source>Hand over in an encrypted file…</source>
        <translation>Przekaż w zaszyfrowanym pliku…</translation>
    </message>
    <message>
        <source>Take over cases from a file…</source>
        <translation>Przejmij sprawy z pliku…</translation>
    </message>
    <message>
        <source>How long to keep cases…</source>
        <translation>Jak długo przechowywać sprawy…</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>Etykiety…</translation>
    </message>
    <message>
        <source>Link with another case…</source>
        <translation>Powiąż z inną sprawą…</translation>
    </message>
    <message>
        <source>Keep until…</source>
        <translation>Przechowuj do…</translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation>Zamknij sprawę</translation>
    </message>
    <message>
        <source>Reopen the case</source>
        <translation>Otwórz sprawę ponownie</translation>
    </message>
    <message>
        <source>Files for the chosen cases…</source>
        <translation>Pliki dla wybranych spraw…</translation>
    </message>
</context>
<context>
    <name>DeskModel</name>
    <message>
        <source>Case without a name</source>
        <extracomment>stands before what is late, so that it is not told by colour or order alone</extracomment>
        <translation>Sprawa bez nazwy</translation>
    </message>
    <message>
        <source>Case</source>
        <extracomment>the words are in another language now</extracomment>
        <translation>Sprawa</translation>
    </message>
    <message>
        <source>Permit</source>
        <translation>Zezwolenie</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Etap</translation>
    </message>
    <message>
        <source>Next date</source>
        <translation>Najbliższy termin</translation>
    </message>
    <message>
        <source>Last day of legal stay</source>
        <translation>Ostatni dzień legalnego pobytu</translation>
    </message>
    <message>
        <source>Advisor</source>
        <translation>Doradca</translation>
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
    <name>GateView</name>
    <message>
        <source>Your cases are open somewhere else</source>
        <extracomment>another screen stands here what stands here now; None while the cases are open</extracomment>
        <translation>Twoje sprawy są otwarte gdzie indziej</translation>
    </message>
    <message>
        <source>Your cases cannot be opened now</source>
        <translation>Twoich spraw nie można teraz otworzyć</translation>
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
    <name>HiddenPage</name>
    <message>
        <source>PermitDesk is hidden. F9 shows it again.</source>
        <translation>PermitDesk jest ukryty. Klawisz F9 pokaże go z powrotem.</translation>
    </message>
</context>
<context>
    <name>KeyStep</name>
    <message>
        <source>New recovery key</source>
        <translation>Nowy klucz odzyskiwania</translation>
    </message>
    <message>
        <source>A new key is made and shown once, to be saved as a sheet or written down. An older recovery sheet then no longer opens your cases here: shred it.</source>
        <translation>Powstanie nowy klucz. Zobaczysz go raz, aby zapisać go jako kartę albo przepisać. Starsza karta odzyskiwania nie otworzy już Twoich spraw na tym komputerze: zniszcz ją w niszczarce.</translation>
    </message>
    <message>
        <source>&amp;Make a new recovery key</source>
        <translation>&amp;Utwórz nowy klucz odzyskiwania</translation>
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
    <name>LeavingBar</name>
    <message>
        <source>A safety copy of your cases is being made before PermitDesk closes…</source>
        <extracomment>milliseconds before anything is said</extracomment>
        <translation>Przed zamknięciem PermitDesk tworzy kopię zapasową Twoich spraw…</translation>
    </message>
    <message>
        <source>&amp;Close without it</source>
        <translation>Zamknij &amp;bez kopii</translation>
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
        <extracomment>Width of the window, in letters, below which things are rearranged for large text. height in pixels left for the title bar that the desktop puts above the window what stands between the window and the vault; None where there is none</extracomment>
        <translation>Twój wybór działa teraz, ale nie udało się go zachować: nie można zapisać pliku ustawień.</translation>
    </message>
    <message>
        <source>Nothing you typed is lost: use Menu, “Save this case as a file”, to keep it elsewhere.</source>
        <translation>Nic z tego, co wpisano, nie przepadło: wybierz Menu, „Zapisz tę sprawę do pliku”, aby zachować to gdzie indziej.</translation>
    </message>
</context>
<context>
    <name>NewPassphrase</name>
    <message>
        <source>The two fields differ.</source>
        <translation>Oba pola się różnią.</translation>
    </message>
    <message>
        <source>The second field is not complete yet.</source>
        <translation>Drugie pole nie jest jeszcze pełne.</translation>
    </message>
    <message>
        <source>Still too short: it needs at least {n} characters.</source>
        <translation>Jeszcze za krótkie: minimalna liczba znaków to {n}.</translation>
    </message>
    <message>
        <source>Easy to guess. One or two more words make it much safer.</source>
        <translation>Łatwe do odgadnięcia. Jedno lub dwa słowa więcej znacznie je wzmocnią.</translation>
    </message>
    <message>
        <source>Good enough for most. One more word makes it strong.</source>
        <translation>Dla większości wystarczy. Jeszcze jedno słowo i będzie mocne.</translation>
    </message>
    <message>
        <source>Strong.</source>
        <translation>Mocne.</translation>
    </message>
    <message>
        <source>It is a single word.</source>
        <translation>To tylko jedno słowo.</translation>
    </message>
    <message>
        <source>It has no letters.</source>
        <translation>Nie ma w nim liter.</translation>
    </message>
    <message>
        <source>It repeats itself.</source>
        <translation>Coś się w nim powtarza.</translation>
    </message>
    <message>
        <source>Its letters follow each other on the keyboard or in the alphabet.</source>
        <translation>Znaki idą po kolei, jak na klawiaturze albo w alfabecie.</translation>
    </message>
    <message>
        <source>It holds a date or a year; those are tried first.</source>
        <translation>Jest w nim data albo rok, a od nich zaczyna się zgadywanie.</translation>
    </message>
    <message>
        <source>A space at its beginning or end counts too.</source>
        <translation>Spacja na początku lub na końcu też się liczy.</translation>
    </message>
    <message>
        <source>Several words that only you put together are easy to remember and hard to guess. Letters of any alphabet, spaces and signs are fine.</source>
        <translation>Kilka słów, które zestawisz po swojemu, łatwo zapamiętać, a trudno odgadnąć. Możesz użyć liter każdego alfabetu, spacji i innych znaków.</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Nowe hasło</translation>
    </message>
    <message>
        <source>The same passphrase again</source>
        <translation>To samo hasło jeszcze raz</translation>
    </message>
</context>
<context>
    <name>NewPassphraseScreen</name>
    <message>
        <source>Choose a new passphrase</source>
        <translation>Wybierz nowe hasło</translation>
    </message>
    <message>
        <source>The recovery key fits, and your cases are all there. Choose a new passphrase; the old one then no longer opens them on this computer. The recovery sheet stays valid.</source>
        <translation>Klucz odzyskiwania pasuje, wszystkie Twoje sprawy są na miejscu. Wybierz nowe hasło; stare nie otworzy ich już na tym komputerze. Karta odzyskiwania pozostaje ważna.</translation>
    </message>
    <message>
        <source>&amp;Go on to my cases</source>
        <translation>&amp;Przejdź do moich spraw</translation>
    </message>
</context>
<context>
    <name>ObstacleScreen</name>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Spróbuj ponownie</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Zakończ</translation>
    </message>
    <message>
        <source>&amp;Set these files aside and begin anew</source>
        <translation>&amp;Odłóż te pliki na bok i zacznij od nowa</translation>
    </message>
    <message>
        <source>&amp;Work without saving here…</source>
        <translation>&amp;Pracuj bez zapisywania tutaj…</translation>
    </message>
    <message>
        <source>You can prepare a case all the same. It is not stored on this computer; save it as a file before you leave it.</source>
        <translation>Mimo to możesz przygotować sprawę. Nie zapisze się ona na tym komputerze; zapisz ją do pliku, zanim ją opuścisz.</translation>
    </message>
</context>
<context>
    <name>OpenStep</name>
    <message>
        <source>Work without a passphrase?</source>
        <translation>Praca bez hasła?</translation>
    </message>
    <message>
        <source>Whoever uses this computer account, takes its disk or copies its files can then see every case: names, passport numbers, family, travel. The cases cannot be locked any more. You can choose a passphrase again at any time.</source>
        <translation>Każdy, kto korzysta z tego konta na komputerze, zabierze jego dysk albo skopiuje pliki, może wtedy zobaczyć każdą sprawę: nazwiska, numery paszportów, rodzinę, podróże. Spraw nie da się już zablokować. Hasło możesz w każdej chwili wybrać ponownie.</translation>
    </message>
    <message>
        <source>&amp;Go on without a passphrase</source>
        <translation>&amp;Kontynuuj bez hasła</translation>
    </message>
    <message>
        <source>I understand what this means</source>
        <translation>Rozumiem, co to oznacza</translation>
    </message>
    <message>
        <source>The passphrase you use now</source>
        <translation>Obecne hasło</translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Hide</source>
        <extracomment>more letters than anybody types</extracomment>
        <translation>Ukryj</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Pokaż</translation>
    </message>
    <message>
        <source>Hide the passphrase</source>
        <translation>Ukryj hasło</translation>
    </message>
    <message>
        <source>Show the passphrase</source>
        <translation>Pokaż hasło</translation>
    </message>
</context>
<context>
    <name>PrivacyDialog</name>
    <message>
        <source>Vault and privacy</source>
        <translation>Sejf i prywatność</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Wstecz</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>That is not the passphrase you use now. Nothing was changed.</source>
        <translation>To nie jest obecne hasło. Nic nie zostało zmienione.</translation>
    </message>
    <message>
        <source>The new passphrase is valid from now on. The old one no longer opens your cases here.</source>
        <translation>Od teraz obowiązuje nowe hasło. Stare nie otwiera już tutaj Twoich spraw.</translation>
    </message>
    <message>
        <source>Your cases are encrypted with your passphrase now.</source>
        <translation>Twoje sprawy są teraz zaszyfrowane Twoim hasłem.</translation>
    </message>
    <message>
        <source>Your cases open without a passphrase on this computer from now on.</source>
        <translation>Od teraz Twoje sprawy otwierają się na tym komputerze bez hasła.</translation>
    </message>
    <message>
        <source>Keep this recovery key</source>
        <translation>Zachowaj ten klucz odzyskiwania</translation>
    </message>
</context>
<context>
    <name>PrivacyOverview</name>
    <message>
        <source>&amp;Change the passphrase…</source>
        <translation>&amp;Zmień hasło…</translation>
    </message>
    <message>
        <source>Choose a &amp;passphrase…</source>
        <translation>Wybierz &amp;hasło…</translation>
    </message>
    <message>
        <source>New &amp;recovery key…</source>
        <translation>Nowy klucz &amp;odzyskiwania…</translation>
    </message>
    <message>
        <source>&amp;No passphrase on this computer…</source>
        <translation>&amp;Bez hasła na tym komputerze…</translation>
    </message>
    <message>
        <source>Remember on this computer (system keyring)</source>
        <translation>Pamiętaj na tym komputerze (systemowy magazyn haseł)</translation>
    </message>
    <message>
        <source>Whoever is logged in to this computer account then needs no passphrase at the start.</source>
        <translation>Kto jest zalogowany na tym koncie, nie musi wtedy podawać hasła przy starcie.</translation>
    </message>
    <message>
        <source>Lock when nobody works here</source>
        <translation>Blokuj, gdy nikt nie pracuje</translation>
    </message>
    <message>
        <source>Who works here</source>
        <translation>Kto tu pracuje</translation>
    </message>
    <message>
        <source>The cases also lock when the computer sleeps or its screen is locked.</source>
        <translation>Sprawy blokują się także wtedy, gdy komputer zasypia albo jego ekran zostaje zablokowany.</translation>
    </message>
    <message>
        <source>This name is written into the history of each case you change. It stays in the vault.</source>
        <translation>To imię lub nazwisko zapisuje się w historii każdej sprawy, którą zmieniasz. Zostaje w sejfie.</translation>
    </message>
    <message>
        <source>Your cases are encrypted. The passphrase or the recovery key opens them.</source>
        <translation>Twoje sprawy są zaszyfrowane. Otwiera je hasło albo klucz odzyskiwania.</translation>
    </message>
    <message>
        <source>There is no passphrase: whoever uses this computer account can open your cases, and they cannot be locked.</source>
        <translation>Nie ma hasła: każdy, kto korzysta z tego konta na komputerze, może otworzyć Twoje sprawy, a zablokować ich nie można.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nigdy</translation>
    </message>
    <message>
        <source>After {n} minutes</source>
        <translation>Po {n} minutach</translation>
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
    <name>ProtectStep</name>
    <message>
        <source>Choose a passphrase</source>
        <translation>Wybierz hasło</translation>
    </message>
    <message>
        <source>All cases are written anew under a new key and counted, then the old file is removed. Copies of it that you made elsewhere stay as they are. Then you get a recovery key to keep on paper.</source>
        <translation>Wszystkie sprawy zostaną zapisane od nowa pod nowym kluczem i policzone, a stary plik zostanie usunięty. Jego kopie zrobione gdzie indziej zostają bez zmian. Potem otrzymasz klucz odzyskiwania do zachowania na papierze.</translation>
    </message>
    <message>
        <source>&amp;Protect my cases</source>
        <translation>&amp;Zabezpiecz moje sprawy</translation>
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
    <name>ReminderBar</name>
    <message>
        <source>Without a recovery sheet, a forgotten passphrase means that nobody can open your cases.</source>
        <translation>Bez karty odzyskiwania zapomniane hasło oznacza, że nikt nie otworzy Twoich spraw.</translation>
    </message>
    <message>
        <source>Cases read from the damaged file: {n}. Look through them before you rely on their dates.</source>
        <translation>Sprawy odczytane z uszkodzonego pliku: {n}. Przejrzyj je, zanim zaufasz podanym w nich terminom.</translation>
    </message>
    <message>
        <source>You work with a copy now. Newer cases read from the damaged file: {n}.</source>
        <translation>Pracujesz teraz na kopii zapasowej. Nowsze sprawy odczytane z uszkodzonego pliku: {n}.</translation>
    </message>
    <message>
        <source>Ma&amp;ke the sheet…</source>
        <translation>U&amp;twórz kartę…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nie teraz</translation>
    </message>
</context>
<context>
    <name>RescueScreen</name>
    <message>
        <source>What was saved last cannot be read</source>
        <translation>Nie można odczytać ostatnio zapisanych zmian</translation>
    </message>
    <message>
        <source>The file with your cases is damaged</source>
        <translation>Plik z Twoimi sprawami jest uszkodzony</translation>
    </message>
    <message>
        <source>Nothing was erased, and nothing was overwritten. PermitDesk makes copies while you work and checks each one; you can go on with one of them. The damaged file is kept aside.</source>
        <translation>Nic nie zostało usunięte ani nadpisane. Podczas pracy PermitDesk tworzy kopie zapasowe i sprawdza każdą z nich; możesz pracować dalej na jednej z nich. Uszkodzony plik zostaje odłożony na bok.</translation>
    </message>
    <message>
        <source>The disk has damaged the changes made just before PermitDesk stopped. Some of them may be missing from now on, so look through the cases you worked on last.</source>
        <translation>Dysk uszkodził zmiany zapisane tuż przed zakończeniem pracy PermitDesk. Części z nich może teraz brakować, dlatego przejrzyj sprawy, nad którymi ostatnio pracowano.</translation>
    </message>
    <message>
        <source>Cases that were changed after the chosen copy are read from the damaged file as far as that is possible. You will see how many that were.</source>
        <translation>Sprawy zmienione po utworzeniu wybranej kopii zostaną w miarę możliwości odczytane z uszkodzonego pliku. Zobaczysz, ile ich było.</translation>
    </message>
    <message>
        <source>Copies that are whole, the newest first</source>
        <translation>Sprawne kopie, od najnowszej</translation>
    </message>
    <message>
        <source>&amp;Go on with this copy</source>
        <translation>&amp;Pracuj dalej na tej kopii</translation>
    </message>
    <message>
        <source>Go on with what can still be &amp;read</source>
        <translation>Pracuj z tym, co &amp;da się odczytać</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Spróbuj ponownie</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Zakończ</translation>
    </message>
    <message>
        <source>{when}, cases: {n}</source>
        <translation>{when}, liczba spraw: {n}</translation>
    </message>
    <message>
        <source>The copies are being opened and checked…</source>
        <translation>Kopie są otwierane i sprawdzane…</translation>
    </message>
    <message>
        <source>Copies that are whole:</source>
        <translation>Sprawne kopie:</translation>
    </message>
    <message>
        <source>No whole copy was found. Cases can often be read from a damaged file: PermitDesk can take over what is still readable and keep the damaged file aside. Or quit, make a copy of the data folder, and ask for help first.</source>
        <translation>Nie znaleziono żadnej sprawnej kopii. Sprawy często da się odczytać z uszkodzonego pliku: PermitDesk może przejąć to, co jest jeszcze czytelne, a uszkodzony plik odłożyć na bok. Możesz też zakończyć program, skopiować folder danych i najpierw poprosić o pomoc.</translation>
    </message>
</context>
<context>
    <name>SetupScreen</name>
    <message>
        <source>&amp;Protect my cases</source>
        <translation>&amp;Zabezpiecz moje sprawy</translation>
    </message>
    <message>
        <source>&amp;No passphrase on this computer…</source>
        <translation>&amp;Bez hasła na tym komputerze…</translation>
    </message>
    <message>
        <source>&amp;Back: choose a passphrase</source>
        <translation>&amp;Wstecz: wybierz hasło</translation>
    </message>
    <message>
        <source>&amp;Go on without a passphrase</source>
        <translation>&amp;Kontynuuj bez hasła</translation>
    </message>
    <message>
        <source>I understand what this means</source>
        <translation>Rozumiem, co to oznacza</translation>
    </message>
    <message>
        <source>Your passphrase is written down nowhere: nobody can look it up or send you a new one. In the next step you get a recovery key to keep on paper.</source>
        <translation>Twoje hasło nie jest nigdzie zapisane: nikt go nie odczyta ani nie przyśle Ci nowego. W następnym kroku otrzymasz klucz odzyskiwania do zachowania na papierze.</translation>
    </message>
    <message>
        <source>Without a passphrase, whoever uses this computer account, takes its disk or copies its files can see every case: names, passport numbers, family, travel. PermitDesk then cannot be locked. Choose this only if nobody else can get at this computer; it is safer if its whole disk is encrypted. You can choose a passphrase later in the menu, under “Vault and privacy”.</source>
        <translation>Bez hasła każdy, kto korzysta z tego konta na komputerze, zabierze jego dysk albo skopiuje pliki, może zobaczyć każdą sprawę: nazwiska, numery paszportów, rodzinę, podróże. PermitDesk nie da się wtedy zablokować. Wybierz to tylko wtedy, gdy nikt inny nie ma dostępu do tego komputera; bezpieczniej, gdy cały jego dysk jest zaszyfrowany. Hasło możesz wybrać później w menu, w oknie „Sejf i prywatność”.</translation>
    </message>
    <message>
        <source>Your vault is being made. This takes a moment.</source>
        <translation>Powstaje Twój sejf. To chwilę potrwa.</translation>
    </message>
    <message>
        <source>PermitDesk encrypts the cases it keeps on this computer. Whoever takes the computer away cannot read them without your passphrase. PDF and case files that you save yourself are not encrypted.</source>
        <translation>PermitDesk szyfruje sprawy, które przechowuje na tym komputerze. Kto zabierze komputer, nie przeczyta ich bez Twojego hasła. Pliki PDF i pliki spraw, które zapiszesz samodzielnie, nie są zaszyfrowane.</translation>
    </message>
    <message>
        <source>Cases from the earlier PermitDesk: {n}. All are carried over, with their history. When they have been counted in the new place, the old unencrypted file is removed. Copies of it that you made elsewhere stay as they are.</source>
        <translation>Sprawy z wcześniejszego PermitDesk: {n}. Wszystkie zostaną przeniesione razem z historią. Gdy zostaną policzone w nowym miejscu, stary niezaszyfrowany plik zostanie usunięty. Jego kopie zrobione gdzie indziej zostają bez zmian.</translation>
    </message>
    <message>
        <source>Your cases from the earlier PermitDesk are carried over, with their history. When they have been counted in the new place, the old unencrypted file is removed. Copies of it that you made elsewhere stay as they are.</source>
        <translation>Twoje sprawy z wcześniejszego PermitDesk zostaną przeniesione razem z historią. Gdy zostaną policzone w nowym miejscu, stary niezaszyfrowany plik zostanie usunięty. Jego kopie zrobione gdzie indziej zostają bez zmian.</translation>
    </message>
    <message>
        <source>Work without a passphrase?</source>
        <translation>Praca bez hasła?</translation>
    </message>
    <message>
        <source>Your cases are private. Choose a passphrase</source>
        <translation>Twoje sprawy są prywatne. Wybierz hasło</translation>
    </message>
</context>
<context>
    <name>SheetPart</name>
    <message>
        <source>The sheet is saved as {name}. Print it, keep it where you keep your passport, then delete the file and empty the recycle bin.</source>
        <extracomment>writes the sheet; raises StorageError</extracomment>
        <translation>Karta jest zapisana jako {name}. Wydrukuj ją i przechowuj tam, gdzie paszport, a potem usuń plik i opróżnij kosz.</translation>
    </message>
    <message>
        <source>Save the recovery sheet</source>
        <translation>Zapisz kartę odzyskiwania</translation>
    </message>
    <message>
        <source>PDF documents (*.pdf)</source>
        <translation>Dokumenty PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Recovery key: {key}</source>
        <translation>Klucz odzyskiwania: {key}</translation>
    </message>
    <message>
        <source>Mark of this vault: {mark}. It is on the sheet too and is no secret.</source>
        <translation>Znak tego sejfu: {mark}. Jest też na karcie i nie jest tajny.</translation>
    </message>
    <message>
        <source>If you forget the passphrase, only this key opens your cases. Keep it on paper, away from this computer. Whoever has the key and the files of this computer can read every case.</source>
        <translation>Gdy zapomnisz hasła, tylko ten klucz otworzy Twoje sprawy. Przechowuj go na papierze, z dala od tego komputera. Kto ma klucz i pliki z tego komputera, może przeczytać każdą sprawę.</translation>
    </message>
    <message>
        <source>&amp;Save the sheet (PDF)…</source>
        <translation>&amp;Zapisz kartę (PDF)…</translation>
    </message>
    <message>
        <source>I have saved it or written it down</source>
        <translation>Mam klucz zapisany lub przepisany</translation>
    </message>
</context>
<context>
    <name>SheetScreen</name>
    <message>
        <source>Keep this recovery key</source>
        <translation>Zachowaj ten klucz odzyskiwania</translation>
    </message>
    <message>
        <source>Your cases are encrypted now. This key is shown once; you need it if you ever forget the passphrase.</source>
        <translation>Twoje sprawy są już zaszyfrowane. Ten klucz zobaczysz tylko raz; będzie potrzebny, jeśli kiedyś zapomnisz hasła.</translation>
    </message>
    <message>
        <source>&amp;Go on to my cases</source>
        <translation>&amp;Przejdź do moich spraw</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>Póź&amp;niej</translation>
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
    <name>Step</name>
    <message>
        <source>One moment…</source>
        <translation>Chwila…</translation>
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
    <name>UnlockScreen</name>
    <message>
        <source>Passphrase</source>
        <extracomment>longer than any recovery key the words of the last problem, without the pause</extracomment>
        <translation>Hasło</translation>
    </message>
    <message>
        <source>Remember on this computer (system keyring)</source>
        <translation>Pamiętaj na tym komputerze (systemowy magazyn haseł)</translation>
    </message>
    <message>
        <source>&amp;Open my cases</source>
        <translation>&amp;Otwórz moje sprawy</translation>
    </message>
    <message>
        <source>&amp;Forgotten passphrase?</source>
        <translation>&amp;Nie pamiętasz hasła?</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>Klucz odzyskiwania</translation>
    </message>
    <message>
        <source>It is on your recovery sheet. Small and capital letters, spaces and hyphens do not matter.</source>
        <translation>Jest na Twojej karcie odzyskiwania. Wielkość liter, spacje i łączniki nie mają znaczenia.</translation>
    </message>
    <message>
        <source>The sheet of this vault bears the mark {mark}.</source>
        <translation>Karta tego sejfu ma znak {mark}.</translation>
    </message>
    <message>
        <source>Open with the &amp;recovery key</source>
        <translation>Otwórz &amp;kluczem odzyskiwania</translation>
    </message>
    <message>
        <source>I have &amp;neither…</source>
        <translation>Nie mam &amp;ani hasła, ani klucza…</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Wstecz</translation>
    </message>
    <message>
        <source>I understand what this means</source>
        <translation>Rozumiem, co to oznacza</translation>
    </message>
    <message>
        <source>&amp;Set this vault aside and begin a new one</source>
        <translation>&amp;Odłóż ten sejf i zacznij nowy</translation>
    </message>
    <message>
        <source>Without the passphrase and without the recovery key nobody can open these cases: not you, not us, not a repair shop. That is what protects them. Look once more: a note in your papers, a password manager, the sheet with the recovery key, a colleague who chose the passphrase.

If nothing is found, you can set this vault aside. Nothing is deleted: its files are kept in a folder of their own beside the new vault, and can be opened should the key turn up one day. Hand-over files and case files that you saved elsewhere can still be opened.</source>
        <translation>Bez hasła i bez klucza odzyskiwania nikt nie otworzy tych spraw: ani Ty, ani my, ani serwis komputerowy. Właśnie to je chroni. Poszukaj jeszcze raz: notatka w papierach, menedżer haseł, karta z kluczem odzyskiwania, osoba z pracy, która wybrała hasło.

Jeśli nic się nie znajdzie, możesz odłożyć ten sejf na bok. Nic nie zostanie usunięte: jego pliki pozostaną w osobnym folderze obok nowego sejfu i będzie można je otworzyć, gdyby klucz kiedyś się znalazł. Pliki przekazania i pliki spraw zapisane gdzie indziej nadal można otworzyć.</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Otwieranie…</translation>
    </message>
    <message>
        <source>{told} The next try is possible in {seconds} s. The pauses grow, so guessing takes long.</source>
        <translation>{told} Następna próba będzie możliwa za {seconds} s. Przerwy rosną, więc zgadywanie trwa długo.</translation>
    </message>
    <message>
        <source>Your stored cases are encrypted.</source>
        <translation>Zapisane sprawy są zaszyfrowane.</translation>
    </message>
    <message>
        <source>Your cases are locked</source>
        <translation>Twoje sprawy są zablokowane</translation>
    </message>
    <message>
        <source>Open with the recovery key</source>
        <translation>Otwórz kluczem odzyskiwania</translation>
    </message>
    <message>
        <source>Neither passphrase nor recovery key</source>
        <translation>Ani hasła, ani klucza odzyskiwania</translation>
    </message>
</context>
<context>
    <name>VaultKeeper</name>
    <message>
        <source>There is no passphrase yet</source>
        <extracomment>milliseconds after locking at which every view of the case is gone dialogs with typed text a case that could not be put away without losing something, as it stood whether something of it would be lost with the program the key of the vault that all this was typed behind; it comes back for nobody else the case that was open, to be opened again whether somebody was told by now that there are copies; once is enough</extracomment>
        <translation>Nie ma jeszcze hasła</translation>
    </message>
    <message>
        <source>These cases are kept without a passphrase, so there is nothing to lock them with: whoever uses this computer account can open them. You can choose a passphrase now.</source>
        <translation>Te sprawy są przechowywane bez hasła, więc nie ma ich czym zablokować: każdy, kto korzysta z tego konta na komputerze, może je otworzyć. Możesz teraz wybrać hasło.</translation>
    </message>
    <message>
        <source>&amp;Choose a passphrase…</source>
        <translation>&amp;Wybierz hasło…</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>&amp;Nie teraz</translation>
    </message>
    <message>
        <source>Something is not stored yet</source>
        <translation>Coś nie jest jeszcze zapisane</translation>
    </message>
    <message>
        <source>When the cases were locked, something typed could not be stored yet. It comes back when you unlock them; if you quit now, it is gone.</source>
        <translation>Gdy blokowano sprawy, części wpisanego tekstu nie dało się jeszcze zapisać. Wróci, gdy odblokujesz sprawy; jeśli teraz zakończysz, przepadnie.</translation>
    </message>
    <message>
        <source>&amp;Unlock first</source>
        <translation>&amp;Najpierw odblokuj</translation>
    </message>
    <message>
        <source>&amp;Quit without it</source>
        <translation>&amp;Zakończ bez tego</translation>
    </message>
    <message>
        <source>Not all of your cases can be read</source>
        <translation>Nie wszystkie Twoje sprawy da się odczytać</translation>
    </message>
    <message>
        <source>A part of the file with your cases is damaged. Nothing was erased. PermitDesk keeps copies that were checked: you can look at them now and go on with one. What is newer than the copy and can still be read is taken over, and the damaged file is kept aside.</source>
        <translation>Część pliku z Twoimi sprawami jest uszkodzona. Nic nie zostało usunięte. PermitDesk przechowuje sprawdzone kopie: możesz je teraz zobaczyć i pracować dalej na jednej z nich. To, co jest nowsze niż kopia i da się jeszcze odczytać, zostanie przejęte, a uszkodzony plik zostanie odłożony na bok.</translation>
    </message>
    <message>
        <source>&amp;Look for whole copies</source>
        <translation>&amp;Poszukaj sprawnych kopii</translation>
    </message>
    <message>
        <source>The safety copy could not be made. {problem}</source>
        <translation>Nie udało się utworzyć kopii zapasowej. {problem}</translation>
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
        <translation>Ponów</translation>
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
        <source>Dates of all cases</source>
        <translation>Terminy wszystkich spraw</translation>
    </message>
    <message>
        <source>History of the case</source>
        <translation>Historia sprawy</translation>
    </message>
    <message>
        <source>Take over cases from a file</source>
        <translation>Przejmij sprawy z pliku</translation>
    </message>
    <message>
        <source>Delete the chosen cases</source>
        <translation>Usuń wybrane sprawy</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Timeline over the whole screen</source>
        <translation>Oś czasu na pełnym ekranie</translation>
    </message>
    <message>
        <source>Hide everything, and show it again</source>
        <translation>Ukryj wszystko i pokaż z powrotem</translation>
    </message>
    <message>
        <source>Lock the cases</source>
        <translation>Zablokuj sprawy</translation>
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
