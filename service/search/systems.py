"""Ways to rank: which lists take part and how they are fused. `default` is what the service uses."""

from dataclasses import dataclass, replace
from enum import StrEnum

#: The lists the service fuses, with their weights in reciprocal rank fusion (set by judgement, not searched).
LISTS = {"bigram": 1.0, "word": 1.0, "dense": 0.5, "parts": 1.5, "asked": 4.0, "asked-bigram": 2.0, "curated": 2.0}
#: For comparison only: passages and 款 as encoded and as centred, without the adapter.
PLAIN = ("raw", "plain")


class Fusion(StrEnum):
    """How lists become one."""

    LEARNED = "learned"
    RANKS = "ranks"


@dataclass(frozen=True)
class System:
    """`lexicon` False: no legal terms are added. `prior` False: articles differ by the lists only."""

    lists: tuple[str, ...] = tuple(LISTS)
    fusion: Fusion = Fusion.LEARNED
    prior: bool = True
    lexicon: bool = True
    k: int = 60


def without(system: System, *names: str) -> System:
    """The system with some lists left out."""
    return replace(system, lists=tuple(name for name in system.lists if name not in names))


DEFAULT = System()
_RANKS = System(fusion=Fusion.RANKS)
_ASKED = ("asked", "asked-bigram", "curated")

#: Every system `evaluate` can run, by name. `no-X` and `k=…` change the fusion of ranks in one thing: what is learned
#: was learned with all lists, and leaving one out would measure that instead of the list.
SYSTEMS: dict[str, System] = {
    "default": DEFAULT,
    "ranks": _RANKS,
    "no-lexicon": replace(_RANKS, lexicon=False),
    "no-prior": replace(_RANKS, prior=False),
    **{f"no-{name}": without(_RANKS, name) for name in LISTS},
    "no-asked-at-all": without(_RANKS, *_ASKED),
    **{f"k={k}": replace(_RANKS, k=k) for k in (10, 30, 120)},
    **{f"only-{name}": replace(_RANKS, lists=(name,), prior=False) for name in (*LISTS, *PLAIN)},
}
