"""Syllables: word lists whose division is certain, and two dictionaries that somebody else made."""

from __future__ import annotations

import pyphen
import pytest

from generator.readability.reading import read
from generator.readability.syllables import by_english_rules, has_syllables, syllables
from tests.support import english_syllables
from tests.support.leaflets import handout, project

# Divided by hand as the language's dictionaries divide them (named in syllables.py); a dot parts two syllables.
WORDS = {
    "en": "an.ti.co.ag.u.lant co.lon.os.co.py war.fa.rin ra.di.o.ther.a.py met.a.stat.ic ac.e.tam.i.no.phen i.bu.pro.fen rheu.ma.toid med.i.cine doc.tor nurse blood thin.ner can.cer tab.let asked need.ed tak.en dos.es dose takes lit.tle "
    "peo.ple real.ly ra.di.a.tion bi.op.sy che.mo.ther.a.py med.i.ca.tion in.ha.ler di.a.be.tes op.er.a.tion ear.ly breathe hos.pi.tal "
    "can't is.n't your pa.tient a.re.a vom.it.ing di.ar.rhe.a ur.gent e.mer.gen.cy safe.ly some.times",
    "es": "he.mo.rra.gia in.yec.ción hí.ga.do leu.ce.mia en.fer.me.rí.a hue.sos bú.ho oi.go me.di.ca.men.to san.gre can.sa.do dí.a pa.ís ciu.dad quién guí.a gui.sar cui.da.do mé.di.co re.ac.ción o.í.do "
    "ra.dio.gra.fí.a a.é.re.o le.er al.co.hol hoy muy ley y yo ma.yor ver.güen.za len.gua a.gua pre.gun.ta res.pi.rar in.ha.la.dor "
    "cán.cer hue.so au.to.bús qui.mio.te.ra.pia ho.ra fa.mi.lia fa.mi.lia.res ri.ñón bue.no cons.truir ac.tú.a tam.bién vie.ne",
    "pt": "ju.í.zes di.ar.rei.a pul.mões gra.tui.to cir.cui.to qua.se sa.iu dis.tri.bu.iu me.di.ca.men.to san.gue can.sa.do di.a pa.ís sa.ú.de á.gua quan.do quem se.quên.cia his.tó.ria fa.mí.lia e.ner.gi.a "
    "te.ra.pi.a ru.im ra.i.nha a.in.da ca.ir sa.ir mui.to mais seu co.ra.ção mãe co.ra.ções ci.ên.cia pa.ci.en.te di.a.be.tes "
    "cui.da.do mé.di.co hos.pi.tal far.má.cia do.en san.gra.men.to au.to es.cre.ver noi.te meu pul.mão pul.mões",
    "de": "Be.at.mung be.ob.ach.ten ge.öff.net ge.erbt ge.ehrt bei.den Geist Al.ler.gi.en Li.ni.en eu.ro.pä.isch Va.ku.um Me.di.ka.ment Blut Krebs Arzt Ta.blet.te Pa.ti.ent Pa.ti.en.tin Fa.mi.li.e The.ra.pie Che.mo.the.ra.pie In.fek.ti.on "
    "be.ein.flus.sen be.en.den ge.impft be.ur.tei.len Ur.su.la Mu.se.um Bau.er Steu.er neu.e dient ver.dient Kran.ken.haus "
    "O.pe.ra.ti.on Leuk.ä.mie I.dee See Bee.re ak.tu.ell fi.nan.zi.ell Pro.te.in Ko.or.di.na.ti.on Bak.te.ri.en Lun.ge die wie sie nie "
    "Di.a.be.tes Ei Aa.le schie.nen Ge.sund.heit ü.ber Ärz.te Team",
    "nl": "uit.zaai.in.gen ver.pleeg.kun.di.ge rönt.gen.fo.to ge.ïr.ri.teerd re.a.ni.ma.tie ei.wit oor.zaak me.di.cijn bloed arts ta.blet pa.ti.ënt zie.ken.huis nieuw eeuw bij.wer.king vrouw ge.o.pe.reerd di.a.be.tes ra.di.o be.a.de.men "
    "be.ïn.vloe.den me.di.ca.tie in.jec.ties of.fi.ci.eel uit.zaai.ing team oog huid ar.men leu.ke.mie co.ör.di.na.tie ui.en kan.ker",
    "fr": "chi.mio.thé.ra.pie mé.tas.tases nau.sées ai.guë é.cho.gra.phie cray.on yeux vieille foie gan.gli.ons mé.di.ca.ment sang can.cer doc.teur ma.la.die vie rue an.née cli.ent ou.bli.er pri.ère pa.tient bien rien vieux mé.di.ca.tion "
    "oui nuit fruit voy.age es.say.er pa.ys pa.y.sage eau beau.coup cœur œil œuf août tra.vail so.leil feuille ac.cueil fa.mille "
    "au.jour.d'hui que qui quand guide langue man.geons na.ïf no.ël ré.ac.tion peuvent prennent sou.vent les notre "
    "pe.tite in.fir.mière ai.guille c'est qu'il l'eau d'a.bord",
    "pl": "na.świe.tla.nie go.rącz.ka mie.siąc wia.do.mość za.u.wa.żyć Eu.ro.pa jeś.li lek krew rak le.karz nie nie.bo dziec.ko ta.blet.ka pa.cjent szpi.tal pie.lę.gniar.ka bo.li ra.dio na.u.ka au.to o "
    "za.pa.le.nie o.pe.ra.cja che.mio.te.ra.pia mię.śnie ciąg.ły zdro.wie",
    "ru": "кровь рак врач ле.кар.ство боль.ни.ца ле.че.ни.е о.пе.ра.ци.я хи.ми.о.те.ра.пи.я е.ё о.пу.холь жи.вот я",
    "tr": "i.laç kan kan.ser dok.tor has.ta.ne te.da.vi a.me.li.yat sa.at a.i.le",
}


