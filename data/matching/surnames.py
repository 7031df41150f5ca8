"""The commonest Chinese family names in Latin letters, so that 王小明 and Xiaoming WANG share something.

Given names are not transliterated: too many characters are read in several ways. A family name that is not listed here
cannot be compared with Latin spelling, and counts neither for nor against.
"""

_LISTED = """
王wang 李li 张zhang 刘liu 陈chen 杨yang 黄huang 赵zhao 吴wu 周zhou 徐xu 孙sun 马ma 朱zhu 胡hu 郭guo 何he 林lin 高gao 罗luo
郑zheng 梁liang 谢xie 宋song 唐tang 许xu 韩han 邓deng 冯feng 曹cao 彭peng 曾zeng 肖xiao 萧xiao 田tian 董dong 潘pan 袁yuan 蔡cai
蒋jiang 余yu 于yu 杜du 叶ye 程cheng 魏wei 苏su 吕lv 丁ding 任ren 卢lu 姚yao 沈shen 钟zhong 姜jiang 崔cui 谭tan 陆lu 范fan 汪wang
廖liao 石shi 金jin 韦wei 贾jia 夏xia 付fu 傅fu 方fang 邹zou 熊xiong 白bai 孟meng 秦qin 邱qiu 侯hou 江jiang 尹yin 薛xue 闫yan
阎yan 段duan 雷lei 龙long 史shi 陶tao 贺he 黎li 顾gu 毛mao 郝hao 龚gong 邵shao 万wan 钱qian 严yan 赖lai 覃qin 洪hong 武wu 戴dai
莫mo 孔kong 向xiang 汤tang 温wen 康kang 施shi 文wen 牛niu 樊fan 葛ge 邢xing 安an 齐qi 易yi 乔qiao 伍wu 庞pang 颜yan 倪ni 庄zhuang
聂nie 章zhang 鲁lu 岳yue 翟zhai 殷yin 詹zhan 申shen 欧ou 耿geng 关guan 兰lan 焦jiao 俞yu 左zuo 柳liu 甘gan 祝zhu 包bao 宁ning
欧阳ouyang 司马sima 上官shangguan 诸葛zhuge 东方dongfang 皇甫huangfu 尉迟yuchi 公孙gongsun 慕容murong 司徒situ 令狐linghu
陳chen 張zhang 劉liu 楊yang 黃huang 趙zhao 吳wu 孫sun 馬ma 鄭zheng 謝xie 許xu 韓han 鄧deng 馮feng 蕭xiao 葉ye 呂lv 盧lu 鍾zhong
蘇su 羅luo 賴lai 莊zhuang 歐陽ouyang
"""
LATIN = {word.rstrip("abcdefghijklmnopqrstuvwxyz"): word.lstrip(word.rstrip("abcdefghijklmnopqrstuvwxyz"))
         for word in _LISTED.split()}  # fmt: skip
# Written lü, lu and lyu in passports and tills.
OTHER_SPELLINGS = {"lv": ("lv", "lu", "lyu")}


def latin_family_names(name: str) -> list[str]:
    """Latin spellings of the family name of a Chinese name without blanks; empty when it is not listed.

    >>> latin_family_names("欧阳芳红"), latin_family_names("吕红"), latin_family_names("镜子")
    (['ouyang'], ['lv', 'lu', 'lyu'], [])
    """
    spelling = LATIN.get(name[:2]) or LATIN.get(name[:1])
    return list(OTHER_SPELLINGS.get(spelling, (spelling,))) if spelling else []
