"""A tiny library, indexed with the letter encoder, for tests of everything behind the index.

    searcher = make_searcher(tmp_path, segmenter)

All texts are invented. More than five passages of our field hold none of the four letters, and the only article of
other law (森林法#1) holds one 商. So a question without letters has cosine 1 with ours and 1/√2 with the other: the
gate lets it in. A question whose only letters are 商 is nearer to the other law: it is refused. With `write_fields`
it is refused as other law when it is about 商标, as chatter when it holds 商 twice.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from corpus_files import (
    Article,
    Law,
    case_keys,
    choose_statutes,
    lock_statutes,
    practice_keys,
    procedure_keys,
    regulation_keys,
    write_companion,
    write_document,
    write_statutes,
)
from tiny_encoder import LetterEncoder

from indexer.article_keys import article_key
from indexer.building import build_index
from indexer.corpus import corpus_digest
from indexer.dense import DenseIndex
from indexer.documents import Document
from indexer.encoding import Encoder
from indexer.fields import Fields
from indexer.index import Index, load_index
from indexer.lexicon import Lexicon
from indexer.manifest import Manifest, Recipe
from indexer.passages import Passage, find_parts
from indexer.segmentation import Segmenter, segmenter_id
from indexer.sparse import SparseIndex
from indexer.vectors import VectorCache
from service.search.ranking import Searcher

LABOUR = Law(
    "中华人民共和国劳动合同法",
    (
        Article("第一条", "保护劳动者，制定本法。", "第一章 总则"),
        Article("第十九条", "试用期不得超过六个月。\n同一单位只能约定一次试用期。", "第二章 订立"),
        Article("第三十八条", "有下列情形的，劳动者可以解除：\n（一）没有支付报酬的；\n（二）没有缴纳社保的。"),
        Article("第八十二条", "依照本法第三十八条解除的，支付二倍报酬。"),
    ),
)
UNION = Law("中华人民共和国工会法", (Article("第二条", "工会代表职工协商工资。"),))
FOREST = Law("中华人民共和国森林法", (Article("第一条", "保护树木，商量采伐。"),))
LAWS = (LABOUR, UNION, FOREST)
CHOICES = """
[[statute]]
slug = "laodong-hetongfa"
title = "劳动合同法"
aliases = ["合同法"]
core = true
why = "劳动合同"

[[statute]]
slug = "gonghuifa"
title = "工会法"
why = "工会"
"""
FIELDS = """
[[field]]
name = "知识产权"
turn_to = "可以问知识产权局。"
words = ["商标"]
questions = ["商标被人用了怎么办"]