CASES = [(lang, word.replace(".", ""), word.count(".") + 1) for lang, words in WORDS.items() for word in words.split()]
SILENT = [("pl", "w"), ("pl", "z"), ("ru", "в"), ("ru", "с"), ("ru", "к")]


@pytest.mark.parametrize(("lang", "word", "number"), CASES)
def test_word_has_its_syllables(lang: str, word: str, number: int) -> None:
    assert syllables(word, lang) == number


@pytest.mark.parametrize(("lang", "word"), SILENT)
def test_preposition_without_a_vowel_has_no_syllable(lang: str, word: str) -> None:
    assert syllables(word, lang) == 0


@pytest.mark.parametrize(
    ("word", "lang", "number"),
    [
        ("well-known", "en", 2),
        ("911", "en", 1),
        ("1,000", "en", 1),
        ("doctor’s", "en", 2),
        ("patients'", "en", 2),
        ("2–3", "es", 1),
        ("CPR", "en", 3),
        ("GP", "de", 2),
        ("II", "en", 1),
        ("ÁRBOL", "es", 2),
        ("aujourd’hui", "fr", 3),
        ("", "en", 0),
    ],
)
def test_numbers_hyphens_and_apostrophes(word: str, lang: str, number: int) -> None:
    assert syllables(word, lang) == number


def test_english_words_are_those_of_the_dictionary() -> None:
    """The rules and their list of exceptions together are right for every word that the CMU dictionary has."""
    dictionary = english_syllables.dictionary()
    assert len(dictionary) > 110_000
    assert {word: syllables(word, "en") for word in dictionary} == dictionary
    assert english_syllables.FILE.read_text(encoding="ascii") == english_syllables.text()


def test_english_rules_alone_are_right_for_nine_words_in_ten() -> None:
    """What a word gets that the dictionary does not have: a new drug, a name."""
    dictionary = english_syllables.dictionary()
    right = sum(by_english_rules(word) == number for word, number in dictionary.items())
    assert right / len(dictionary) > 0.9


# A stem that the German patterns cut as nobody does: me-ta-s-ta-sen.
MISCUT = "metasta"
HYPHENATED = [("es", "es"), ("pt-BR", "pt_BR"), ("de", "de_DE"), ("ru", "ru_RU")]


@pytest.mark.parametrize(("lang", "dictionary"), HYPHENATED)
def test_no_word_of_our_leaflets_has_fewer_syllables_than_hyphenation_finds(lang: str, dictionary: str) -> None:
    """A hyphen stands between syllables only; so patterns made by others give the least that can be right."""
    hyphens = pyphen.Pyphen(lang=dictionary)
    words = {
        word.text.lower()
        for name in project().texts()
        if lang in project().languages(name)
        for prose in handout(name, lang).texts()
        for span in prose.spans
        if not span.lang
        for sentence in read([span.text], lang)
        for word in sentence.words
        if word.text.isalpha() and word.syllables and not word.text.lower().startswith(MISCUT)
    }
    assert len(words) > 250
    cut = {word: hyphens.inserted(word) for word in words}
    assert {word: shown for word, shown in cut.items() if syllables(word, lang) < shown.count("-") + 1} == {}


def test_languages_without_rules_are_not_counted() -> None:
    assert has_syllables("pt-BR") and has_syllables("en-US")
    assert not has_syllables("ar") and not has_syllables("sv") and not has_syllables("th")
    assert read(["Ta en tablett."], "sv")[0].syllables is None
