"""Who counts as a professional. The organisations app, which ranks higher, registers the answer."""

from collections.abc import Callable

_vouchers: list[Callable] = []


def register(voucher: Callable) -> None:
    """Add a question `voucher(user) -> bool`, from an app's `ready()`."""
    if voucher not in _vouchers:
        _vouchers.append(voucher)


def vouched_for(user) -> bool:
    return any(voucher(user) for voucher in _vouchers)
