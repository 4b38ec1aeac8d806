"""What people type, reduced to letters that can be compared: no spaces, signs or disguises."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_CLAUSE_ENDS = frozenset(",;:，；：、")
_SENTENCE_ENDS = frozenset("。!?！？\n…")

# Characters that Chinese chats use in their traditional form, and the simplified ones.
_TRADITIONAL = (
    "這個們來時間為後過還給錢賬帳戶號碼驗證發貨貴賣買單購價費額點讀聽說話語請問謝讓"
    "對應該與從進運遠選達邊連線網頁圖專業員會計級別稱樣樹極權歸當實際審寫寶將屬層"
    "廠廣開關門閉隊陽陰隨難電雲響項順須預領頻題願類顯風飛飯館馬騙驚體齊龍龜傳傷傾"
    "優償億價儲兌內兩冊凍則創劃劇動務勝勞勢區協卻參雙變嗎團園圍國圓執報場塊壓壞壽"
    "夠奪奮婦孫學宮寧導尋屆島師幣帶幫幹廢彈彙彌後復徵慣態慮憑懷戰擁擇擊擔據損換搶"
    "撥擴擺擾攝敗數敵斷於晉暫曆書條楊標機檔檢歡歲歷殘殺氣決沒況測準溝滿漢潔濟濤灣"
    "無煙熱營爭牆狀獎獨獲現環產畢異療發盜盡監盤眾確碼礎禮種積穩窮競筆筍節範築籌簡"
    "簽糧糾約級納紙純細終組結絕絡統絲經綁維緊緒線緩編總績繳織續罰聯聲職聰脫臨舉舊"
    "華萬葉處虛蟲術衝補裝製複規視覽觸觀訂討訓託記訊設許訴診註詐評詞試詳誇認誤誠調"
    "談論諾講證識警譯議護譽負財責貪貨販貫貼貿賀資賠賴賺購贈贊贏趕趙跡踐軟較載輕輔"
    "輛輪輸轉辦辭農遞適遲遷遺釋鋪錄錯鎖鏈鐘鐵鑰長閱阻陳陸險雖離靈靜頂頭頓額餘駕驟"
    "稅煩誰麼裡裏臺係繫詢閒剛幾歸錶佔週"
)
_SIMPLIFIED = (
    "这个们来时间为后过还给钱账账户号码验证发货贵卖买单购价费额点读听说话语请问谢让"
    "对应该与从进运远选达边连线网页图专业员会计级别称样树极权归当实际审写宝将属层"
    "厂广开关门闭队阳阴随难电云响项顺须预领频题愿类显风飞饭馆马骗惊体齐龙龟传伤倾"
    "优偿亿价储兑内两册冻则创划剧动务胜劳势区协却参双变吗团园围国圆执报场块压坏寿"
    "够夺奋妇孙学宫宁导寻届岛师币带帮干废弹汇弥后复征惯态虑凭怀战拥择击担据损换抢"
    "拨扩摆扰摄败数敌断于晋暂历书条杨标机档检欢岁历残杀气决没况测准沟满汉洁济涛湾"
    "无烟热营争墙状奖独获现环产毕异疗发盗尽监盘众确码础礼种积稳穷竞笔笋节范筑筹简"
    "签粮纠约级纳纸纯细终组结绝络统丝经绑维紧绪线缓编总绩缴织续罚联声职聪脱临举旧"
    "华万叶处虚虫术冲补装制复规视览触观订讨训托记讯设许诉诊注诈评词试详夸认误诚调"
    "谈论诺讲证识警译议护誉负财责贪货贩贯贴贸贺资赔赖赚购赠赞赢赶赵迹践软较载轻辅"
    "辆轮输转办辞农递适迟迁遗释铺录错锁链钟铁钥长阅阻陈陆险虽离灵静顶头顿额余驾骤"
    "税烦谁么里里台系系询闲刚几归表占周"
)
# Letters of other alphabets that look like Latin ones, and characters used in their place.
_DISGUISED = {"а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "х": "x", "у": "y", "ѵ": "v"}
# A space between two longer runs ends a clause; one between letters is only spacing.
_SPACED = re.compile(r"(?<=\S{3})\s+(?=\S{3})")
_SAME = str.maketrans(
    {
        **dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)),
        **_DISGUISED,
        "帐": "账",
        "➕": "加",
        "+": "加",
        "〇": "0",
        "冋": "同",
        "迲": "去",
    }
)


# Marks for templates and markup have no place in a name, and refusing them means
# that nothing further on has to be trusted to escape them.
_MARKUP = frozenset("<>{}`\\")
_HIDDEN = frozenset(("Cc", "Cf", "Co", "Cs", "Zl", "Zp"))


@dataclass(frozen=True, slots=True)
class Spelled:
    """The bare letters of a text, and where its clauses and sentences begin."""

    letters: str
    clauses: tuple[int, ...]  # positions in *letters*, ascending
    sentences: tuple[int, ...]

    def clause(self, position: int) -> int:
        """Return where the clause at *position* begins."""
        return self.clauses[bisect_right(self.clauses, position) - 1]

    def sentence(self, position: int) -> tuple[int, int]:
        """Return where the sentence at *position* begins and ends."""
        after = bisect_right(self.sentences, position)
        last = after == len(self.sentences)
        return self.sentences[after - 1], len(self.letters) if last else self.sentences[after]


def spelled(text: str) -> Spelled:
    """Return *text* without what people put between letters, in one form of each letter."""
    letters: list[str] = []
    clauses, sentences = [0], [0]
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_SAME)
    spaces = {found.start() for found in _SPACED.finditer(plain)}
    for place, mark in enumerate(plain):
        if place in spaces or mark in _SENTENCE_ENDS or mark in _CLAUSE_ENDS:
            clauses.append(len(letters))
        if mark in _SENTENCE_ENDS:
            sentences.append(len(letters))
        if mark == "%" or unicodedata.category(mark) in ("Lo", "Ll", "Nd"):
            letters.append(mark)
    return Spelled("".join(letters), tuple(clauses), tuple(sentences))


def forbidden(letter: str) -> bool:
    """Return whether a character could act, hide or turn the direction of writing."""
    return letter in _MARKUP or unicodedata.category(letter) in _HIDDEN
