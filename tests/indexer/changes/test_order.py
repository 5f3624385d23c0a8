"""What has moved when things stand in another order."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.changes.order import moved_items


def test_what_went_to_the_front_has_moved_and_not_what_it_went_past():
    assert moved_items([3, 0, 1, 2]) == {0}
    assert moved_items([1, 2, 3, 0]) == {3}
    assert moved_items([0, 5, 9]) == moved_items([]) == set()


@given(st.permutations(range(7)))
def test_what_stayed_is_in_order_and_is_the_most_that_can_be(before):
    stayed = [stood for place, stood in enumerate(before) if place not in moved_items(before)]
    assert stayed == sorted(stayed)
    assert len(stayed) == max(len(rising) for rising in rising_sequences(before))


def rising_sequences(order):
    for chosen in range(1, 2 ** len(order)):
        picked = [value for place, value in enumerate(order) if chosen >> place & 1]
        if picked == sorted(picked):
            yield picked
