"""What making and using a vault needs from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from permitdesk.crypto.argon2 import Costs
from permitdesk.crypto.keyring_memory import KeyringMemory
from permitdesk.storage.vault.files import VaultFiles
from permitdesk.storage.vault.instance_lock import InstanceLock
from permitdesk.storage.vault.key_store import KeyStore
from permitdesk.storage.vault.steps import Hook


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Handed from the closed vault to the open one."""

    files: VaultFiles
    key_store: KeyStore
    #: of this opening; whoever holds it is the one user
    lock: InstanceLock
    keyring: KeyringMemory
    clock: Callable[[], datetime]
    #: works out, slowly, what one derivation may cost on this computer
    calibrate: Callable[[], Costs]
    hook: Hook
