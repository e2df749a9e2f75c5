"""docs/reference/events.md: everything that can happen, and who listens."""

from yichuang.journal.public import Event, listeners

from .markdown import code, table


def page() -> str:
    """Return the page. The listeners are those that the rooms subscribed when they were loaded."""
    heard = listeners()
    rows = ((code(event.value), _names(heard[event][0]), _names(heard[event][1])) for event in Event)
    return (
        "# 事件 / Events\n\n"
        "What the journal can hold. *Together* runs in the writer's transaction and undoes it when it fails; "
        "*later* is a job committed with it.\n\n" + table(("Event", "Together", "Later"), rows)
    )


def _names(found: list[str]) -> str:
    return "<br>".join(code(name.removeprefix("yichuang.")) for name in sorted(found))
