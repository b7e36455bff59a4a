"""A brief in words that screen and paper share: its title, its spans, and the few lines to read first."""

from service.library.brief import Brief
from service.library.case_words import number
from service.library.ranges import Span


def title_of(brief: Brief) -> str:
    """What this sheet is for: `秦皇岛·餐饮·底线工资 协商准备（职工方）`."""
    request = brief.request
    return f"{request.region}·{request.industry}·{'、'.join(request.topics)} 协商准备（{request.side}）"


def span_words(span: Span) -> str:
    """A span in one sentence; single values where the cases are too few for a range."""
    if span.few:
        return f"{span.topic}（{span.unit}）：只有{span.cases}个案例，不成区间，下面是各案的数"
    return (
        f"{span.topic}（{span.unit}）：{span.cases}个案例、{len(span.members)}个数，"
        f"最低{number(span.low)}，最高{number(span.high)}{f'，{span.years}年' if span.years else ''}"
    )


def gist(brief: Brief) -> tuple[str, ...]:
    """The lines for who has one minute: own numbers, what was agreed, what will be said, the next date."""
    own = [f"{line.label}{line.value}。" for line in brief.own[:1]]
    nearest = [f"最像的案例：{brief.cases[0].document.title}。"] if brief.cases else []
    spans = [f"同行业谈成的{span_words(span)}。" for span in brief.spans if not span.few]
    argument = next((item for item in brief.arguments if item.answered), None)
    heard = (
        [
            f"{brief.request.other_side}可能说“{argument.heard[0].text}”；{argument.document.short_title}拿出的是“{argument.answered[0].text}”。"
        ]
        if argument
        else []
    )
    dates = [f"{one.safe:%Y年%-m月%-d日}：{one.event.label}。" for one in brief.dates[:1]]
    return (*own, *nearest, *spans, *heard, *dates)
