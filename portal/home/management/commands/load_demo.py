from importlib import import_module

from django.core.management.base import BaseCommand, CommandError

from portal.core.page_cache import publish_changed

# In rank order; each module offers load(verbosity) and may be loaded again without changing anything.
LOADERS = [
    "portal.home.demo.site",
    "portal.accounts.demo.load",
    "portal.organisations.demo.load",
    "portal.home.demo.load",
    "knowledgebase.demo.load",
    "trainings.demo.load",
    "reporting_form.demo.load",
    "portal.briefings.demo.load",
    "portal.home.demo.translations",
]


class Command(BaseCommand):
    help = "Load the Arnhem demonstration. Loading it again changes nothing."

    def handle(self, *args, verbosity=1, **options):
        for name in LOADERS:
            try:
                import_module(name).load(verbosity=verbosity)
            except Exception as problem:
                raise CommandError(f"{name}: {type(problem).__name__}: {problem}") from problem
        publish_changed()
