from django.core.management.base import BaseCommand

from portal.core.messages import compile_catalogues


class Command(BaseCommand):
    help = "Compile portal/locale/*/LC_MESSAGES/django.po without msgfmt."

    def handle(self, *args, **options):
        for path in compile_catalogues():
            self.stdout.write(path.parts[-3])
