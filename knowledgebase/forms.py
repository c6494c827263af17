"""Forms of the editor: the help finder is checked before it is published, and nothing typed is lost."""

from wagtail.admin.forms import WagtailAdminPageForm

from .finder_graph import Problem


class FinderForm(WagtailAdminPageForm):
    """Refuses to publish a broken graph with the path shown; saving a draft is always possible."""

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        problems = self.problems() if "action-publish" in self.data else []
        for problem in problems:
            self.add_error(None, str(problem))
        return not problems

    def problems(self) -> list[Problem]:
        raise NotImplementedError


class FinderEntryForm(FinderForm):
    def problems(self) -> list[Problem]:
        start = self.cleaned_data.get("start")
        return self.instance.problems_with_start(start.pk if start else None)


class FinderQuestionForm(FinderForm):
    def problems(self) -> list[Problem]:
        rows = [row for row in self.formsets["options"].cleaned_data if row and not row.get("DELETE")]
        return self.instance.problems_with_options([(row["label"], row["next"] and row["next"].pk) for row in rows])
