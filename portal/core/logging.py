"""Log lines without content: a traceback's last words may hold what a visitor typed."""

import logging


class WithoutContent(logging.Filter):
    """Keeps the class of an exception and drops its message, its traceback and its local values."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0] is not None:
            record.msg = f"{record.name}: {record.exc_info[0].__name__}"
            record.args = ()
        record.exc_info = None
        record.exc_text = None
        record.stack_info = None
        return True
