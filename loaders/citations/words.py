"""The vocabulary of citations: what documents are called, and the words that stand before them in a sentence."""

from typing import Final

BLANK: Final = r"[\s\u200b-\u200f\u2060\ufeff]*"
"""White space of wrapping and extraction, zero-width characters among it."""

HAN: Final = r"[\u3400-\u9fff]"
"""A Chinese character."""

PAUSE: Final = r"，,。；;：:！？"
"""Punctuation that no title runs over. 、 is not among it: titles and joint issuers hold it."""

OPENING: Final = r"[〔（(【\[﹝［<〈＜〚]"
CLOSING: Final = r"[〕）)】\]﹞］>〉＞〛]"

_LAW: Final = r"(?<![方办做看想语说合依守执违司立普])法"

DOCUMENT: Final = (
    rf"(?:条例|规定|办法|细则|意见|通知|通报|通告|公告|决定|决议|命令|批复|复函|规划|纲要|方案|要点|任务书|规则|规程|"
    rf"章程|准则|大纲|措施|举措|计划|标准|指南|请示|报告|纪要|(?<![公信来])函|{_LAW})"
)
"""The last word of a title: what kind of document it is. 函 and 法 also end words that are none: 公函, 方法, 依法."""

REGULATION: Final = rf"(?:条例|规定|办法|细则|规划|纲要|要点|任务书|章程|准则|规则|{_LAW})"
"""The last word of a document that a list names without 《》 and without 关于; a bare 方案 or 通知 names none."""

STATUTE: Final = rf"(?:条例|细则|(?:管理|暂行|试行|实施)办法|规划纲要|{_LAW})"
"""The last word of a document that a sentence names without 《》; 规定 or 规划 may be any verb or noun there."""

PROMULGATION: Final = r"(?:印发|发布|公布|颁布|颁发|下发)"
"""The verbs of a notice that only carries the document it names: the document is what is cited."""

FORWARDING: Final = r"(?:转发|批转)"
"""The verbs of a notice that passes on another body's document: the notice is what is cited."""

LEADING: Final = (
    r"(?:根据|依据|按照|依照|遵照|参照|执行|贯彻|落实|结合|印发|转发|以及|文件|通知|通告(?=.)|批复|意见|要求|规定|精神|"
    r"办法|条例)"
)
"""What may stand before a document number or an issuer and is no part of it: 根据松委〔2018〕169号, 要求以及松江区委."""

VAGUE: Final = r"(?:有关|相关|上级|各级|本单位|我单位|本部门|内部)"
"""Words of a basis that names no document: 市委组织部关于做好…的有关通知."""

ORGANISATION: Final = r"(?:中央|国务院|[部委局厅办院署会处室]|党组|小组|政府|中心|街道|法院|检察院|银行)"
"""The last word of a body that issues documents."""
