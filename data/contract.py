"""The data contract: which tables a firm can deliver, their fields, and the names we recognise them by.

This is the one place where a field is declared. `required` fields must be found in the file; of `one_of`
groups at least one must be. Personal fields are masked on pages and in exports unless a role allows them.
Names are compared without case, blanks, punctuation and full-width forms, so `Customer ID`, `customer_id`
and `CUSTOMERID` are one name.
"""

from dataclasses import dataclass


class ContractError(ValueError):
    """Input that the contract turns away; the message is one clear sentence and, after a line break, a hint."""


@dataclass(frozen=True)
class Field:
    """One field of a table. `kind` is text, moment, day, money, number or flag; `names` are compared normalised.

    decisive : a value that cannot be read turns the row away; that of another optional field is left empty and counted
    """

    name: str
    kind: str
    names: tuple[str, ...] = ()
    required: bool = False
    personal: bool = False
    decisive: bool = False


@dataclass(frozen=True)
class Table:
    """One table of the contract. Each group in `one_of` lists alternatives, each a tuple of fields needed together."""

    name: str
    fields: tuple[Field, ...]
    one_of: tuple[tuple[tuple[str, ...], ...], ...] = ()

    def field(self, name: str) -> Field:
        """The field called `name`; KeyError when the table has none."""
        return {field.name: field for field in self.fields}[name]

    @property
    def field_names(self) -> tuple[str, ...]:
        """Names of all fields in their declared order."""
        return tuple(field.name for field in self.fields)


def _f(
    name: str, kind: str, names: str = "", *, required: bool = False, personal: bool = False, decisive: bool = False
) -> Field:
    return Field(name, kind, tuple(names.split()), required, personal, decisive)


_CUSTOMER = _f(
    "customer_id",
    "text",
    "customer_id customer client client_id cust_id cust_no customer_no customer_number customer_code member_id member "
    "member_no user_id user buyer_id buyer account_id account card_no cid shopper_id household_key "
    "客户编号 客户id 客户号 客户代码 客户 会员编号 会员id 会员号 会员卡号 会员 用户id 用户编号 用户 买家id 买家会员名 "
    "买家 顾客编号 顾客id 顾客 卡号",
    required=True,
)
_CHANNEL = _f(
    "channel", "text", "channel sales_channel order_channel store store_name 渠道 销售渠道 购买渠道 门店 店铺"
)
_REGION = _f("region", "text", "region country state province area market 地区 区域 省份 国家 大区 城市")

TRANSACTION = Table(
    "transaction",
    (
        _CUSTOMER,
        _f(
            "ordered_at",
            "moment",
            "ordered_at order_date order_time order_datetime invoice_date purchase_date purchased_at purchase_time "
            "transaction_date transaction_time transaction_datetime trans_date sale_date sales_date paid_at "
            "payment_date order_purchase_timestamp created_at date datetime timestamp time day dt "
            "下单时间 下单日期 订单日期 订单时间 购买日期 购买时间 交易日期 交易时间 付款时间 付款日期 支付时间 "
            "支付日期 消费日期 消费时间 成交时间 成交日期 销售日期 开票日期 订单创建时间 订单付款时间 创建时间 日期 "
            "时间",
            required=True,
        ),
        _f(
            "amount",
            "money",
            "net_amount paid_amount net_sales amount line_amount line_total order_amount total_amount payment_value "
            "order_total order_value total_price sales_amount sales revenue spend turnover gmv total value "
            "买家实际支付金额 实付金额 实付款 实付 实收金额 支付金额 付款金额 应付金额 "
            "应结订单金额 成交金额 金额 消费金额 交易金额 销售金额 购买金额 销售额 "
            "订单金额 总金额 总价",
        ),
        _f(
            "quantity",
            "number",
            "quantity qty units pieces item_count items cds 数量 件数 购买数量 销售数量 商品数量 销量",
        ),
        _f(
            "unit_price",
            "money",
            "unit_price price item_price price_per_unit sales_price unit_amount "
            "item_cost lineitem_price 单价 价格 商品单价 销售单价 售价",
        ),
        _f(
            "order_id",
            "text",
            "order_id order order_no order_number invoice invoice_no invoice_id invoice_number transaction_id "
            "basket_id receipt_no receipt_id increment_id 订单编号 订单号 订单id 单号 发票号 交易号 流水号 小票号",
        ),
        _f(
            "product_id",
            "text",
            "product_id product product_code stock_code sku item_id item item_code article_id 商品编号 商品id 商品编码 "
            "商品 产品编号 产品 货号",
        ),
        _f(
            "category",
            "text",
            "category product_category product_group product_line department 类别 品类 商品类别 商品分类 产品类别 分类",
        ),
        _CHANNEL,
        _REGION,
        _f(
            "promotion",
            "text",
            "promotion promotion_id promo promo_code coupon coupon_code campaign 促销 活动 优惠券 促销活动",
        ),
        _f("margin", "money", "margin gross_margin profit gross_profit 毛利 毛利额 利润"),
        _f("cost", "money", "cost cogs cost_of_goods line_cost 成本 商品成本 成本金额"),
        _f("discount", "money", "discount discount_amount 折扣 优惠 优惠金额 折扣金额"),
        _f(
            "refund",
            "money",
            "refund refund_amount refunded_amount amount_refunded refunded return_amount returned_amount "
            "退款金额 退款 退货金额 已退款金额",
        ),
        _f(
            "status",
            "text",
            "status order_status payment_status financial_status transaction_status invoice_status stage deal_stage "
            "opportunity_stage sales_stage event_type event behavior_type behavior behaviour "
            "订单状态 交易状态 支付状态 付款状态 状态 商机阶段 销售阶段 行为类型",
        ),
        _f("currency", "text", "currency currency_code ccy 币种 货币 货币种类 货币单位 交易币种"),
        _f("service_cost", "money", "service_cost cost_to_serve handling_cost 服务成本 履约成本"),
    ),
    one_of=((("amount",), ("quantity", "unit_price")),),
)

