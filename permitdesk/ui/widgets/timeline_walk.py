"""Walking through the items of a timeline by keyboard: within a lane, between lanes, in order of days.

Lanes of permits make their items when somebody looks, so a lane is read only when the walk comes to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum
from functools import cached_property

from permitdesk.documents.timeline_scene import LaneId, Scene, SceneItem, SceneLane


class Step(Enum):
    """One step of a walk."""

    EARLIER = "earlier"
    LATER = "later"
    LANE_ABOVE = "lane_above"
    LANE_BELOW = "lane_below"
    #: by first day, over all lanes but those of the permits, which repeat the same days
    NEXT = "next"
    PREVIOUS = "previous"


class Walk:
    """The items of a scene as somebody walks through them."""

    def __init__(self, scene: Scene, lanes: Sequence[SceneLane] | None = None) -> None:
        """``lanes``: those that are drawn; None: all of the scene."""
        self._lanes = scene.lanes if lanes is None else lanes
        self._places: dict[int, dict[str, int]] = {}
        self._lane_of: dict[str, int] = {}

    def item(self, item_id: str) -> SceneItem | None:
        """The item with this id, if there is one."""
        spot = self._spot(item_id)
        return None if spot is None else self._lanes[spot[0]].items[spot[1]]

    def lane_of(self, item_id: str) -> SceneLane | None:
        """The lane of an item."""
        spot = self._spot(item_id)
        return None if spot is None else self._lanes[spot[0]]

    def place_in_lane(self, item_id: str) -> tuple[int, int]:
        """Which item of its lane it is (1 is the first) and of how many; (0, 0) for an unknown one."""
        spot = self._spot(item_id)
        return (0, 0) if spot is None else (spot[1] + 1, len(self._lanes[spot[0]].items))

    def start(self, first: float, last: float) -> SceneItem | None:
        """Where a walk begins: the first item that touches the days shown, else the first one there is."""
        for lane in self._lanes:
            for item in lane.items:
                if item.first < last and item.last + 1 > first:
                    return item
        return next((lane.items[0] for lane in self._lanes if lane.items), None)

    def step(self, item_id: str, step: Step) -> SceneItem | None:
        """The item one step from ``item_id``; None at the end of the walk and for an unknown item."""
        spot = self._spot(item_id)
        if spot is None:
            return None
        lane, place = spot
        items = self._lanes[lane].items
        if step in (Step.EARLIER, Step.LATER):
            place += 1 if step is Step.LATER else -1
            return items[place] if 0 <= place < len(items) else None
        if step in (Step.NEXT, Step.PREVIOUS):
            return self._by_day(items[place], 1 if step is Step.NEXT else -1)
        direction = 1 if step is Step.LANE_BELOW else -1
        lane += direction
        while 0 <= lane < len(self._lanes):
            if self._lanes[lane].items:
                return self._nearest(lane, items[place])
            lane += direction
        return None

    @cached_property
    def _ordered(self) -> list[tuple[int, int, str]]:
        """First day, lane and id of all items but those of permits."""
        return sorted(
            (item.first, number, item.id)
            for number, lane in enumerate(self._lanes)
            if not lane.id.startswith(LaneId.ROUTES)
            for item in lane.items
        )

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {item_id: rank for rank, (_, _, item_id) in enumerate(self._ordered)}

    def _by_day(self, item: SceneItem, direction: int) -> SceneItem | None:
        rank = self._ranks.get(item.id)
        if rank is None:
            # From a permit's band: on to what begins after it, or back to what began before it.
            after = bisect_right(self._ordered, item.first, key=lambda row: row[0])
            rank = after if direction > 0 else after - 1
        else:
            rank += direction
        return self.item(self._ordered[rank][2]) if 0 <= rank < len(self._ordered) else None

    def _nearest(self, lane: int, to: SceneItem) -> SceneItem:
        """The item of a lane that holds the first day of another one, or lies nearest to it."""
        items = self._lanes[lane].items
        place = bisect_right(items, to.first, key=lambda i: i.first)
        around = [items[p] for p in (place - 1, place) if 0 <= p < len(items)]
        return min(around, key=lambda i: max(i.first - to.first, to.first - i.last, 0))

    def _spot(self, item_id: str) -> tuple[int, int] | None:
        """Number of the lane and place within it."""
        lane = self._lane_of.get(item_id)
        if lane is not None:
            return lane, self._places[lane][item_id]
        for number in range(len(self._lanes)):
            if number not in self._places:
                places = {item.id: place for place, item in enumerate(self._lanes[number].items)}
                self._places[number] = places
                self._lane_of.update(dict.fromkeys(places, number))
                if item_id in places:
                    return number, places[item_id]
        return None