[chatter]
questions = ["商场里的商店几点关门"]
"""


def write_library(root: Path) -> None:
    """One document of every kind, and rules of other regions and other times."""
    rules = root / "regulations"
    body = "#### 第三十二条 要约与回应\n\n一方要约的，另一方应当在二十日内回应。\n\n"
    body += "#### 第三十三条\n\n依照工会法第二条准备。\n"
    write_document(rules, "guiding", regulation_keys(title="集体合同规定", effective=dt.date(2004, 5, 1)), body)
    local = {"level": "地方性法规", "region": "河北"}
    hebei = regulation_keys(title="河北省协商条例", **local)
    write_document(rules, "hebei", hebei, "#### 第三条 年度\n\n企业每年协商一次。\n")
    beijing = regulation_keys(title="北京市支付规定", level="地方政府规章", region="北京")
    write_document(rules, "beijing", beijing, "#### 第五条\n\n报酬每月支付。\n")
    old = regulation_keys(title="旧支付办法", status="已废止", repealed=dt.date(2010, 1, 1))
    write_document(rules, "jiu", old, "#### 第七条\n\n报酬按天支付。\n")
    future = regulation_keys(title="新休假办法", effective=dt.date(2099, 1, 1))
    write_document(rules, "xin", future, "#### 第二条\n\n休假三十天。\n")
    doubt = regulation_keys(title="奖金通知", level="规范性文件", status="效力未核实", status_note="只见转载")
    write_document(rules, "tongzhi", doubt, "## 发放\n\n奖金按季发放。\n")
    steps = (
        "## 提出要约 {#yaoyue}\n\n- 谁办：工会\n- 依据：集体合同规定#32\n- 下一步：同意 → qianding；拒绝 → 结束\n\n"
        "## 签订 {#qianding}\n\n- 谁办：双方\n- 依据：工会法#2\n- 下一步：结束\n\n先谈妥，再签字。\n"
    )
    write_document(root / "procedures", "liucheng", procedure_keys(title="签约流程"), steps)
    case = "## 问题\n\n报酬低，2011年谈。\n\n## 结果\n\n| 岗位 | 报酬 |\n|---|---|\n| 厨师 | 涨了 |\n"
    keys = case_keys(title="某市餐饮", region="湖北·武汉", basis_stated=["工会法#2"], basis_mapped=["森林法#1"])
    write_document(root / "cases", "canyin", keys, case)
    practice = practice_keys(title="评价卡", region="河北·秦皇岛")
    write_document(root / "practices", "pingjia", practice, "## 怎么用\n\n每季评一次。\n")


def write_fields(root: Path) -> None:
    """The library, and what is not ours: one field of law and one piece of chatter."""
    write_library(root)
    write_companion(root, "lexicon/fields.toml", FIELDS)


def nothing(_root: Path) -> None:
    """A corpus of statutes only."""


def make_index(
    folder: Path,
    segmenter: Segmenter,
    write: Callable[[Path], None] = write_library,
    *,
    laws: Sequence[Law] = LAWS,
    choices: str = CHOICES,
    encoder: Encoder | None = None,
) -> Index:
    """Write a corpus into `folder`, build its index and load it. Build only once in a folder."""
    root, database, home = folder / "corpus", folder / "laws.db", folder / "index"
    encoder = encoder or LetterEncoder()
    write_statutes(database, *laws)
    choose_statutes(root, choices)
    lock_statutes(root, database)
    write(root)
    cache = VectorCache(folder / "vectors.sqlite")
    build_index(
        home,
        Recipe(corpus=corpus_digest(root), encoder=encoder.id, segmenter=segmenter_id(), code="tests"),
        corpus_root=root,
        database=database,
        encoder=encoder,
        segmenter=segmenter,
        cache=cache,
        threads=1,
        progress=lambda _done, _total: None,
    )
    cache.close()
    return load_index(home, encoder.id)


def make_searcher(
    folder: Path,
    segmenter: Segmenter,
    write: Callable[[Path], None] = write_library,
    *,
    laws: Sequence[Law] = LAWS,
    choices: str = CHOICES,
) -> Searcher:
    """A searcher over a corpus written into `folder`."""
    return Searcher(make_index(folder, segmenter, write, laws=laws, choices=choices), LetterEncoder(), segmenter)


def bare_index(
    documents: Sequence[Document],
    passages: Sequence[Passage],
    *,
    raw: Sequence[Sequence[float]] = (),
    foreign_articles: Sequence[Sequence[float]] = (),
) -> Index:
    """An index of what is given and nothing else: for what looks at documents, passages or raw vectors only."""
    rows = SparseIndex.build([("x",)] * max(1, len(passages)))
    empty = plane()
    recipe = Recipe(corpus="c", encoder="letters", segmenter="s", code="tests")
    return Index(
        manifest=Manifest(
            digest=recipe.digest,
            recipe=recipe,
            dimension=2,
            documents=len(documents),
            passages=len(passages),
            parts=0,
            asked=0,
            articles=0,
            built=dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
            files={},
        ),
        documents=tuple(documents),
        passages=tuple(passages),
        asked=(),
        conflicts=(),
        lexicon=Lexicon(),
        fields=Fields(),
        deadlines=Path("deadlines.toml"),
        bigram=rows,
        word=rows,
        asked_bigram=None,
        raw=plane(*raw),
        dense=empty,
        parts=empty,
        part_rows=np.empty(0, dtype=np.int64),
        asked_dense=empty,
        asked_pairs=np.empty((0, 2), dtype=np.int64),
        mean=np.zeros(2, dtype=np.float32),
        asked_mean=np.zeros(2, dtype=np.float32),
        adapter=np.eye(2, dtype=np.float32),
        foreign_articles=plane(*foreign_articles),
        foreign_questions=empty,
    )


def plane(*vectors: Sequence[float]) -> DenseIndex:
    """A dense index of vectors in the plane."""
    return DenseIndex.build(np.asarray(vectors, dtype=np.float32).reshape(-1, 2))


def make_passage(document: Document, text: str, number: str = "1", **changes: object) -> Passage:
    """One passage that is the whole of `text`; an article of `document` unless `article_key` says otherwise."""
    passage = Passage(
        id=f"{document.slug}/{number}",
        slug=document.slug,
        kind=document.kind,
        anchor=number,
        heading="第一条",
        heading_path=(),
        start=0,
        end=len(text),
        text=text,
        preface=document.title,
        article_key=article_key(document.title, number) if document.kind == "regulation" else None,
        parts=find_parts(text),
    )
    return replace(passage, **changes)  # type: ignore[arg-type]
