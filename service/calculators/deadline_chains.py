"""The deadline chains of corpus/deadlines.toml: events of a procedure and the periods that tie them together.

    [[chain.rule]]
    id = "dafu-20"
    from = "yaoyue-shoudao"
    to = "dafu"
    amount = 20
    unit = "natural_day"
    ...

Only the form is read and checked here: names that do not exist, groups of one, circles, a rule without article.
Whether an article key is held is checked against the corpus, whether the number is right by the one who wrote it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Annotated

import msgspec

from indexer.article_keys import split_key
from service.calculators.counting import Direction, Unit


class RuleKind(StrEnum):
    """What the date means: at the latest, not before, or from one day to another."""

    DEADLINE = "deadline"
    EARLIEST = "earliest"
    WINDOW = "window"


class Mark(StrEnum):
    """What a rule is when it is not simply the law: a local demand, law applied by analogy, our careful practice."""

    DEMAND = "工作要求"
    ANALOGY = "参照"
    CAREFUL = "稳妥做法"


Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Words = Annotated[str, msgspec.Meta(min_length=1)]


class Event(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Something that happens on one day."""

    id: Slug
    label: Words


class Rule(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One period. `basis` are article keys; rules of one `group` conflict, and the stricter is the safe one."""

    id: Slug
    start: Slug = msgspec.field(name="from")
    to: Slug
    amount: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    unit: Unit
    direction: Direction
    kind: RuleKind
    who: Words
    text: Words
    basis: tuple[str, ...] = ()
    mark: Mark | None = None
    group: Slug | None = None
    note: str = ""


class Chain(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The deadlines of one procedure; `procedure` is its slug."""

    procedure: Slug
    title: Words
    event: tuple[Event, ...]
    rule: tuple[Rule, ...]

    def events(self) -> dict[str, Event]:
        """Its events by id."""
        return {event.id: event for event in self.event}

    def order(self) -> tuple[str, ...]:
        """Event ids, each after all that lead to it. Raises graphlib.CycleError if the rules run in a circle."""
        sorter: TopologicalSorter[str] = TopologicalSorter({event.id: () for event in self.event})
        for rule in self.rule:
            sorter.add(rule.to, rule.start)
        return tuple(sorter.static_order())


class _File(msgspec.Struct, forbid_unknown_fields=True):
    chain: tuple[Chain, ...] = ()


@dataclass(frozen=True)
class ChainProblem:
    """One breach: the chain and rule it is in, the key to mend, and how."""

    chain: str
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.chain}：{self.key}：{self.message}"


class ChainsError(ValueError):
    """The chains cannot be used; `problems` lists every breach of their form that was found."""

    def __init__(self, path: Path, *problems: ChainProblem, detail: str = "") -> None:
        self.problems = problems
        lines = [f"{path}：{problem}" for problem in problems] or [f"{path}：{detail}"]
        super().__init__("\n".join(lines))


def read_chains(path: Path) -> tuple[Chain, ...]:
    """All chains of the file, in its order. Raises ChainsError naming the file and the keys to mend."""
    try:
        chains = msgspec.toml.decode(path.read_bytes(), type=_File).chain
    except FileNotFoundError as error:
        raise ChainsError(path, detail="没有这个文件，时限规则要写在这里") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ChainsError(path, detail=f"写法不对：{error}") from error
    problems = tuple(problem for chain in chains for problem in _problems(chain))
    problems += tuple(
        ChainProblem(slug, "procedure", "同一个流程写了两条链，合成一条")
        for slug in _repeated([chain.procedure for chain in chains])
    )
    if problems:
        raise ChainsError(path, *problems)
    return chains


def _problems(chain: Chain) -> Iterator[ChainProblem]:
    name = chain.procedure
    for key, ids in (("event", [event.id for event in chain.event]), ("rule", [rule.id for rule in chain.rule])):
        yield from (ChainProblem(name, f"{key}.id", f"“{one}”重复了，改成不同的代号") for one in _repeated(ids))
    known = {event.id for event in chain.event}
    for rule in chain.rule:
        yield from (ChainProblem(name, f"rule {rule.id}.{key}", message) for key, message in _of_rule(rule, known))
    yield from (ChainProblem(name, f"group {group}", message) for group, message in _of_groups(chain))
    try:
        chain.order()
    except CycleError as error:
        yield ChainProblem(name, "rule", f"规则绕成了圈：{' → '.join(error.args[1])}，去掉其中一条")


def _of_rule(rule: Rule, known: set[str]) -> Iterator[tuple[str, str]]:
    """(key, message) of what is wrong inside one rule."""
    for key, event in (("from", rule.start), ("to", rule.to)):
        if event not in known:
            yield key, f"“{event}”不是这条链的事件，先在 [[chain.event]] 里写它"
    if not rule.basis and rule.mark is not Mark.DEMAND:
        yield "basis", '没有条文；要么写条文号键，要么写 mark = "工作要求"'
    if rule.basis and rule.mark is Mark.DEMAND:
        yield "basis", "工作要求不得配条文号"
    for key in rule.basis:
        try:
            split_key(key)
        except ValueError:
            yield "basis", f"“{key}”不是条文号键，要写成 集体合同规定#32 这样"


def _of_groups(chain: Chain) -> Iterator[tuple[str, str]]:
    """(group, message): rules that compete for one step must share a group, and a group is about one step."""
    paths: dict[tuple[str, str], set[str | None]] = {}
    members: dict[str, list[Rule]] = {}
    for rule in chain.rule:
        paths.setdefault((rule.start, rule.to), set()).add(rule.group)
        if rule.group is not None:
            members.setdefault(rule.group, []).append(rule)
    counted = Counter((rule.start, rule.to) for rule in chain.rule)
    for (start, to), groups in paths.items():
        if counted[start, to] > 1 and (len(groups) > 1 or None in groups):
            yield "（没有）", f"从“{start}”到“{to}”有几条规则，要写同一个 group"
    for group, rules in members.items():
        if len(rules) < 2:
            yield group, "只有一条规则，去掉 group 或者补上与它冲突的规则"
        if len({(rule.start, rule.to, rule.direction, rule.kind) for rule in rules}) > 1:
            yield group, "同组规则的 from、to、direction、kind 要一样"


def _repeated(names: list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
