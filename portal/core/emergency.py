"""The one number that must stand on a page even when the register of help lines cannot be read."""

EMERGENCY_NUMBER = "112"
