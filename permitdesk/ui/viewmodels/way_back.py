"""What there is to go on with when the file of the cases is damaged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from permitdesk.storage.backups.records import Backup
    from permitdesk.storage.vault.records import DataKey
    from permitdesk.ui.viewmodels.vault_port import VaultPort


class WayBack:
    """The copies that are whole, and how many cases the damaged file still gave."""

    def __init__(self, port: Callable[[], VaultPort]) -> None:
        self._port = port
        #: whole copies to go on with, the newest first; None while they are looked for
        self.copies: tuple[Backup, ...] | None = None
        #: how many cases were read from the damaged file; None: nothing to tell
        self.rescued: int | None = None
        #: whether they are all that there is: no copy was chosen
        self.without_copy = False

    def look(self, key: DataKey) -> Callable[[], Sequence[Backup]]:
        """Forget what was found before; what is returned looks for whole copies, slowly."""
        self.copies = None
        port = self._port()
        return lambda: port.good_copies(key)

    def found(self, copies: Sequence[Backup]) -> None:
        """These copies are whole."""
        self.copies = tuple(copies)

    def going_on(self, key: DataKey, backup: Backup | None) -> Callable[[], int]:
        """What puts a copy in the place of the damaged file, slowly; None: what can still be read of that."""
        self.without_copy = backup is None
        port = self._port()
        if backup is None:
            return lambda: port.go_on_without_copy(key)
        return lambda: port.go_on_with(backup, key)

    def take_rescued(self) -> int | None:
        """How many cases were rescued, to be told once."""
        rescued, self.rescued = self.rescued, None
        return rescued


def forget_frames(problem: BaseException) -> None:
    """Let go of where a problem was raised: it is kept while it is shown, and the frames there know keys."""
    seen: BaseException | None = problem
    while seen is not None:
        seen.__traceback__ = None
        seen = seen.__cause__ or seen.__context__
