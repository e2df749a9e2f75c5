"""One table decides what can be done to a joint application: every state, every action."""

from itertools import product

import pytest

from yichuang.cases.public import State as CaseState
from yichuang.joint.models import Bundle
from yichuang.joint.policies import why_not
from yichuang.joint.public import MOVES, Action, State
from yichuang.joint.rules import next_action
from yichuang.joint.services.moving import move
from yichuang.kit.refusal import Refused
from yichuang.people.public import Grant, Officer, Role

GRANTS = frozenset({Grant(Role.CLERK, 1, None), Grant(Role.MANAGER, 1, None)})
SOMEONE = Officer(1, "0301", "林晓", "", 1, GRANTS)
STRANGER = Officer(2, "0302", "生人", "", 2, frozenset({Grant(Role.CLERK, 2, None)}))
C = CaseState


@pytest.mark.parametrize(("state", "action"), list(product(State, Action)))
def test_what_the_table_does_not_hold_is_refused_with_a_sentence(state: State, action: Action) -> None:
    bundle = Bundle(state=state, centre_id=1)
    reason = why_not(bundle, action, by=SOMEONE)
    assert bool(reason) is ((state, action) not in MOVES)
    assert why_not(bundle, action, by=STRANGER)
    if (state, action) not in MOVES:
        assert "不能再" in reason
        with pytest.raises(Refused, match="不能再"):
            move(bundle, action)


@pytest.mark.parametrize("state", State)
def test_every_state_is_reached_but_the_two_beginnings(state: State) -> None:
    assert state in set(MOVES.values()) or state is State.GATHERING


@pytest.mark.parametrize(
    ("state", "parts", "action"),
    [
        (State.RECEIVED, {C.RECEIVED}, None),
        (State.RECEIVED, {C.RECEIVED, C.ACCEPTED}, None),  # the clock accepted one; the others follow
        (State.RECEIVED, {C.ACCEPTED, C.REFUSED}, Action.ACCEPT),
        (State.RECEIVED, {C.REFUSED, C.NOT_REQUIRED}, Action.END),
        (State.RECEIVED, {C.SUPPLEMENTING, C.RECEIVED}, Action.SUPPLEMENT),
        (State.SUPPLEMENTING, {C.SUPPLEMENTING, C.ACCEPTED}, None),
        (State.SUPPLEMENTING, {C.RECEIVED, C.ACCEPTED}, Action.RESUBMIT),
        (State.SUPPLEMENTING, {C.RETURNED, C.ACCEPTED}, Action.ACCEPT),
        (State.SUPPLEMENTING, {C.RETURNED}, Action.END),
        (State.RUNNING, {C.DECIDED}, None),
    ],
)
def test_the_whole_stands_where_its_parts_stand(
    state: State, parts: set[CaseState], action: Action | None
) -> None:
    assert next_action(state, parts) is action
    assert action is None or (state, action) in MOVES
