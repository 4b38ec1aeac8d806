"""Old names and numbers of laws, as people still copy them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatch

# Pattern → what holds now, told to whoever has to correct the sentence.
OUTDATED = {
    r"治安管理处罚法》?第\s*(?:49|四十九)\s*条": "fraud is article 58 since 2026-01-01",
    r"反不正当竞争法》?第\s*(?:8|八|20|二十)\s*条": "articles 9 and 25 since 2025-10-15",
    r"投诉举报处理暂行办法": "Order No. 121 since 2026-04-15",
    r"(?:45|四十五)\s*个工作日|\b(?:45|[Ff]orty-five) working days": "60 days since 2026-04-15",
    r"工商(?:行政管理)?总局令第?62号|网络交易管理办法": "the online trading measures of 2021",
    r"合同违法行为监督处理办法": "the contract measures of 2023",
    r"民法总则|侵权责任法|(?<!劳动)合同法(?!律)": "the Civil Code since 2021-01-01",
    r"\b(?:Contract Law|Tort Liability Law)\b": "the Civil Code since 2021-01-01",
    r"(?:消费者权益保护法|消法)》?第\s*(?:49|四十九)\s*条": "fraud damages are article 55",
    r"(?:民事诉讼法|民诉法)》?第\s*(?:162|一百六十二)\s*条": "small claims are article 165",
    r"(?:民事诉讼法|民诉法)》?第\s*(?:23|二十三|34|三十四)\s*条": "jurisdiction is articles 24, 35",
    r"非金融机构支付服务管理办法": "the payment regulation since 2024-05-01",
    r"(?:续费|展期)[^。\n]{0,20}提前(?:5|五)[日天]": "no number of days since 2025-03-18",
    r"提前(?:5|五)[日天][^。\n]{0,20}(?:续费|展期)": "no number of days since 2025-03-18",
}

# Pages that explain what has changed, and this list with its test.
EXPLAINING = (
    "CHANGELOG.md",
    "docs/*/mistakes.md",
    "scripts/outdated_law.py",
    "tests/test_law_register.py",
)


def outdated(path: str, text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the line, the words and what holds now, for each outdated mention in a file."""
    if any(fnmatch(path, page) for page in EXPLAINING):
        return
    for pattern, instead in OUTDATED.items():
        for match in re.finditer(pattern, text):
            yield text.count("\n", 0, match.start()) + 1, match[0], instead