CUSTOMER = Table(
    "customer",
    (
        _CUSTOMER,
        _f(
            "person_id",
            "text",
            "person_id person_no person_number customer_unique_id unique_customer_id unique_id master_customer_id master_id "
            "golden_id one_id oneid party_id 自然人编号 自然人id 统一客户编号 统一客户号 统一用户id",
        ),
        _f("name", "text", "name customer_name full_name 姓名 客户姓名 客户名称 会员姓名", personal=True),
        _f(
            "phone", "text", "phone phone_number mobile telephone tel 手机 手机号 手机号码 电话 联系电话", personal=True
        ),
        _f("email", "text", "email e_mail mail email_address 邮箱 电子邮箱 电子邮件", personal=True),
        _f("birth_date", "day", "birth_date birthday date_of_birth dob 生日 出生日期", personal=True),
        _f("gender", "text", "gender sex 性别"),
        _f("address", "text", "address street 地址 联系地址 收货地址", personal=True),
        _REGION,  # before the city: a table with a city alone is sliced by it
        _f("city", "text", "city town 城市"),
        _CHANNEL,
        _f(
            "joined_on",
            "day",
            "joined_on join_date registered_on registration_date signup_date dt_customer customer_since member_since "
            "enrollment_date became_member_on 注册日期 入会日期 注册时间",
        ),
        _f("source", "text", "source data_source 来源 数据来源"),
        _f("cost_to_serve", "money", "cost_to_serve service_cost yearly_service_cost 服务成本"),
    ),
)

CONTRACT = Table(
    "contract",
    (
        _CUSTOMER,
        _f("contract_id", "text", "contract_id contract_no subscription_id policy_id 合同编号 合同号 订阅编号"),
        _f(
            "started_on",
            "day",
            "started_on started_at start_date contract_start valid_from 开始日期 起始日期 生效日期 合同开始",
            required=True,
        ),
        _f(
            "ends_on",
            "day",
            "ends_on end_date contract_end valid_to expires_on 结束日期 到期日期 到期日 合同结束",
            decisive=True,
        ),
        _f(
            "ended_on",
            "day",
            "ended_on ended_at cancelled_on cancelled_at canceled_on canceled_at cancellation_date churned_on churned_at "
            "terminated_on termination_date 终止日期 退订日期 解约日期",
            decisive=True,
        ),
        _f("plan", "text", "plan tariff product 套餐 方案"),
        _f("term_months", "number", "term_months term 期限 合同期限"),
        _f("monthly_fee", "money", "monthly_fee fee monthly_charges monthly_price 月费 每月费用", decisive=True),
        _f("margin_rate", "number", "margin_rate gross_margin_rate 毛利率", decisive=True),
        _CHANNEL,
        _REGION,
    ),
)

