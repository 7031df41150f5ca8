"""How much a column's name says that it is a certain field: the contract's names, common abbreviations, other languages."""

import re
import unicodedata
from functools import cache

from data.contract import TABLES, Field
from data.recognition import normalised

_SPLIT = re.compile(r"[^\w]+|_|(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)")
_IN_BRACKETS = re.compile(r"[（(\[【].*?[）)\]】]")
_LONG = {
    "cust": "customer", "cst": "customer", "cus": "customer", "clt": "client", "mbr": "member", "mem": "member", "usr": "user",
    "txn": "transaction", "trx": "transaction", "trans": "transaction", "tx": "transaction", "tran": "transaction",
    "dt": "date", "tm": "time", "ts": "time", "amt": "amount", "qty": "quantity", "qnty": "quantity", "prc": "price",
    "nbr": "no", "num": "no", "nr": "no", "number": "no", "inv": "invoice", "ord": "order", "prod": "product",
    "cat": "category", "chan": "channel", "chnl": "channel", "rev": "revenue", "identifier": "id", "code": "id", "key": "id",
    "ref": "id", "pur": "purchase", "purch": "purchase", "pmt": "payment", "val": "value", "tot": "total",
}  # fmt: skip
# Words of other languages, and single words that decide when they stand in a longer name.
_OTHER = {
    "customer_id": "klient клиент رقمالعميل العميل kunde kundennummer kundennr kundenid "
    "顧客番号 お客様番号 お客様id 会員id 顧客コード 取引先コード 得意先コード 購入者 고객번호 고객 고객id 고객코드 "
    "회원번호 회원id 회원 구매자 거래처 거래처명 거래처코드 "
    "zákazník zakaznik ügyfél ugyfel vevő müşteri musteri πελάτης לקוח العميل ลูกค้า รหัสลูกค้า "
    "debitor debitorennummer numclient idclient clientid cliente idcliente "
    "codigocliente codcliente clienteid klant klantnummer kund asiakas 客戶 客戶編號 會員編號 顧客 顧客id 会員番号 得意先 用户账号 "
    "下单帐号 下单账号 msno "
    "openid unionid 会员卡 customer client buyer member shopper consumer subscriber donor guest patient account user",
    "ordered_at": "дата التاريخ تاريخ fakturadatum datum bestelldatum rechnungsdatum "
    "購入日時 注文日時 売上日 取引日 販売日 決済日 주문일 주문일자 주문일시 구매일 구매일자 결제일 결제일시 거래일 "
    "거래일자 판매일자 매출일자 일자 날짜 data dátum "
    "tarih satıştarihi ημερομηνία תאריך วันที่ "
    "belegdatum kaufdatum verkaufsdatum fecha fechacompra fechaventa fechapedido "
    "datecommande dateachat datefacture date_vente data dataacquisto datapedido orderdatum 訂單日期 交易日期 購入日 日付 注文日 销售时间 "
    "结算日期 结账时间 业务日期 账期",
    "amount": "transactionvalue purchasevalue netto kwota сумма "
    "订单实付金额 实付总额 实际支付金额 实际付款金额 商家实收 "
    "購入金額合計 合計金額 売上金額 売上高 税込金額 支払金額 결제금액 금액 합계 합계금액 총액 매출액 판매금액 "
    "주문금액 částka castka összeg osszeg "
    "tutar toplam ποσό סכום จำนวนเงิน ยอดเงิน "
    "nettowert gesamtwert fakturawert nettoumsatz betrag umsatz gesamtbetrag nettobetrag "
    "bruttobetrag summe montant montantttc montantht total importe monto valor "
    "importo bedrag belopp المبلغ 商家应收款 金額 消費金額 購入金額 売上 应收金额 "
    "实收金额 实收 应付金额 合计 小计 totalcost amount revenue spend sales paid",
    "quantity": "menge anzahl stueck stuck quantite qte cantidad cant quantita aantal antal 數量 個数 件数 数量 quantity "
    "販売数量 購入数 수량 판매수량 množství mennyiség adet miktar",
    "unit_price": "einzelpreis preis stueckpreis prix prixunitaire precio preciounitario prezzo prijs pris 單價 単価 单价 price "
    "販売単価 商品単価 단가 판매단가 가격 cena ár birimfiyat",
    "order_id": "bestellnummer rechnungsnummer rechnungsnr belegnummer auftragsnummer bon numcommande commande numfacture facture "
    "注文id 受注番号 売上番号 注文no 주문번호 주문id 거래번호 전표번호 訂單號碼 "
    "pedido factura numeropedido ordine fattura bestelling 訂單編號 注文番号 伝票番号 order invoice receipt basket ticket bill",
    "product_id": "artikel artikelnummer artikelnr produkt produkte article produit codeproduit articulo producto prodotto "
    "商品id 商品名 상품코드 상품번호 상품명 제품코드 ürün "
    "商品編號 商品コード 品番 product item sku article goods",
    "category": "kategorie warengruppe produktgruppe categorie famille categoria familia 類別 カテゴリ category "
    "商品カテゴリ 分類 카테고리 분류",
    "channel": "kanal filiale vertriebskanal canal magasin tienda sucursal negozio 通路 channel store shop outlet "
    "店舗 店舗名 販売チャネル 채널 매장 점포",
    "region": "land staat pays ville pais provincia ciudad paese regione 縣市 都道府県 region country "
    "地域 県 지역 국가",
    "email": "courriel correo emailadresse mailadresse",
    "phone": "telefon telefonnummer handy telephone telefono 電話",
    "name": "vorname nachname nom prenom nombre nome 氏名 surname firstname first_name lastname last_name "
    "顧客名 お名前 이름 고객명 성명",
    "birth_date": "geburtsdatum datenaissance fechanacimiento",
    "started_on": "vertragsbeginn beginn debut inicio 签约日期 签约时间 合同签订日期 开通日期 开通时间",
    "ends_on": "vertragsende ende fin vencimiento 合同到期日 到期时间",
    "ended_on": "kuendigungsdatum kundigung cancellation_date churn_date 注销日期 退保日期 终止时间",
}  # fmt: skip
_NOT = {  # a word in the name that speaks against the field
    "customer_id": {
        "name", "type", "segment", "group", "age", "gender", "value", "since", "status", "count", "email", "phone", "city",
        "service", "acquisition", "cost", "costs", "amount", "date", "note", "notes", "category", "description", "reference",
        "seller", "vendor", "supplier", "payment", "method",
    },
    "ordered_at": {
        "birth", "ship", "shipped", "delivery", "delivered", "due", "update", "updated", "expiry", "return", "dob",
        "registration", "start", "end", "customer", "joined",
    },
    "amount": {"tax", "vat", "discount", "shipping", "freight", "cost", "margin", "profit", "refund", "balance", "points", "id",
        "no", "items", "count", "fee"},
    "channel": {"discount"},
    "order_id": {"date", "time", "status", "type", "qty", "quantity", "amount", "value", "total", "line", "name", "address", "note"},
    "product_id": {
        "subtotal", "total", "tax", "measure", "price", "quantity", "category",
        "cost", "weight", "name", "description", "type", "count", "size",
    },
    "quantity": {"price", "amount"},
    "unit_price": {"total", "discount"},
    "name": {"product", "item", "store", "campaign", "user", "file"},
}  # fmt: skip


