"""Who may come in: a token, new in every run, or a password; both are exchanged for a cookie that only we can read."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field

MOST = 100  # sessions at once; the one that began first ends when one more begins
TRIES, WITHIN = 5, 60.0  # wrong passwords in so many seconds; then all have to wait


@dataclass(slots=True)
class Sessions:
    """The sessions of one run. `token` and cookies have 256 bits each and are compared in constant time."""

    password: str | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _who: dict[str, str] = field(default_factory=dict)
    _wrong: list[float] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def by_token(self, given: str, who: str) -> str | None:
        """A new session's cookie where `given` is the token; else None."""
        return self._begun(who) if _same(given, self.token) else None

    def by_password(self, given: str, who: str) -> str | None:
        """A new session's cookie where `given` is the password; else None. Raises TimeoutError after too many tries."""
        with self._lock:
            now = time.monotonic()
            self._wrong[:] = [t for t in self._wrong if now - t < WITHIN]
            if len(self._wrong) >= TRIES:
                raise TimeoutError
            if self.password is None or not _same(given, self.password):
                self._wrong.append(now)
                return None
        return self._begun(who)

    def who(self, cookie: str) -> str | None:
        """The name under which the session of `cookie` judges; None where there is no such session."""
        with self._lock:
            return next((who for known, who in self._who.items() if _same(cookie, known)), None)

    def _begun(self, who: str) -> str:
        cookie = secrets.token_urlsafe(32)
        with self._lock:
            while len(self._who) >= MOST:
                del self._who[next(iter(self._who))]
            self._who[cookie] = who
        return cookie


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
