"""Drop whole months of the audit log past their term, behind a checkpoint that keeps the chain provable."""

from django.core.management.base import BaseCommand, CommandError

from portal.audit import chain, services


class Command(BaseCommand):
    help = "Drops sealed audit rows of whole months that are older than the term."

    def add_arguments(self, parser):
        parser.add_argument("--months", type=int, default=24, help="How many whole months stay (default: 24).")

    def handle(self, *, months: int, **options):
        if months < 1:
            raise CommandError("--months is at least 1.")
        if any(chain.faults()):
            raise CommandError("The audit log is not whole: run verify_audit first. Nothing was dropped.")
        dropped = services.prune(months=months)
        self.stdout.write(f"Dropped {dropped} rows.")
