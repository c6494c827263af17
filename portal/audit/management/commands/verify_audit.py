"""Walk the audit chain and say what is wrong with it; ends with 1 when anything is."""

from django.core.management.base import BaseCommand, CommandError

from portal.audit import chain


class Command(BaseCommand):
    help = "Checks the audit log from its first row to its last. Give a mailed head to prove that nothing was cut off."

    def add_arguments(self, parser):
        parser.add_argument("--head", default="", help="A head as mailed to the auditors: <number>:<hash>.")

    def handle(self, *, head: str, **options):
        faults = list(chain.faults(expected_head=chain.Head.parse(head) if head else None))
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"The audit log is not whole: {len(faults)} faults.")
        self.stdout.write(f"The audit log is whole up to {chain.head()}.")
