"""The compiled catalogues, as a running portal has them."""

from django.utils.translation import trans_real

from portal.core.messages import compile_catalogues


def use_compiled_catalogues() -> None:
    """Compile what is newer, and make this process read it even if it looked for it before."""
    compile_catalogues()
    trans_real._translations.clear()
    trans_real._default = None
