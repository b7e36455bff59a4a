"""Personal data taken out of a question before anything keeps it.

    mask("我叫王小明，电话13800138000，老板不给钱") == "我叫〔姓名〕，电话〔电话〕，老板不给钱"

Numbers are found by their form (mobile, landline, identity card, bank card), e-mail addresses likewise; names
only where the words before them say that a name follows. A name in passing is not found.
"""

import re

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭"
    "陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文"
)
#: ０ to ９ and ＠, ＋, －, ．: what a Chinese keyboard writes in full width.
_FULL_WIDTH = {ord(char): chr(ord(char) - 0xFEE0) for char in "０１２３４５６７８９＠＋－．Ｘｘ"}
_RULES = (
    (re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"), "〔邮箱〕"),
    (
        re.compile(r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)"),
        "〔身份证号〕",
    ),
    (re.compile(r"(?<!\d)(?:\d[ -]?){16,19}(?!\d)"), "〔卡号〕"),
    (re.compile(r"(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"), "〔电话〕"),
    (re.compile(r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)"), "〔电话〕"),
    (
        re.compile(
            rf"((?:我叫|名叫|名字叫|名字是|姓名[：:是]?|本人(?!于))\s*)[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?=[^\u4e00-\u9fff]|[是在于被和跟与从今去前年现已因为的来有没想要也]|$)"
        ),
        r"\1〔姓名〕",
    ),
)


def mask(text: str) -> str:
    """`text` with personal data replaced by what it was."""
    text = text.translate(_FULL_WIDTH)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
