import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.core.messages import compile_catalogues

COLLECT = [sys.executable, str(settings.BASE_DIR / "manage.py"), "collectstatic", "--noinput", "--verbosity=0"]


class Command(BaseCommand):
    help = "Everything between a fresh clone and a running demonstration."

    def handle(self, *args, **options):
        compile_catalogues()
        # On the second core, while this process fills the database.
        with subprocess.Popen(COLLECT) as collecting:  # noqa: S603  (a fixed command of our own)
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
            call_command("load_demo", verbosity=0)
            call_command("update_index", verbosity=0)
        if collecting.returncode:
            raise CommandError("collectstatic failed")
