"""How much a text looks like a language: by the letters that are frequent in it, which wrongly decoded bytes are not."""

from collections.abc import Iterator
from dataclasses import dataclass

_ZH_S = (
    "的一是不了在人有我他这个中大来上国和地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同"
    "现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日者意无力与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问最重"
    "并物手应向头文体政美相见利二等产或新制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东提立及比员解水名真处走各入几口认条"
    "平系气题活更别打女变四总何电数安少报才结反受目太量再建务做接必场件计管期市直德资命山金指统区保至社便空决展科司五基书非白达光放强完设式"
    "色路记南品住告类求据程北边交规万格领共传师清今切院带导运客户编号订单商称额价款购买店铺会员姓址备注省县镇街券付支状态未优惠积折税票货流"
    "快递消费元收王张刘陈杨黄赵吴周徐孙马朱胡郭林罗郑梁谢宋唐许邓冯韩曹曾彭蔡潘田董袁余叶蒋杜苏魏吕丁沈姚卢傅钟姜崔谭廖范汪陆石戴贾夏邱李"
    "芳娜敏静丽磊军洋艳勇涛超兰霞刚桂英华玉红伟广州深圳京样盒礼常"
)
_ZH_T = (
    "的一是不了在人有我他這個中大來上國和地到以說時要就出會可也你對生能而子那得於著下自之年過發後作里用道行所然家種事成方多經去法學如都同"
    "現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日者意無力與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問最重"
    "並物手應向頭文體政美相見利二等產或新制身果加西月話合回特代內信表化老給世位次度門任常先海通教兒原東提立及比員解水名真處走各入幾口認條平"
    "系氣題活更別打女變四總何電數安少報才結反受目太量再建務做接必場件計管期市直德資命山金客戶編號訂單商品稱額價款購買店鋪姓址備註省縣區鎮街"
    "券付支狀態完優惠積折稅票貨流遞消費元收範例禮盒李王張劉陳楊黃趙吳周徐孫馬朱胡郭林羅鄭梁謝宋唐許鄧馮韓曹曾蔡潘葉蘇魏呂沈盧傅鐘灣臺北"
)
_JA = (
    "日一国人年大十二本中長出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南"
    "万毎白天火会同事自社発者地業方新場員立開手力問代明動京目通言理体田主題意不作用度強公持野以思家世多正安院心界教文元重近考海売知道集別物使"
    "品計特私始朝運終台広住無真有口少町料工建空急送切転店質待服飲肉鳥茶牛魚顧客番号購単価合額税込抜注伝票氏話所都府県市区村登録付数量部門舗担"
    "当備佐藤鈴橋伊渡辺林加吉斎松井郎美恵太様得先"
)
_KO = (
    "이다는에의을를가고하지은로기사도리자한인어시대수나서그아보정일해부들스장면있적원만게전여동조주과구제라상우성공비소경오선진마모미물신화국연관"
    "위발방점음생유내산간식안계분명개용체력행교학회실법업문반단중영차재요와타트드니으름될때할것더바세피토까크저거객번호량결금액매출총처울천광김박"
    "최강윤임권황송류홍양손배백허남심노곽민현혜숙희철준석훈품견본자년월"
)
_KANA = "".join(map(chr, range(0x3041, 0x30FF)))
_RU, _GR = "оеаинтсрвлкмдпуя", "αοιετσνηρυκπλςάέίόήύώ"
_HE, _AR, _TH = "יוהלאמרתבשנח", "اليمنروتبعةهدس", "านรอกเงมยลวดทสต่้ัิีชคะพจบ"

_WESTERN = ("äöüß", "éèàçêôûîâïëùœæ", "áéíóúñü", "ãõçáéíóúâêôà", "àèéìòù", "åäöæøé", "áðéíóúýþæö")
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţșț", "čćđšž")
_TURKISH = "çğıöşüâîû"
_NEUTRAL = frozenset("€£¥°·•´«»©®™§¡¿ªº½¼²³–—…“”„‘’№\xa0\u3000，。、；：？！（）《》【】「」『』％￥＄～—“”‘’・ー")
RARE, LETTERS = (
    0.995,
    6,
)  # an encoding of less weight is believed for words alone, of another script for so many letters
_APOSTROPHES = frozenset("’‘´·")


