"""The help lines that every page may show, read once and only when a template asks."""

from functools import cached_property

from django.utils import timezone

from portal.core.emergency import EMERGENCY_NUMBER
from portal.core.models import MunicipalitySettings
from portal.core.page_cache import expires_no_later_than
from portal.organisations.models.help_line import lines_for_page


class HelpLines:
    """`strip`, `desk`, `all`, `beside_danger_line` are lists; `by_key` finds one. Each line carries `opening`, now."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def all(self):
        now = timezone.now()
        lines = list(lines_for_page())
        for line in lines:
            if line.is_municipal:
                line.number = MunicipalitySettings.for_request(self.request).phone
            line.opening = line.state(now)
            if line.opening.changes_at:
                expires_no_later_than(self.request, line.opening.changes_at)
        return lines

    @cached_property
    def by_key(self):
        return {line.key: line for line in self.all}

    @property
    def strip(self):
        return [line for line in self.all if line.in_strip]

    @property
    def desk(self):
        """The lines of the front page: who answers now comes first, who is surely closed comes last."""
        shown = [line for line in self.all if line.on_desk]
        return sorted(shown, key=lambda line: (not line.opening.is_open, line.has_exact_hours))

    @property
    def beside_danger_line(self):
        """Every line for a page that has the emergency number above its content already."""
        return [line for line in self.all if line.number != EMERGENCY_NUMBER]


def help_lines(request):
    return {"help_lines": HelpLines(request)}
