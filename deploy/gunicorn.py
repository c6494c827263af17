"""gunicorn's settings wherever Wegwijs runs: no trace of a request in a log, nothing about the path from a header."""

accesslog = None
loglevel = "warning"
preload_app = True
threads = 4
timeout = 60
# Only PATH_INFO and SCRIPT_NAME as the socket gives them; a client may not rename a page.
forwarder_headers = ""