@dataclass(frozen=True)
class Language:
    """An encoding and the letters frequent in a language written in it.

    usual : the share of a text's letters beyond ASCII that they make up
    has_case, is_latin : capital letters at the beginning of words alone; letters that stand among those of ASCII
    weight : below 1 for what is to be believed only where nothing else fits as well; `is_union`: the letters of several languages
    """

    encoding: str
    letters: frozenset[str]
    usual: float
    has_case: bool = False
    is_latin: bool = False
    weight: float = 1.0
    is_union: bool = False


def _latin(encoding: str, alphabets: tuple[str, ...], weight: float) -> Iterator[Language]:
    for alphabet in alphabets:
        yield Language(encoding, frozenset(alphabet), 1.0, True, True, weight)
    yield Language(encoding, frozenset("".join(alphabets)), 1.0, True, True, 0.9 * weight, weight == 1.0)


LANGUAGES = (
    Language("gb18030", frozenset(_ZH_S + _ZH_T), 0.65),
    Language("cp950", frozenset(_ZH_T), 0.65),
    Language("cp932", frozenset(_JA + _KANA), 0.75),
    Language("euc_jp", frozenset(_JA + _KANA), 0.75),
    Language("cp949", frozenset(_KO), 0.7),
    *(
        Language(encoding, frozenset(_RU), 0.75, True, False, weight)
        for encoding, weight in (("cp1251", 1), ("cp866", 0.99), ("koi8_r", 0.99))
    ),
    Language("cp1253", frozenset(_GR), 0.8, True),
    Language("cp1255", frozenset(_HE), 0.75),
    Language("cp1256", frozenset(_AR), 0.75),
    Language("cp874", frozenset(_TH), 0.75),
    *_latin("cp1252", _WESTERN, 1.0),
    *_latin("cp1250", _CENTRAL, 1.0),
    Language("cp1254", frozenset(_TURKISH), 1.0, True, True),
    *_latin("iso8859_2", _CENTRAL[:2], 0.98),
    *_latin("cp850", _WESTERN, 0.97),
    *_latin("mac_roman", _WESTERN, 0.97),
)


def likeness(text: str, language: Language) -> float:
    """From 0 to about 1: how frequent letters of the language are among those beyond ASCII, against its usual texts; 0 for none.

    >>> russian = next(one for one in LANGUAGES if one.encoding == "cp1251")
    >>> likeness("Клиент", russian), likeness("ﾊﾋﾌ", russian)
    (1.0, 0.0)
    """
    met, count, before = 0.0, 0, " "
    for position, letter in enumerate(text):
        if letter > "\x7f":
            if letter not in _NEUTRAL:
                count += 1
                after = text[position + 1 : position + 2]
                is_within = _is_within(before, after, language)
                met += _counts(letter, before, language) if is_within else 0.0
            elif (
                letter not in _APOSTROPHES
                and before.isalpha()
                and before < "\x80"
                and text[position + 1 : position + 2].isalpha()
            ):
                count += language.has_case  # a sign inside a word of a language that has none there
        before = letter
    if count < (LETTERS if language.weight < RARE and not language.is_latin else 1):
        return 0.0
    return min(met / count / language.usual, 1.0) * language.weight


def _is_within(before: str, after: str, language: Language) -> bool:
    """Words of other scripts are of their letters alone; those of an encoding that hardly anybody has must be words of ours."""
    if language.is_latin:
        return (
            language.weight >= RARE
            or language.is_union
            or any(one.isascii() and one.isalpha() for one in (before, after))
        )
    return max(before, after) > "\x7f"


def _counts(letter: str, before: str, language: Language) -> float:
    if letter in language.letters:
        return 1.0
    if language.has_case and letter.lower() in language.letters and not (before.isalpha() and before.islower()):
        return 1.0
    return 0.0
