"""How high things are at a width, worked out once while a leaflet's pages are filled, however often they are tried."""

from __future__ import annotations

from generator.story.flowables import Flowable


class Heights:
    """Heights at one width, in points. What is asked for is kept, so that no other one can get its identity."""

    def __init__(self, width: float) -> None:
        self.width = width
        self._whole: dict[int, tuple[float, Flowable]] = {}
        self._least: dict[int, tuple[float, Flowable]] = {}

    def of(self, flow: Flowable) -> float:
        """See `Flowable.height`."""
        known = self._whole.get(id(flow))
        if known is None:
            known = self._whole[id(flow)] = flow.height(self.width), flow
        return known[0]

    def least(self, flow: Flowable) -> float:
        """See `Flowable.minimum`."""
        known = self._least.get(id(flow))
        if known is None:
            known = self._least[id(flow)] = flow.minimum(self.width), flow
        return known[0]


class Measured:
    """The heights of one leaflet, by width."""

    def __init__(self) -> None:
        self._widths: dict[float, Heights] = {}

    def at(self, width: float) -> Heights:
        heights = self._widths.get(width)
        if heights is None:
            heights = self._widths[width] = Heights(width)
        return heights
