"""gunicorn's threaded worker, telling the application how long a request waited for a thread."""

import threading
import time
from collections.abc import Iterable
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from bot.webhook import WAITED


class QueueAwareWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Stamps connections when they are queued; the turn's clock starts there."""

    def init_process(self) -> None:
        """Start in the worker's own process."""
        self._here = threading.local()
        super().init_process()

    def load_wsgi(self) -> None:
        """Load the application and put the stamp before it."""
        super().load_wsgi()
        application: Any = self.wsgi  # type: ignore[has-type]  # gunicorn sets it in `load_wsgi`

        def stamped(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401  # WSGI
            environ[WAITED] = getattr(self._here, "waited_s", 0.0)
            answer: Iterable[bytes] = application(environ, start_response)
            return answer

        self.wsgi = stamped

    def enqueue_req(self, conn: TConn) -> None:
        """A connection has something to read."""
        conn.enqueued_s = time.monotonic()
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> Any:  # noqa: ANN401  # as gunicorn returns it
        """A thread takes it up."""
        self._here.waited_s = time.monotonic() - conn.enqueued_s
        return super().handle(conn)