# A list as of one day, for firms that export no dates of contracts; `data.subscribers` makes contracts of it.
SUBSCRIBER = Table(
    "subscriber",
    (
        _CUSTOMER,
        _f(
            "tenure_months",
            "number",
            "tenure_months tenure tenure_in_months months_on_book months_active account_age_months 在网月数 在网时长 入网月数",
            required=True,
        ),
        _f(
            "has_left",
            "flag",
            "has_left churn churned is_churn is_churned churn_flag churn_label churn_status attrition exited left "
            "是否流失 是否已流失 流失标志",
            required=True,
        ),
        _f(
            "monthly_fee",
            "money",
            "monthly_fee monthly_charges monthly_charge monthly_price monthly_revenue fee 月费 月租 月租费 月消费",
            required=True,
        ),
        _f("contract_type", "text", "contract_type contract plan tariff subscription_type 合同类型 合约类型 套餐"),
        _f("total_paid", "money", "total_paid total_charges total_revenue lifetime_revenue 总费用 累计费用 累计消费"),
        _CHANNEL,
        _REGION,
    ),
)

DISCLOSURE = Table(
    "disclosure",
    (
        _f(
            "period",
            "day",
            "period date quarter month year quarter_end period_end 期间 报告期 日期 季度 月份 年份",
            required=True,
        ),
        _f(
            "gross_additions",
            "number",
            "gross_additions additions gross_adds subscriber_additions_gross pay_tv_subscriber_additions_gross acquired "
            "new_customers new_subscribers 新增客户 新增用户 新增",
        ),
        _f("losses", "number", "losses lost churned customers_lost disconnects 流失客户 流失用户 流失"),
        _f(
            "closing_customers",
            "number",
            "closing_customers ending_customers customers subscribers ending_subscribers total_subscribers pay_tv_subscribers "
            "closing 期末客户数 期末客户 客户数 用户数",
        ),
        _f(
            "monthly_churn_rate",
            "number",
            "monthly_churn_rate churn_rate churn pay_tv_churn_rate_average_monthly average_monthly_churn 月流失率 流失率",
        ),
        _f("revenue", "money", "revenue total_revenue sales 收入 营业收入"),
        _f("margin", "money", "margin gross_profit 毛利"),
        _f(
            "acquisition_cost",
            "money",
            "acquisition_cost sac cac pay_tv_sac_per_subscriber_average cost_per_acquisition 获客成本",
        ),
    ),
    one_of=((("closing_customers",), ("losses", "gross_additions")),),
)


def _side(name: str, fields: str) -> Table:
    """A side table from a compact list of `field:kind` words; customer_id is the shared field."""
    parts = (word.split(":") for word in fields.split())
    return Table(
        name,
        tuple(_CUSTOMER if field == "customer_id" else Field(field, kind) for field, kind in parts),
    )


SIDE_TABLES = (
    _side(
        "campaign",
        "campaign_id:text name:text kind:text channel:text started_on:day ended_on:day cost:money offer:text",
    ),
    _side(
        "contact",
        "customer_id:text campaign_id:text contacted_on:day arm:text channel:text delivered:flag opened:flag "
        "responded:flag",
    ),
    _side("consent", "customer_id:text channel:text allowed:flag changed_on:day"),
    _side(
        "trial",
        "trial_id:text customer_id:text started_on:day ends_on:day converted_on:day active_days:number rating:number "
        "rating_on:day referrals:number decline_reason:text",
    ),
    _side(
        "membership",
        "customer_id:text tier:text qualifying_amount:money needed_to_keep:money since_on:day expires_on:day",
    ),
    _side(
        "survey",
        "customer_id:text surveyed_on:day satisfaction:number expectation:number experience:number loyalty:number "
        "recommend:number",
    ),
    _side("service", "customer_id:text opened_on:day kind:text resolved_on:day severity:number"),
    _side("spend", "period:day medium:text channel:text kind:text cost:money impressions:number"),
    _side("plan", "period:day measure:text target:number"),
    _side("event", "event_on:day label:text kind:text"),
)

TABLES = {table.name: table for table in (TRANSACTION, CUSTOMER, CONTRACT, SUBSCRIBER, DISCLOSURE, *SIDE_TABLES)}
BASES = frozenset(
    (TRANSACTION.name, CONTRACT.name, SUBSCRIBER.name, DISCLOSURE.name)
)  # any of them gives a base to follow
