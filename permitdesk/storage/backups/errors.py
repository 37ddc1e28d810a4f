"""What can go wrong with copies while the cases themselves are safe."""

from __future__ import annotations

from permitdesk.storage.errors import Damaged, DiskFull, DiskTrouble, ReadOnly


class NoRoomForBackup(DiskFull):
    """There is no room for another copy. The cases are saved, older copies are unchanged."""

    text_id = "storage_error.backup_no_room"


class BackupsReadOnly(ReadOnly):
    """The folder of the copies cannot be written. The cases are saved."""

    text_id = "storage_error.backups_read_only"


class BackupNotWhole(DiskTrouble):
    """The copy was not what it should be and was thrown away; the cases themselves are whole."""

    text_id = "storage_error.backup_not_whole"


class NothingToRescue(Damaged):
    """Not one case of the damaged file can be read. Nothing was changed."""

    text_id = "storage_error.nothing_to_rescue"


class NoGoodCopy(Damaged):
    """The copy that was to be put in the place of the damaged file is not whole any more."""

    text_id = "storage_error.no_good_copy"
