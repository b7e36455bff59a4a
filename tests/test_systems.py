"""The ways to rank that can be compared, by name."""

import pytest

from service.search.systems import DEFAULT, LISTS, PLAIN, SYSTEMS, Fusion, System, without


def test_default_uses_every_list_the_lexicon_the_prior_and_what_was_learned() -> None:
    expected = System(lists=tuple(LISTS), fusion=Fusion.LEARNED, prior=True, lexicon=True, k=60)
    assert SYSTEMS["default"] == DEFAULT == expected


def test_system_without_lists_keeps_the_others_in_order() -> None:
    assert without(System(lists=("bigram", "word", "dense")), "word").lists == ("bigram", "dense")


@pytest.mark.parametrize("name", LISTS)
def test_every_list_can_be_left_out_and_run_alone(name: str) -> None:
    assert set(SYSTEMS[f"no-{name}"].lists) == set(LISTS) - {name}
    assert SYSTEMS[f"only-{name}"].lists == (name,)


def test_plain_lists_are_for_comparison_only() -> None:
    assert not set(PLAIN) & set(LISTS)
    assert all(SYSTEMS[f"only-{name}"].lists == (name,) for name in PLAIN)


@pytest.mark.parametrize("name", SYSTEMS)
def test_what_leaves_something_out_fuses_ranks(name: str) -> None:
    # Coefficients were learned with all lists; without one they would measure something else.
    assert SYSTEMS[name] == DEFAULT or SYSTEMS[name].fusion is Fusion.RANKS


def test_no_two_systems_are_the_same() -> None:
    assert len(set(SYSTEMS.values())) == len(SYSTEMS)
