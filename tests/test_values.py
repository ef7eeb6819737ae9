"""What the values of all rooms have in common."""

from __future__ import annotations

import pickle
from functools import cached_property
from typing import ClassVar, Generic, NamedTuple, TypeVar

import pytest

from generator.model.fields import Text, at, key, keys_of
from generator.problems import NOWHERE, Place, SourceText
from generator.values import Frozen, Mutable, as_dict, field, field_names, field_notes, is_value, replace

T = TypeVar("T")
ELSEWHERE = Place(SourceText("a.yaml"), 3, 1)


class Point(Frozen):
    KIND: ClassVar[str] = "point"

    x: int
    y: int = 0


class Said(Frozen):
    words: str = key(Text(), "What is said.")
    also_said: str = key(Text(), "What is said too.", "")
    place: Place = at()


class Asked(Said):
    answer: str = key(Text(), "What is answered.", "", name="reply", also="answered")


class Secret(Frozen):
    name: str
    bytes_: bytes = field(repr=False)


class Named(Secret):
    title: str = ""


class Box(Frozen, Generic[T]):
    inside: T


class Shelf(Mutable):
    books: list[str] = field(default_factory=list)
    seen: int = field(default=0, compare=False)


class Lazy(Frozen, dict=True):
    number: int

    @cached_property
    def double(self) -> list[int]:
        return [2 * self.number]


def test_a_value_is_made_compared_and_hashed_by_its_fields() -> None:
    assert Point(1) == Point(x=1, y=0) != Point(1, 2)
    assert {Point(1), Point(1, 0)} == {Point(1)}
    assert Said("x") != Asked("x")
    match Point(3, 4):
        case Point(x, y):
            assert (x, y) == (3, 4)


def test_a_frozen_value_cannot_change_and_a_mutable_one_cannot_be_hashed() -> None:
    with pytest.raises(AttributeError):
        Point(1).x = 2  # type: ignore[misc]
    shelf = Shelf()
    shelf.books.append("one")
    shelf.seen = 4
    assert Shelf().books == []
    with pytest.raises(TypeError):
        hash(shelf)


def test_fields_that_do_not_count_make_no_difference() -> None:
    """Two texts are the same wherever they stand."""
    assert Said("x", place=ELSEWHERE) == Said("x", place=NOWHERE)
    assert hash(Said("x", place=ELSEWHERE)) == hash(Said("x"))
    assert Said("x") != Said("y")
    assert Asked("x", place=ELSEWHERE) == Asked("x")
    assert Asked("x", answer="y") != Asked("x")
    assert Shelf([], 1) == Shelf([], 2) != Shelf(["one"], 1)
    with pytest.raises(TypeError):
        hash(Shelf([], 1))


def test_fields_that_are_hidden_are_not_shown() -> None:
    assert repr(Secret("a", b"1234")) == "Secret(name='a')"
    assert repr(Named("a", b"1234", "b")) == "Named(name='a', title='b')"
    assert repr(Point(1)) == "Point(x=1, y=0)"


def test_a_field_without_a_default_is_required() -> None:
    with pytest.raises(TypeError):
        Said()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Secret("a")  # type: ignore[call-arg]


def test_keys_are_told_with_those_of_the_bases() -> None:
    assert list(field_notes(Asked)) == ["words", "also_said", "answer"]
    told = {name: (key.attribute, key.required, key.also) for name, key in keys_of(Asked).items()}
    assert told == {
        "words": ("words", True, ""),
        "also-said": ("also_said", False, ""),
        "reply": ("answer", False, "answered"),
    }
    assert list(keys_of(Said)) == ["words", "also-said"]
    assert not field_notes(Point)


def test_a_changed_copy_leaves_the_first_as_it_was() -> None:
    one = Lazy(2)
    assert one.double == [4]
    assert replace(one, number=3).double == [6]
    assert one.double == [4]


def test_values_go_to_other_processes() -> None:
    for value in (Point(1, 2), Said("x", place=ELSEWHERE), Named("a", b"1", "b"), Box(3), Lazy(2), Shelf(["a"])):
        assert pickle.loads(pickle.dumps(value)) == value


def test_a_value_is_known_and_read() -> None:
    assert is_value(Point(1)) and is_value(Shelf())
    assert not is_value(Point) and not is_value((1, 2))
    assert field_names(Point) == field_names(Point(1)) == ("x", "y")
    assert as_dict(Box((Point(1), [Point(2)], {"a": Point(3)}))) == {
        "inside": ({"x": 1, "y": 0}, [{"x": 2, "y": 0}], {"a": {"x": 3, "y": 0}})
    }


def test_what_is_read_of_a_named_tuple_is_a_tuple() -> None:
    assert as_dict(Box(Pair(Point(1), "b"))) == {"inside": ({"x": 1, "y": 0}, "b")}


class Pair(NamedTuple):
    one: Point
    other: str


class Placed(Frozen):
    name: str
    place: int = field(default=0, compare=False, repr=False, note="where it stands")


class Counted(Placed):
    """Here the place is what matters."""

    place: int = 0


class Folded(Frozen):
    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Folded) and self.name.casefold() == other.name.casefold()

    def __hash__(self) -> int:
        return hash(self.name.casefold())

    def __repr__(self) -> str:
        return f"<{self.name}>"


class FoldedAndSeen(Folded):
    seen: bool = field(default=False, compare=False, repr=False)


def test_a_field_that_is_declared_anew_is_what_it_is_declared_to_be() -> None:
    assert Placed("a", 1) == Placed("a", 2)
    assert Counted("a", 1) != Counted("a", 2)
    assert len({Counted("a", 1), Counted("a", 2), Counted("a", 1)}) == 2
    assert repr(Counted("a", 1)) == "Counted(name='a', place=1)"
    assert (field_notes(Placed), field_notes(Counted)) == ({"place": "where it stands"}, {})


def test_what_a_class_says_itself_of_sameness_holds_for_those_made_from_it() -> None:
    assert FoldedAndSeen("a", True) == FoldedAndSeen("A", False)
    assert len({FoldedAndSeen("a"), FoldedAndSeen("A")}) == 1
    assert repr(FoldedAndSeen("a")) == "<a>"
