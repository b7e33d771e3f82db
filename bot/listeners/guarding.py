"""Every handler is wrapped as it is registered: no error ever reaches Bolt, and each has a code that is told."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from slack_bolt import App, BoltResponse

from bot.incidents import PREFIX, incident

Handler = Callable[..., Any]


class Listeners:
    """Registers handlers with Bolt.

    Bolt is told to wait for a handler before it acknowledges. So what a handler stores is stored before Slack hears
    that the event has come; where that fails Slack is told to bring it again.
    """

    def __init__(self, app: App, apologise: Callable[[Mapping[str, Any], str], None]) -> None:
        """Take the app, and what tells the person behind a request the code of what went wrong."""
        self.app = app
        self._apologise = apologise

    def event(self, name: str, handler: Handler) -> None:
        """Handle an event; Bolt acknowledges it when the handler is done."""
        self.app.event(name)(self._guarded(handler, again=True))

    def action(self, name: str, handler: Handler) -> None:
        """Handle a click."""
        self.app.action(name)(self._guarded(handler, again=False))

    def command(self, name: str, handler: Handler) -> None:
        """Handle a slash command."""
        self.app.command(name)(self._guarded(handler, again=False))

    def shortcut(self, name: str, handler: Handler) -> None:
        """Handle a shortcut."""
        self.app.shortcut(name)(self._guarded(handler, again=False))

    def submission(self, name: str, handler: Handler) -> None:
        """Handle a modal that was sent."""
        self.app.view(name)(self._guarded(handler, again=False))

    def _guarded(self, handler: Handler, *, again: bool) -> Handler:
        # Bolt gives the wrapper the parameters that the handler inside names; all name ``body``.
        @wraps(handler)
        def guarded(**parameters: Any) -> Any:
            try:
                return handler(**parameters)
            except Exception as error:  # noqa: BLE001 - Bolt would lose the acknowledgement
                code = incident(error, handler=handler.__name__)
                if again:
                    return BoltResponse(status=503)
                self._apologise(parameters["body"], code.removeprefix(PREFIX))
                return BoltResponse(status=200)

        return guarded
