"""Word lists for people who do not exist: streets are called Example, Sample or Test."""

# Character or word, and its Latin spelling.
SURNAMES = (
    ("王", "Wang"), ("李", "Li"), ("张", "Zhang"), ("刘", "Liu"), ("陈", "Chen"), ("杨", "Yang"),
    ("赵", "Zhao"), ("黄", "Huang"), ("周", "Zhou"), ("吴", "Wu"), ("徐", "Xu"), ("孙", "Sun"), ("胡", "Hu"),
    ("朱", "Zhu"), ("高", "Gao"), ("林", "Lin"), ("何", "He"), ("郭", "Guo"), ("马", "Ma"), ("罗", "Luo"),
    ("梁", "Liang"), ("宋", "Song"), ("郑", "Zheng"), ("谢", "Xie"), ("韩", "Han"), ("唐", "Tang"),
    ("冯", "Feng"), ("于", "Yu"), ("董", "Dong"), ("萧", "Xiao"), ("欧阳", "Ouyang"),
)  # fmt: skip
GIVEN = (
    ("伟", "wei"), ("芳", "fang"), ("娜", "na"), ("敏", "min"), ("静", "jing"), ("丽", "li"), ("强", "qiang"),
    ("磊", "lei"), ("军", "jun"), ("洋", "yang"), ("勇", "yong"), ("艳", "yan"), ("杰", "jie"), ("娟", "juan"),
    ("涛", "tao"), ("明", "ming"), ("超", "chao"), ("秀", "xiu"), ("霞", "xia"), ("平", "ping"), ("刚", "gang"),
    ("桂", "gui"), ("英", "ying"), ("华", "hua"), ("玉", "yu"), ("兰", "lan"), ("萍", "ping"), ("鹏", "peng"),
    ("红", "hong"), ("宇", "yu"), ("浩", "hao"), ("欣", "xin"), ("怡", "yi"), ("梓", "zi"), ("涵", "han"),
    ("子", "zi"), ("轩", "xuan"), ("雨", "yu"), ("婷", "ting"), ("晨", "chen"),
)  # fmt: skip
# Characters that sound alike: how a clerk mishears a name.
SOUND_ALIKE = {
    "伟": "炜",
    "静": "婧",
    "丽": "莉",
    "娜": "那",
    "敏": "闵",
    "磊": "雷",
    "洋": "阳",
    "杰": "洁",
    "平": "萍",
    "宇": "雨",
}
ENGLISH_GIVEN = (
    "Alice", "Ben", "Clara", "Daniel", "Emma", "Frank", "Grace", "Henry", "Irene", "Jack", "Karen", "Leo",
    "Maria", "Nathan", "Olivia", "Peter", "Rachel", "Simon", "Tina", "Victor",
)  # fmt: skip
ENGLISH_SURNAMES = (
    "Adams", "Baker", "Carter", "Davies", "Evans", "Fisher", "Green", "Harris", "Irving", "Jones", "Keller",
    "Lewis", "Morgan", "Nelson", "Owens", "Parker", "Reed", "Stone", "Turner", "Walsh",
)  # fmt: skip
# Cities of each region, in the order of the regions: Chinese name, Latin spelling.
CITIES = (
    (("上海", "Shanghai"), ("杭州", "Hangzhou"), ("南京", "Nanjing"), ("苏州", "Suzhou")),
    (("广州", "Guangzhou"), ("深圳", "Shenzhen"), ("厦门", "Xiamen"), ("佛山", "Foshan")),
    (("北京", "Beijing"), ("天津", "Tianjin"), ("青岛", "Qingdao"), ("太原", "Taiyuan")),
    (("武汉", "Wuhan"), ("长沙", "Changsha"), ("郑州", "Zhengzhou"), ("南昌", "Nanchang")),
    (("成都", "Chengdu"), ("重庆", "Chongqing"), ("昆明", "Kunming"), ("贵阳", "Guiyang")),
    (("沈阳", "Shenyang"), ("大连", "Dalian"), ("哈尔滨", "Harbin"), ("长春", "Changchun")),
)
STREETS = (
    ("示范路", "Example Road"),
    ("样本街", "Sample Street"),
    ("测试大道", "Test Avenue"),
    ("演示巷", "Demo Lane"),
)
MAIL_DOMAINS = ("example.com", "example.cn")
