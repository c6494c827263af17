from .base import BasePage
from .heartbeat import JobHeartbeat
from .municipality import MunicipalitySettings
from .rate_count import RateCount

__all__ = ["BasePage", "JobHeartbeat", "MunicipalitySettings", "RateCount"]
