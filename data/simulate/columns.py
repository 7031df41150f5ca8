"""The demo company's tables and their columns, and Chinese words for its English codes."""

# Table -> columns, in order. Names are those of the data contract, so that they are recognised without a map.
COLUMNS = {
    "transaction": (
        # One row per order line or returned line. amount = quantity x unit_price - discount; a returned line has the
        # order's id and negative quantity, discount, amount and cost. cost: cost of goods. service_cost: cost to serve,
        # an order's whole cost (by channel) on its first line, a return's handling on its row. promotion: code of the
        # promotion or campaign, or blank.
        "order_id", "customer_id", "ordered_at", "product_id", "category", "quantity", "unit_price", "discount",
        "amount", "cost", "service_cost", "channel", "region", "promotion",
    ),
    "customer": (
        "customer_id", "name", "phone", "email", "birth_date", "gender", "city", "address", "region", "channel",
        "source", "joined_on",
    ),
    # One row per subscription. ends_on: last day paid for; ended_on: last day where it was not renewed, else empty.
    "contract": (
        "contract_id", "customer_id", "plan", "term_months", "monthly_fee", "started_on", "ends_on", "ended_on",
        "margin_rate", "channel", "region",
    ),
    "campaign": ("campaign_id", "name", "kind", "channel", "started_on", "ended_on", "cost", "offer"),
    # responded: bought within 14 days of contacted_on, counted alike in both arms.
    "contact": ("customer_id", "campaign_id", "contacted_on", "arm", "channel", "delivered", "opened", "responded"),
    "consent": ("customer_id", "channel", "allowed", "changed_on"),
    "trial": (
        "trial_id", "customer_id", "started_on", "ends_on", "converted_on", "active_days", "rating", "rating_on",
        "referrals", "decline_reason",
    ),
    # needed_to_keep: amount of the membership year that keeps the tier; missing is that less qualifying_amount.
    "membership": ("customer_id", "tier", "qualifying_amount", "needed_to_keep", "since_on", "expires_on"),
    "survey": ("customer_id", "surveyed_on", "satisfaction", "expectation", "experience", "loyalty", "recommend"),
    "service": ("customer_id", "opened_on", "kind", "resolved_on", "severity"),
    "spend": ("period", "medium", "channel", "kind", "cost", "impressions"),
    "plan": ("period", "measure", "target"),
    "event": ("event_on", "label", "kind"),
}  # fmt: skip

# What is true, and in no firm's tables: table -> columns.
TRUTH = {
    # One row per customer. rate_per_day: purchases while alive; leaving_rate: p of the process; left_on: day of the
    # purchase after which it left for good, empty while alive. Shop measures are empty for contract-only customers:
    # is_alive and p_leave (no purchase in the 183 days to come) know whether it has left, p_alive and
    # p_leave_given_history know its history and its own parameters only; expected_purchases_36m of the alive.
    "customer": (
        "customer_id", "relationship", "channel", "category", "spend_level", "is_hunter", "rate_per_day",
        "leaving_rate", "left_on", "expected_margin_per_order", "is_alive", "p_alive", "p_leave",
        "p_leave_given_history", "expected_purchases_36m",
    ),
    # churn_rate: chance not to renew at the end of a term; p_leave: not to renew within 183 days.
    "contract": ("contract_id", "customer_id", "churn_rate", "p_leave"),
    # In the order of the contact table. extra_order_rate: chance of one extra order that the contact made.
    "contact": ("customer_id", "campaign_id", "extra_order_rate", "extra_order_on"),
    "survey": ("customer_id", "surveyed_on", "attitude"),
    # customer_id is the later entry of the person first entered as same_as.
    "duplicate": ("customer_id", "same_as", "name_form", "phone_form", "email_form", "birth_form"),
    "campaign": ("campaign_id", "kind", "uplift_if_opened"),
    "parameters": ("name", "value"),
}  # fmt: skip

# Code as the tables hold it -> the same in Chinese.
LABELS = {
    "Store": "门店", "Web": "官网", "Mini-program": "小程序", "Marketplace": "电商平台", "all": "全部",
    "East China": "华东", "South China": "华南", "North China": "华北", "Central China": "华中",
    "Southwest China": "西南", "Northeast China": "东北",
    "Grocery": "食品", "Home": "家居", "Beauty": "美妆", "Apparel": "服饰", "Baby": "母婴", "Electronics": "数码",
    "Basic": "基础版", "Plus": "进阶版", "Family": "家庭版",
    "acquisition": "获客", "retention": "维系", "cross-sell": "交叉销售", "win-back": "赢回",
    "control": "对照组", "test": "测试组", "SMS": "短信", "E-mail": "电子邮件",
    "own": "自有", "bought": "外购", "F": "女", "M": "男",
    "Silver": "银卡", "Gold": "金卡", "Platinum": "白金卡",
    "question": "咨询", "repair": "维修", "complaint": "投诉",
    "price": "价格", "not needed": "不需要", "quality": "质量", "forgot": "忘记",
    "Search": "搜索", "Social": "社交媒体", "Marketplace ads": "平台广告",
    "Print": "平面广告", "Club gifts": "会员礼品",
    "acquired": "新增客户", "revenue": "收入",
    "season": "季节", "market": "市场",
    "Spring Festival sale": "年货节", "618": "618", "Double 11": "双十一", "Loyalty club opened": "会员俱乐部成立",
    "Free trials of the subscription": "订阅免费试用", "Competitor enters with free delivery": "竞争者以免运费进入市场",
    "Service desk moved to a contractor": "客服外包",
    "Spring care": "春季关怀", "Autumn care": "秋季关怀", "Complete your home": "家居搭配", "Come back": "欢迎回来",
    "Spring Festival": "春节",
}  # fmt: skip
