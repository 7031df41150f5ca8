"""What a column's name says against a field, or for somebody's name, where the values alone would have to decide."""

from data.intake.names import words_of
from data.recognition import normalised

_WORDS = {
    "customer_id": "recency frequency tenure age year month week day hour time date rating score count quantity price amount balance "
    "index row line zip postal postcode seller vendor supplier merchant store shop branch cashier employee staff clerk salesperson "
    "owner payment method product sku item article stock style asin order invoice session total tax discount duration",
    "amount": "tax vat discount shipping freight margin profit refund balance points fee rating score age year month week day hour "
    "time count index zip postal latitude longitude rate percentage recency weight length income limit credit",
    "ordered_at": "birth dob install installed due expiry expire expires registration joined shipped ship delivery delivered",
}
_INSIDE = {  # Chinese: anywhere in the name
    "customer_id": "门店 店员 收银 业务员 导购 商品 订单 邮编",
    "amount": "原价 优惠 折扣 运费 税额 税率 成本 退款 余额 积分 服务费 手续费 费率 毛利 年龄",
    "ordered_at": "生日 出生 注册 入会 发货 到期 截止 签收",
}
_SOMEBODY = frozenset(
    (
        "customer",
        "client",
        "party",
        "account",
        "contact",
        "buyer",
        "donor",
        "member",
        "company",
        "firm",
        "bill",
        "guest",
    )
)
_ALONE = frozenset(("company", "firm", "party"))


def speaks_against(field: str, column: str) -> bool:
    """True where the name says that the column is something else, so that its values must not be taken for the field."""
    words, bare = set(words_of(column)), normalised(column)
    return bool(words & set(_WORDS.get(field, "").split())) or any(
        word in bare for word in _INSIDE.get(field, "").split()
    )


def is_somebody(column: str) -> bool:
    """True for the name of a column that names the other side of a deal, as in Party Name or Bill-to Name.

    >>> is_somebody("Customer_Name"), is_somebody("Associated Company"), is_somebody("Product name")
    (True, True, False)
    """
    words = set(words_of(column))
    return bool(words & _SOMEBODY) and ("name" in words or bool(words & _ALONE))
