"""A brief as a Word file: the same sheet as on screen, to print and to carry in.

Addresses are written out behind every source, because paper has no links: `base` is what stands before them.
"""

import io

import docx
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from indexer.documents import Kind
from service.answering.citation import document_url
from service.library.brief import Brief, Said
from service.library.brief_words import gist, span_words, title_of
from service.library.case_words import figure_words, size_words
from service.library.form_document import FONT, set_font

AMOUNTS = "金额是当年、当地的，只能看比例和谈法，不能直接照搬。"
CAUTION = "本库提供信息，不是法律意见。案例数字是报道口径；条文以官方文本为准。"


def to_docx(brief: Brief, base: str) -> bytes:
    """The sheet; `base` like `https://zhiku.example` goes before every address."""
    paper = docx.Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    for section in paper.sections:
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
    set_font(paper.add_heading(title_of(brief), level=0))
    paper.add_paragraph(CAUTION)
    for write in (_gist, _own, _cases, _spans, _arguments, _disputes, _articles, _dates, _pitfalls, _papers):
        write(paper, brief, base)
    paper.core_properties.author = ""
    paper.core_properties.title = title_of(brief)
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _heading(paper: Docx, text: str, level: int = 1) -> None:
    set_font(paper.add_heading(text, level=level))


def _bullet(paper: Docx, text: str) -> None:
    paper.add_paragraph(text, style="List Bullet")


def _sentence(said: Said, base: str) -> str:
    return f"{said.text}（{base}{said.url}）"


def _gist(paper: Docx, brief: Brief, _base: str) -> None:
    for text in gist(brief):
        _bullet(paper, text)


def _own(paper: Docx, brief: Brief, _base: str) -> None:
    if not brief.own:
        return
    _heading(paper, "自己的数")
    for line in brief.own:
        _bullet(paper, f"{line.label}{line.value}（{line.formula}）")


def _cases(paper: Docx, brief: Brief, base: str) -> None:
    _heading(paper, "可比的案例")
    for item in brief.cases:
        _heading(paper, item.document.title, 2)
        case = item.document.case
        assert case is not None
        paper.add_paragraph(
            f"{'；'.join(item.reasons)}。{item.document.region}，{case.years}，可信度{case.reliability}。"
        )
        for label, sentences in (
            ("职工方开价", item.asked),
            ("企业方开价", item.offered),
            ("让步", item.moves),
            ("谈成", item.agreed),
        ):
            for said in sentences:
                _bullet(paper, f"{label}：{_sentence(said, base)}")


def _spans(paper: Docx, brief: Brief, base: str) -> None:
    if not brief.spans and not brief.other_spans:
        return
    _heading(paper, "别处谈成多少")
    paper.add_paragraph(AMOUNTS)
    for span in brief.spans:
        _heading(paper, f"同行业　{span_words(span)}", 2)
        for member in span.members:
            words = f"{figure_words(member.figure)}，{member.document.short_title}，{member.document.years}"
            _bullet(paper, f"{words}（{base}{document_url(Kind.CASE, member.document.slug)}）")
    if brief.other_spans:
        _heading(paper, "其他行业的相近案例", 2)
    for span in brief.other_spans:
        sizes = (
            f"{size_words(member.figure)} {member.document.short_title}（{member.document.years}）"
            for member in span.members
        )
        paper.add_paragraph(f"{span_words(span)}：{'；'.join(sizes)}")


def _arguments(paper: Docx, brief: Brief, base: str) -> None:
    if brief.arguments:
        _heading(paper, "对方可能怎么说，别人拿什么回答")
    for argument in brief.arguments:
        _heading(paper, argument.document.title, 2)
        for said in argument.heard:
            _bullet(paper, f"对方：{_sentence(said, base)}")
        for said in argument.answered:
            _bullet(paper, f"回答：{_sentence(said, base)}")
    if brief.lessons:
        _heading(paper, "别处的经验", 2)
        for said in brief.lessons:
            _bullet(paper, _sentence(said, base))


def _disputes(paper: Docx, brief: Brief, base: str) -> None:
    if brief.disputes:
        _heading(paper, "同议题的裁判")
    for item, said in brief.disputes:
        _bullet(paper, f"{item.document.short_title}：{_sentence(said, base)}")


def _articles(paper: Docx, brief: Brief, base: str) -> None:
    _heading(paper, "适用的条文")
    table = paper.add_table(rows=0, cols=3)
    table.style = "Table Grid"
    for item in brief.articles:
        cells = table.add_row().cells
        cells[0].text = f"{item.name}\n{item.why}"
        cells[1].text = _sentence(item.said, base)
        cells[2].text = f"{item.validity}\n{item.trust}"
    for text in brief.not_held:
        paper.add_paragraph(text)


def _dates(paper: Docx, brief: Brief, _base: str) -> None:
    if not brief.dates and not brief.undated:
        return
    _heading(paper, "日子")
    for date in brief.dates:
        basis = "、".join(date.rule.basis) or date.rule.mark
        _bullet(paper, f"{date.safe:%Y年%-m月%-d日}　{date.rule.text}（{date.rule.who}；{basis}）")
    for text in brief.undated:
        _bullet(paper, text)


def _pitfalls(paper: Docx, brief: Brief, base: str) -> None:
    if brief.pitfalls:
        _heading(paper, "别在这里出错")
    for said in brief.pitfalls:
        _bullet(paper, _sentence(said, base))


def _papers(paper: Docx, brief: Brief, base: str) -> None:
    _heading(paper, "带去的材料")
    for text in brief.papers:
        _bullet(paper, f"□ {text}")
    for form in brief.forms:
        _bullet(paper, f"□ {form.title}：{form.purpose}（{base}{form.url}）")
