"""The vocabulary of citations: what documents are called, and the words that stand before them in a sentence."""

from typing import Final

BLANK: Final = r"\s*"
"""Blanks that stand between characters; line ends and zero-width characters are taken away before."""

HAN: Final = r"[\u3400-\u9fff]"
"""A Chinese character."""

PAUSE: Final = r"，,。；;：:！？\n"
"""Punctuation that no title runs over. 、 is not among it: titles and joint issuers hold it."""

SQUARE: Final = r"[〔【\[﹝［〚〖{｛﹛]"
"""What opens the year of a number and little else; a round or pointed bracket opens much."""

OPENING: Final = r"[〔（(【\[﹝［<〈＜﹤〚〖{｛﹛﹙]"
CLOSING: Final = r"[〕）)】\]﹞］>〉＞﹥〛〗}｝﹜﹚]"

LAW: Final = r"(?:法典|(?<![方办做看想语说合依守执违司立普书疗用手技])(?<!(?<!预)算)法)"

DOCUMENT: Final = (
    rf"(?:条例|规定|办法|细则|意见|通知|通报|通告|公告|决定|决议|命令|批复|复函|规划|纲要|方案|要点|任务书|规则|规程|"
    rf"章程|准则|大纲|措施|举措|计划|标准|指南|请示|报告|纪要|(?<![公信来])函|{LAW})"
)
"""The last word of a title: what kind of document it is. 函 and 法 also end words that are none: 公函, 方法, 依法."""

REGULATION: Final = rf"(?:条例|规定|办法|细则|规划|纲要|要点|任务书|章程|准则|规则|{LAW})"
"""The last word of a document that a list names without 《》 and without 关于; a bare 方案 or 通知 names none."""

STATUTE: Final = rf"(?:条例|细则|(?:管理|暂行|试行|实施)办法|规划纲要|{LAW})"
"""The last word of a document that a sentence names without 《》; 规定 or 规划 may be any verb or noun there."""

PROMULGATION: Final = r"(?:印发|发布|公布|颁布|颁发|下发)"
"""The verbs of a notice that only carries the document it names: the document is what is cited."""

FORWARDING: Final = r"(?:转发|批转)"
"""The verbs of a notice that passes on another body's document: the notice is what is cited."""

LEADING: Final = (
    r"(?:对照|根据|依据|按照|依照|遵照|参照|执行|贯彻|落实|结合|印发|转发|以及|文件|通知|通告(?=.)|批复|意见|要求|规定|精神|"
    r"办法|条例)"
)
"""What may stand before a document number or an issuer and is no part of it: 根据松委〔2018〕169号, 要求以及松江区委."""

JOINING: Final = "及与的按见随由依据凭循遵得为是于从以另如"
"""Single characters that a sentence puts right before a number or an issuer, and that none of them holds: 详见, 取得, 以."""

VAGUE: Final = r"(?:有关|相关|上级|各级|本单位|我单位|本部门|内部)"
"""Words of a basis that names no document: 市委组织部关于做好…的有关通知."""

NAMELESS: Final = (
    r"(?:法律|法规(?!定)|文件规定|职责|职能|三定|实际需要|国家(?:和|及|或)|(?:国家|本[市区县省]|我[国市区县省局委院所中校街镇]|单位)(?:的|内)*"
    r"(?:[^，。；、]{0,8})?(?:规定|要求|政策|制度|办法))"
)
"""What a sentence without marks says of rules that it does not name: 法律法规规定, 国家和本市规定, 我局财务管理办法."""

GENERIC: Final = (
    r"(?:(?:年度|全年|当年|日常|重点|单位|机关|内部|财务|采购|资产|合同|预算|资金|经费|人事|后勤|项目|管理|工作|实施|使用|支出|"
    r"及|和|与)+|.*(?:规章|制度)及?)(?:规定|办法|细则|要点|任务书|规则|章程|准则|规划)(?:$|[^\u3400-\u9fff])"
)
"""A document's name of words that every body's has: 采购管理规定, 年度工作要点; without marks, year or region it names none."""

ORGANISATION: Final = r"(?:中央|国务院|[部委局厅办院署会处室]|党组|小组|政府|中心|街道|法院|检察院|银行)"
"""The last word of a body that issues documents."""

NAMED: Final = (
    rf"(?:{DOCUMENT}|建议|行动|清单|目录|规范|协定|公约|宪法|党章|安排|部署|倡议|口径|指引|导则|政策|制度|说明|解释|指示|"
    rf"预案|名录|通则|定额|体系|若干规定|精神)"
)
"""How the title of a document ends that its marks alone show to be one; a newspaper, a book or a film ends otherwise."""
