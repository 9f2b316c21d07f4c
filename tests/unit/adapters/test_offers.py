"""A file waits for one person, for a while, and not beside too many others."""

from __future__ import annotations

from adapters.offers import WHILE, Offers
from bot.conversation.replies import Attachment


class Time:
    """Stands still until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def a_file(size: int = 1) -> Attachment:
    return Attachment(name="ours.csv", media_type="text/csv", content=b"x" * size)


def test_a_file_is_for_whom_it_was_put_there_and_nobody_else() -> None:
    offers, file = Offers(), a_file()
    name = offers.put("kim", file)
    assert offers.get("kim", name) is file
    assert offers.get("kim", name) is file
    assert offers.get("robin", name) is None
    assert offers.get("kim", name + "x") is None


def test_no_two_names_are_alike_or_short() -> None:
    offers = Offers()
    names = {offers.put("kim", a_file()) for _ in range(50)}
    assert len(names) == 50
    assert min(map(len, names)) >= 43


def test_what_was_taken_is_gone() -> None:
    offers = Offers()
    name = offers.put("kim", a_file())
    assert offers.take("robin", name) is None
    assert offers.take("kim", name) is not None
    assert offers.take("kim", name) is None


def test_after_a_while_it_is_gone() -> None:
    time = Time()
    offers = Offers(time)
    name = offers.put("kim", a_file())
    time.now += WHILE - 1
    assert offers.get("kim", name) is not None
    time.now += 1
    assert offers.get("kim", name) is None


def test_the_oldest_make_room_for_the_newest() -> None:
    offers = Offers(most=10)
    first, second = offers.put("kim", a_file(5)), offers.put("kim", a_file(5))
    third = offers.put("kim", a_file(4))
    assert offers.get("kim", first) is None
    assert offers.get("kim", second) is not None
    assert offers.get("kim", third) is not None
    alone = offers.put("kim", a_file(11))
    assert offers.get("kim", second) is None
    assert offers.get("kim", alone) is not None
