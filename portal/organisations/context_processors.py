"""The help lines that every page may show, read once and only when a template asks."""

from functools import cached_property

from django.utils import timezone

from portal.core.models import MunicipalitySettings
from portal.core.page_cache import expires_no_later_than
from portal.organisations.models.help_line import lines_for_page


class HelpLines:
    """`strip`, `desk`, `all` are lists; `by_key` finds one. Each line carries `opening`, its state now."""

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
        return [line for line in self.all if line.on_desk]


def help_lines(request):
    return {"help_lines": HelpLines(request)}
