"""The sentences of a curated answer (编写答案) and what each stands on.

    ## 一句话
    试用期最长6个月[劳动合同法#19]。

    read_statements(document)[0] == Statement("一句话", "试用期最长6个月。", ("劳动合同法#19",), …)

A reference is an article key, the id of a passage (`gongshang-rending/shenqing`) or a calculator (`计算:severance`).
What must stand in an answer is corpus/README.md, section 十二; `indexer.answer_checks` holds it to that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from indexer.documents import Document
from indexer.splitting.sections import Section, sections

SHORT, STEPS, REASONS = "一句话", "怎么办", "依据与说理"
DEPTHS = (SHORT, STEPS, REASONS)
CALCULATOR = "计算:"
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_REFERENCES = re.compile(r"\[([^\[\]]*)\](?=[。！？]?$)")
_ITEM = re.compile(r"(\d+)\. ")


@dataclass(frozen=True)
class Statement:
    """One sentence. `text` has no references; `item` is the number of its list item, None outside a list.

    `paragraph` counts the lines of the section that hold text, from 1; `line` counts from 1 in the document.
    """

    depth: str
    text: str
    references: tuple[str, ...]
    item: int | None
    paragraph: int
    line: int

    @property
    def calculators(self) -> tuple[str, ...]:
        """Names of the calculators it points to."""
        return tuple(ref.removeprefix(CALCULATOR) for ref in self.references if ref.startswith(CALCULATOR))

    @property
    def sources(self) -> tuple[str, ...]:
        """Article keys and passage ids it stands on, as written."""
        return tuple(ref for ref in self.references if not ref.startswith(CALCULATOR))


@lru_cache(maxsize=1024)
def read_statements(document: Document) -> tuple[Statement, ...]:
    """Every sentence of an answer, in order, those without a reference too."""
    return tuple(item for section in sections(document.text) for item in _statements(document.text, section))


def without_references(text: str) -> str:
    """The words alone: for the index, and wherever the references are shown in another way."""
    return re.sub(r"\[[^\[\]\n]*\](?=[。！？\n]|$)", "", text)


def _statements(text: str, section: Section) -> Iterator[Statement]:
    paragraph = 0
    for offset, line in enumerate(text[section.body.start : section.body.end].split("\n")):
        mark = _ITEM.match(line)
        content = line[mark.end() :] if mark else line
        if not content.strip():
            continue
        paragraph += 1
        for match in _SENTENCE.finditer(content.strip()):
            sentence = match.group().strip()
            found = _REFERENCES.search(sentence)
            yield Statement(
                depth=section.heading,
                text=_REFERENCES.sub("", sentence),
                references=tuple(ref.strip() for ref in re.split("[；;]", found.group(1))) if found else (),
                item=int(mark.group(1)) if mark else None,
                paragraph=paragraph,
                line=section.line + offset,
            )
