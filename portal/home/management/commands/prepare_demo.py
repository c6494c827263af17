from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal.core.messages import compile_catalogues


class Command(BaseCommand):
    help = "Everything between a fresh clone and a running demonstration, in one process."

    def handle(self, *args, **options):
        compile_catalogues()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("load_demo", verbosity=0)
        call_command("update_index", verbosity=0)
