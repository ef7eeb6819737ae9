"""What all values are made of: small classes with named fields, compared by what they hold.

A `Frozen` value cannot change, a `Mutable` one can. Both are written as dataclasses are, and made by `msgspec.Struct`:
0.1 ms a class, where a dataclass takes 1 ms, a fifth of a cold build. What msgspec does not know is added here: fields
that do not count when values are compared (where a text stands), fields that no message shows (a picture's bytes, a
patient's values), and what is noted of a field beside its name and default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from types import FunctionType
from typing import Any, TypeGuard, dataclass_transform

from msgspec import NODEFAULT, Struct, StructMeta
from msgspec import field as _factory_field
from msgspec.structs import replace

__all__ = ["MISSING", "Frozen", "Mutable", "as_dict", "field", "field_names", "field_notes", "is_value", "replace"]

# The default of a field that has none.
MISSING: Any = NODEFAULT


class _Declared:
    """A field as its class declares it, until the class is made."""

    __slots__ = ("compare", "default", "factory", "note", "repr")

    def __init__(self, default: Any, factory: Any, repr: bool, compare: bool, note: object) -> None:
        self.default = default
        self.factory = factory
        self.repr = repr
        self.compare = compare
        self.note = note


def field(
    *,
    default: Any = MISSING,
    default_factory: Callable[[], Any] = MISSING,
    repr: bool = True,
    compare: bool = True,
    note: object = None,
) -> Any:
    """Declare a field with more than a default. repr: whether it is shown; compare: whether two values differ that
    differ in it alone; note: what `field_notes` tells of it; the rest as in `dataclasses.field`."""
    return _Declared(default, default_factory, repr, compare, note)


class _Meta(StructMeta):
    """Makes the classes.

    noted: what is noted, by field; uncounted: fields that do not count in a comparison; hidden: fields not shown.
    Each of the class and of those that it is made from.
    """

    _noted: Mapping[str, Any] = {}
    _uncounted: frozenset[str] = frozenset()
    _hidden: frozenset[str] = frozenset()

    def __new__(
        mcls: type[_Meta], name: str, bases: tuple[type, ...], namespace: dict[str, Any], /, **options: Any
    ) -> _Meta:
        declared = {name: one for name, one in namespace.items() if isinstance(one, _Declared)}
        for attribute, one in declared.items():
            if one.factory is not MISSING:
                namespace[attribute] = _factory_field(default_factory=one.factory)
            elif one.default is not MISSING:
                namespace[attribute] = one.default
            else:
                del namespace[attribute]
        cls = super().__new__(mcls, name, bases, namespace, **options)
        anew = {*namespace.get("__annotations__", ()), *declared}  # what a base says of these is no longer so
        noted = {name: one.note for name, one in declared.items() if one.note is not None}
        cls._noted = {name: note for name, note in cls._noted.items() if name not in anew} | noted
        cls._hidden = cls._hidden - anew | {name for name, one in declared.items() if not one.repr}
        cls._uncounted = cls._uncounted - anew | {name for name, one in declared.items() if not one.compare}
        if (cls._hidden or _is_ours(cls, "__repr__")) and not _is_own(cls, "__repr__"):
            _show_without(cls, cls._hidden)
        if (cls._uncounted or _is_ours(cls, "__eq__")) and cls.__struct_config__.eq and not _is_own(cls, "__eq__"):
            _compare_without(cls, cls._uncounted)
        return cls


def _is_ours(cls: type, method: str) -> bool:
    """Whether what the class has by that name was made here, for a base whose fields are not all of its own."""
    return getattr(getattr(cls, method), "__module__", None) == __name__


def _is_own(cls: type, method: str) -> bool:
    """Whether an author wrote it, in the class or in one that it is made from; not msgspec, not we."""
    return isinstance(getattr(cls, method), FunctionType) and not _is_ours(cls, method)


def _show_without(cls: Any, hidden: frozenset[str]) -> None:
    shown = [name for name in cls.__struct_fields__ if name not in hidden]

    def told(self: Any) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    cls.__repr__ = told


def _compare_without(cls: Any, uncounted: frozenset[str]) -> None:
    counted = [name for name in cls.__struct_fields__ if name not in uncounted]
    key: Callable[[Any], Any] = attrgetter(*counted) if counted else lambda _: ()

    def equal(self: Any, other: object) -> bool:
        return key(self) == key(other) if type(self) is type(other) else NotImplemented

    def hashed(self: Any) -> int:
        return hash(key(self))

    cls.__eq__ = equal
    cls.__hash__ = hashed if cls.__struct_config__.frozen else None


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Frozen(Struct, metaclass=_Meta, frozen=True):
    """The base of what cannot change; it can be hashed when its fields can."""


@dataclass_transform(field_specifiers=(field,))
class Mutable(Struct, metaclass=_Meta):
    """The base of what can change; it cannot be hashed, unless it is compared by identity (`eq=False`)."""


def is_value(thing: object) -> TypeGuard[Frozen | Mutable]:
    """Whether it is a value of one of our classes, not such a class itself."""
    return isinstance(thing, Struct)


def field_names(value: Frozen | Mutable | type[Frozen | Mutable]) -> tuple[str, ...]:
    """The names of its fields, in their order."""
    return value.__struct_fields__


def field_notes(cls: Any) -> Mapping[str, Any]:
    """What is noted of the fields of a class, by their names; of those that have a note."""
    return cls._noted  # type: ignore[no-any-return]


def as_dict(value: Any) -> Any:
    """The value as dictionaries, lists and tuples, for JSON."""
    if is_value(value):
        return {name: as_dict(getattr(value, name)) for name in field_names(value)}
    if isinstance(value, dict):
        return {name: as_dict(one) for name, one in value.items()}
    if isinstance(value, list):
        return [as_dict(one) for one in value]
    if isinstance(value, tuple):  # a named one, too: its names are none in JSON
        return tuple(as_dict(one) for one in value)
    return value
