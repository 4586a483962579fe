"""Language: articles that the network cannot read are set aside, English ones never. All paragraphs are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.articles import read
from quoth.articles.language import code, detect
from quoth.types import Article, Problem

FOREIGN = {
    "de": "Die Bürgermeisterin von Lindenau hat am Montag erklärt, dass die neue Brücke über "
    "den Fluss erst im kommenden Frühjahr eröffnet wird. „Wir haben die Kosten "
    "unterschätzt“, sagte sie vor dem Stadtrat, der den Bericht am Abend ohne Gegenstimme"
    " annahm.",
    "fr": "La mairesse de Valmont a annoncé lundi que le nouveau pont ne serait pas ouvert "
    "avant le printemps prochain. « Nous avons sous-estimé les coûts », a-t-elle déclaré "
    "devant le conseil municipal, qui a adopté le rapport dans la soirée sans aucune voix"
    " contre.",
    "es": "La alcaldesa de Valdeluna anunció el lunes que el nuevo puente sobre el río no se "
    "abrirá hasta la próxima primavera. «Hemos subestimado los gastos», dijo ante el "
    "pleno del ayuntamiento, que aprobó el informe por la noche sin ningún voto en "
    "contra.",
    "it": "La sindaca di Monterivo ha annunciato lunedì che il nuovo ponte sul fiume non sarà "
    "aperto prima della prossima primavera. «Abbiamo sottovalutato i costi», ha detto "
    "davanti al consiglio comunale, che in serata ha approvato la relazione senza voti "
    "contrari.",
    "pt": "A presidente da câmara de Ribalonga anunciou na segunda-feira que a nova ponte sobre"
    " o rio só abrirá na próxima primavera. «Subestimámos os custos», disse perante a "
    "assembleia, que à noite aprovou o relatório sem qualquer voto contra nem abstenção.",
    "nl": "De burgemeester van Veldwijk heeft maandag gezegd dat de nieuwe brug over de rivier "
    "pas in het voorjaar open gaat. ‘We hebben de kosten onderschat’, zei ze in de "
    "gemeenteraad, die het verslag in de avond zonder tegenstem heeft aangenomen, of "
    "bijna.",
    "sv": "Borgmästaren i Ekvik sade på måndagen att den nya bron över floden inte öppnas "
    "förrän till våren. ”Vi har underskattat kostnaderna”, sade hon inför "
    "kommunfullmäktige, som på kvällen antog rapporten utan någon röst emot och utan "
    "längre debatt.",
    "pl": "Burmistrz Lipowa zapowiedziała w poniedziałek, że nowy most na rzece zostanie "
    "otwarty dopiero przyszłej wiosny. „Nie doceniliśmy kosztów”, powiedziała przed radą "
    "miasta, która wieczorem przyjęła sprawozdanie bez głosu sprzeciwu i bez dłuższej "
    "debaty.",
    "tr": "Çınarlı belediye başkanı pazartesi günü yaptığı açıklamada nehrin üzerindeki yeni "
    "köprünün ancak gelecek bahar açılacağını söyledi. “Maliyetleri küçümsedik” diyen "
    "başkanın raporu akşam saatlerinde belediye meclisinde karşı oy olmadan kabul edildi.",
    "ru": "Мэр Липовска заявила в понедельник, что новый мост через реку откроют только "
    "следующей весной. «Мы недооценили расходы», — сказала она перед городским советом, "
    "который вечером принял доклад без единого голоса против и без долгих споров.",
    "ar": "أعلنت رئيسة بلدية وادي الزيتون يوم الاثنين أن الجسر الجديد فوق النهر لن يفتح قبل "
    "الربيع المقبل. وقالت أمام المجلس البلدي إن التكاليف كانت أكبر مما كان متوقعا، ووافق "
    "المجلس مساء على التقرير دون أي صوت معارض.",
    "hi": "लिंडपुर की महापौर ने सोमवार को कहा कि नदी पर नया पुल "
    "अगले वसंत से पहले नहीं खुलेगा। उन्होंने नगर परिषद के "
    "सामने कहा कि लागत का अनुमान कम लगाया गया था और परिषद ने"
    " शाम को बिना किसी विरोध के रिपोर्ट स्वीकार कर ली।",
    "zh": "林登市市长星期一表示，河上的新桥要到明年春天才能开放。她在市议会上说，政府低估了"
    "工程的费用，并且将会承担全部责任。市议会当晚在没有反对票的情况下通过了这份报告，"
    "并要求在三个月之内提交新的预算。",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_is_recognised(language: str) -> None:
    assert detect(FOREIGN[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "“Außerordentlich”, “Fingerspitzengefühl” and “Schadenfreude” were the words that "
        "Bürgermeisterin Käthe Öztürk-Grünwald of Unterpfaffenhofen used for the Verkehrsausschuss,"
        " Jürgen Weißmüller told the Süddeutsche Rundschau in Garmisch.",
        "Nguyễn Thị Bích Ngọc, Trần Quốc Đạt and Phạm Hữu Lộc spoke for Đồng Xoài; Łukasz "
        "Wiśniewski, Żaneta Jabłońska and Świętosław Brzęczyszczykiewicz spoke for Łódź, the agency"
        " said.",
        "«Nous avons sous-estimé les coûts», the mayor of Valmont said in French. She then said "
        "that she was sorry for it and that the bridge would be open in the spring, and the council"
        " voted for her report.",
        "NOVAK 6 6 KIRCHNER 3 4; OYELARAN 7 6 BRANDT 6 2; HOLM 6 7 DA SILVA 4 5; the last match of "
        "the day will be played on Monday on court two, where it rained, the organisers said.",
    ],
)
def test_english_full_of_foreign_names_is_english(text: str) -> None:
    assert detect(text) == "en"


def test_a_short_text_is_not_judged() -> None:
    assert detect("Die Brücke ist zu. Guten Abend, Lindenau.") is None
    assert detect("") is None


def test_an_article_in_german_is_set_aside_with_its_language(tmp_path: Path) -> None:
    (tmp_path / "bruecke.txt").write_text("LINDENAU: " + FOREIGN["de"], encoding="utf-8")
    [problem] = read([tmp_path])
    assert isinstance(problem, Problem)
    assert problem.message == "set aside: the network was trained on English; this is German (de)"
    assert problem.article
    assert (problem.article.id, problem.article.language, problem.article.text) == ("bruecke", "de", "")


def test_the_text_is_believed_more_than_what_is_said_of_it(tmp_path: Path) -> None:
    english = (
        "The mayor said that the bridge would open in the spring, and that she was sorry for the delay and its costs."
    )
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        f'{{"text": "{english}", "language": "de"}}\n'
        f'{{"text": "{FOREIGN["fr"]}", "language": "English"}}\n'
        '{"text": "Kurz.", "language": "de"}\n'
        '{"text": "Short.", "language": "en-GB"}\n',
        encoding="utf-8",
    )
    first, second, third, fourth = read([rows])
    assert isinstance(first, Article)
    assert first.language == "en"
    assert [p.message for p in first.problems] == ["said to be in German (de), but the text is English (en)"]
    assert isinstance(second, Problem)
    assert second.article
    assert second.article.language == "fr"
    assert isinstance(third, Problem)
    assert isinstance(fourth, Article)
    assert (fourth.language, fourth.inferred) == ("en", ())


def test_codes() -> None:
    written = ["en", "EN-us", "eng", "English", "zh-Hans-CN", "Klingon!", ""]
    assert [code(w) for w in written] == ["en", "en", "en", "en", "zh", None, None]


@pytest.mark.shared
def test_no_english_article_is_set_aside(shared: Path) -> None:
    """Every tenth of the English articles here; docs/method/articles.md has the count for all of them."""
    files = sorted(shared.glob("data/polnear/*/text/*.txt")) + sorted(shared.glob("data/ecbplus/*.txt"))
    files += sorted(shared.glob("data/basil/*.txt"))
    assert len(files) > 1000
    found = [a for a in read(files[::10]) if isinstance(a, Problem)]
    assert found == []