_NOT_INSIDE = {  # as in 商品数量合计
    "amount": ("数量", "件数", "个数", "數量"),
    "channel": ("优惠", "金额"),
    "customer_id": ("姓名", "手机", "电话", "地址"),
}


def words_of(name: str) -> list[str]:
    """A name's words in lower case, abbreviations written out.

    >>> words_of("TXN_DT"), words_of("custNbr")
    (['transaction', 'date'], ['customer', 'no'])
    """
    text = unicodedata.normalize("NFKC", _IN_BRACKETS.sub(" ", unicodedata.normalize("NFKC", name)))
    return [_LONG.get(word.casefold(), word.casefold()) for word in _SPLIT.split(text) if word]


@cache
def _known(field: Field) -> frozenset[str]:
    return frozenset(normalised(name) for name in (field.name, *field.names))


@cache
def _others(field: str) -> frozenset[str]:
    return frozenset(normalised(name) for name in _OTHER.get(field, "").split())


@cache
def _every_name() -> frozenset[str]:
    fields = {field.name: field for table in TABLES.values() for field in table.fields}
    return frozenset().union(*(_known(field) | _others(name) for name, field in fields.items()))


def is_known(column: str) -> bool:
    """True for a name that some field of the contract is known by, in any language.

    >>> is_known("客户编号"), is_known("ЛЏуо")
    (True, False)
    """
    return normalised(column) in _every_name()


def name_score(field: Field, column: str) -> float:
    """How much the name says it, in [0, 1]: 1 the contract's own name, from 0.6 on a good sign."""
    bare = normalised(column)
    if bare in _known(field):
        return 1.0
    if any(word in bare for word in _NOT_INSIDE.get(field.name, ())):
        return 0.0
    words = words_of(column)
    if set(words) & _NOT.get(field.name, set()):
        return 0.0
    joined = normalised("".join(words))
    if joined in _known(field) or normalised(_IN_BRACKETS.sub("", column)) in _known(field):
        return 0.95
    if {bare, joined} & _others(field.name):
        return 0.9
    if set(words) & _others(field.name):
        return 0.75
    return _inside(bare, field)


def _inside(bare: str, field: Field) -> float:
    "Whether one of the field's longer names stands inside this one, as in 交易发生日期, or at an end of"
    "it (ordercustomerid)."
    if field.name not in _OTHER or any(len(word) > 3 and word in bare for word in _NOT.get(field.name, ())):
        return 0.0
    inside = [known for known in _known(field) | _others(field.name) if _is_telling(known) and _holds(bare, known)]
    return 0.65 if inside else 0.0


def _holds(bare: str, known: str) -> bool:
    return bare.startswith(known) or bare.endswith(known) if known.isascii() else known in bare


def name_rank(field: Field, column: str) -> int:
    """The place of a column's name among the field's names, the likeliest first; 99 for a name that is none of them."""
    names = [normalised(name) for name in (field.name, *field.names)]
    bare = normalised(column)
    return names.index(bare) if bare in names else 99


def _is_telling(known: str) -> bool:
    return len(known) >= (6 if known.isascii() else 2)
