"""Given names that are one name in several languages, so that any of them finds the others.

No spelling rule leads from Олександр to Aleksander or from Володимир to Vladimir. The list holds names that
are frequent at Polish desks; a name that is not here is still found by its letters and its sound.
"""

from __future__ import annotations

from functools import cache

from permitdesk.desk.folding import folded

_GROUPS = """
олександр александр аляксандр oleksandr aleksandr alexander aleksander alexandr oleksander aliaksandr
олександра александра аляксандра oleksandra aleksandra alexandra aliaksandra
олексій алексей аляксей oleksii oleksiy aleksei aleksey alexey alexei aleksy aliaksei alexej olexiy
олена елена алена olena elena helena yelena jelena alena alona elen
алёна альона alyona aliona alona alena
андрій андрей andrii andriy andrei andrey andrzej andrej andriej andreas andrew
анна ганна ганна hanna anna ganna hannah ann
анастасія анастасия настасся anastasiia anastasiya anastasia anastazja anastasija nastassia
антон антін anton antin antoni antony
арсен арсеній арсений arsen arsenii arseniy arseny
артем артём артём artem artiom artyom
богдан bohdan bogdan
валентина валянціна valentyna valentina walentyna valiantsina
валерій валерий валерый valerii valeriy valery walerij valeri valerij
василь василий васіль vasyl vasilii vasily vasiliy wasyl wasilij vasil bazyli
віктор виктор віктар viktor victor wiktor viktar
вікторія виктория вікторыя viktoriia viktoriya viktoria victoria wiktoria viktoryia wiktorija
віталій виталий віталь vitalii vitaliy vitaly witalij vital vitali
владислав уладзіслаў vladyslav vladislav wladyslaw uladzislau
володимир владимир уладзімір volodymyr vladimir wolodymyr wlodzimierz uladzimir wladimir
вячеслав в'ячеслав вячаслаў viacheslav vyacheslav wiaczeslaw viachaslau waclaw
галина галіна halyna galina halina
геннадій геннадий генадзь hennadii gennadii gennady giennadij henadz
георгій георгий georgii georgiy georgy jerzy giorgi heorhii george
григорій григорий рыгор hryhorii grigorii grigory hryhoriy grzegorz ryhor gregory
дарія дарья дар'я daria dariia darya daryia darja
денис дзяніс denys denis dzianis
дмитро дмитрий дзмітрый dmytro dmitry dmitrii dmitriy dmitrij dzmitry dmitri dymitr
євген евгений яўген yevhen evgeny evgenii evgeniy yevgeny yevgeniy jewhen jewgienij yauhen eugeniusz eugene
євгенія евгения яўгенія yevheniia evgenia evgeniia yevgeniya yevgenia jewhenia eugenia yauheniya
єлизавета елизавета лізавета yelyzaveta elizaveta yelizaveta jelyzaweta elzbieta lizaveta elizabeth
іван иван ян ivan iwan jan ian john
ігор игорь ігар ihor igor ihar
ілля илья ілья illia ilia ilya illya ilja eliasz
інна инна inna
ірина ирина ірына iryna irina
йосип иосиф осип iosyp yosyp iosif josip jozef osip joseph
карина карына karyna karina
катерина екатерина кацярына kateryna katerina ekaterina yekaterina katarzyna jekatierina katsiaryna catherine
кирило кирилл кірыл kyrylo kirill kiryl cyryl
костянтин константин канстанцін kostiantyn konstantin kostyantyn konstanty kanstantsin
ксенія ксения kseniia ksenia kseniya xenia ksienija
лариса ларыса larysa larisa
леонід леонид леанід leonid leanid
любов любовь liubov lyubov lubow lubov
людмила людміла liudmyla liudmila lyudmila lyudmyla ludmila ludmyla
максим максім maksym maksim maxim
маргарита маргарыта marharyta margarita malgorzata margaret
марина марына maryna marina
марія мария марыя mariia maria mariya maryia maryja mary marija
микита никита мікіта mykyta nikita mikita
микола николай мікалай mykola nikolai nikolay nikolaj mikalai mikolaj nicholas
михайло михаил міхаіл mykhailo mikhail mychajlo michail mikhailo michal mikhailo mihail mykhaylo michael
надія надежда надзея nadiia nadezhda nadia nadiya nadzeya nadiezda
назар nazar
наталія наталья наталія наталля nataliia natalia natalya nataliya natallia natalja natalija nathalie
ніна нина nina
оксана аксана oksana aksana oxana
олег олег алег oleh oleg aleh
ольга вольга olha olga volha
павло павел павал pavlo pavel pawlo pawel paval paul
петро пётр петр пятро petro petr pyotr piotr piatro peter
поліна полина паліна polina palina
роман раман roman raman
руслан ruslan
світлана светлана святлана svitlana svetlana switlana sviatlana swietlana
святослав sviatoslav svyatoslav swiatoslaw
сергій сергей сяргей serhii serhiy sergei sergey serhij siergiej siarhei sergiy sergiusz sergii serge
соломія solomiia solomiya solomia
софія софия сафія sofiia sofia zofia sofiya sophia sophie
станіслав станислав станіслаў stanislav stanislaw stanislau
степан сцяпан stepan stefan stsiapan stephen steven
тамара tamara
тарас taras
тетяна татьяна таццяна tetiana tatiana tatyana tetyana tatsiana tatjana
тимофій тимофей tymofii timofei timofey tymofiy tymoteusz timothy
федір фёдор федор fedir fyodor fedor fiodor teodor theodore
христина кристина крысціна khrystyna kristina krystyna khrystina chrystyna krystsina christina
юлія юлия юлія yuliia yulia julia iuliia yuliya iulia yuliia julija julija
юрій юрий юрый yurii yuri yury yuriy jurij iurii jerzy
яна yana jana iana
ярослав яраслаў yaroslav jaroslaw iaroslav yaraslau jaroslav
мухаммад мухаммед магомед muhammad mohammed mohamed mohammad muhammed mohammod muhamed mahammad محمد
ахмед ахмад ahmed ahmad akhmed akhmad أحمد احمد
алі али ali aly علي
хасан гасан hassan hasan khasan حسن
хусейн гусейн hussein hussain husain husein hossain huseyn حسين
юсуф yusuf yousef youssef yousuf jusuf iusuf يوسف
ібрагім ибрагим ibrahim ibragim ibraheem إبراهيم ابراهيم
фатіма фатима fatima fatma fatimah fatema فاطمة
"""


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    lines = _GROUPS.strip().splitlines()
    return tuple(tuple(dict.fromkeys(folded(name) for name in line.split())) for line in lines)


@cache
def _by_name() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Of each spelling: the marks of its groups, and the Latin spellings in them."""
    marks: dict[str, list[str]] = {}
    latin: dict[str, dict[str, None]] = {}
    for names in _groups():
        # Marks are stored with the cases, so a longer list must not change them: no numbers.
        mark = "=" + next(name for name in names if name.isascii())
        for name in names:
            marks.setdefault(name, []).append(mark)
            latin.setdefault(name, {}).update(dict.fromkeys(n for n in names if n.isascii()))
    return {name: (tuple(marks[name]), tuple(latin[name])) for name in marks}


_UNKNOWN: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def latin_names(word: str) -> tuple[str, ...]:
    """The Latin spellings of a given name in all languages; empty for a name that is not listed.

    ``word`` is one folded word, in any alphabet.
    """
    return _by_name().get(word, _UNKNOWN)[1]


def groups_of(word: str) -> tuple[str, ...]:
    """Marks of the groups that a folded word belongs to: names with a mark in common are one name.

    A mark begins with ``=``.
    """
    return _by_name().get(word, _UNKNOWN)[0]
