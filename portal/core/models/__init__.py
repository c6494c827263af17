from .base import BasePage
from .heartbeat import JobHeartbeat
from .municipality import MunicipalitySettings

__all__ = ["BasePage", "JobHeartbeat", "MunicipalitySettings"]
