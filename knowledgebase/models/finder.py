"""The help finder: a graph of questions and outcomes that an editor builds as pages.

A visitor's answers live in the query parameter `weg` only: the numbers of the chosen options, in order.
"""

from dataclasses import replace

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable

from knowledgebase.finder_graph import Graph, Node, Option, Places, Problem, problems_of, questions_left, refuse, walked
from knowledgebase.forms import FinderEntryForm, FinderQuestionForm
from portal.core.blocks import BodyBlock, ContactBlock
from portal.core.blocks.clean import PROSE_FEATURES
from portal.core.models import BasePage
from portal.core.sanitise import clean_rich_text

READ_ONLY = ["GET", "HEAD", "OPTIONS"]


class HelpFinderPage(BasePage):
    """The choice between the entries; with a single entry its first question stands here at once."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["knowledgebase.HelpFinderEntryPage"]
    max_count_per_parent = 1
    allowed_http_methods = READ_ONLY
    is_help_page = True

    class Meta:
        verbose_name = _("Hulpwijzer")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        entries = list(HelpFinderEntryPage.objects.child_of(self).visible_to(request.user).select_related("start"))
        if len(entries) == 1 and entries[0].start:
            return {**context, **entries[0].start.step_context(request, entries[0])}
        return {**context, "entries": entries}


class HelpFinderEntryPage(BasePage):
    """One way in; its address shows its first question. It can only be published when its graph is whole."""

    start = models.ForeignKey(
        "knowledgebase.QuestionPage",
        verbose_name=_("Eerste vraag"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [*BasePage.content_panels, PageChooserPanel("start", ["knowledgebase.QuestionPage"])]
    base_form_class = FinderEntryForm
    parent_page_types = ["knowledgebase.HelpFinderPage"]
    subpage_types = ["knowledgebase.QuestionPage", "knowledgebase.OutcomePage"]
    allowed_http_methods = READ_ONLY
    is_help_page = True
    template = "knowledgebase/question_page.html"

    class Meta:
        verbose_name = _("Ingang van de hulpwijzer")

    def graph_for(self, user) -> Graph:
        """The questions and outcomes below this entry that exist for `user`. Three queries, whatever their number."""
        questions = QuestionPage.objects.child_of(self).visible_to(user)
        outcomes = OutcomePage.objects.child_of(self).visible_to(user)
        options: dict[int, list[Option]] = {}
        for row in QuestionOption.objects.filter(question__in=questions):
            options.setdefault(row.question_id, []).append(Option(row.pk, row.label, row.next_id, row.note))
        nodes = [Node(page.pk, page.title, page.slug, True, tuple(options.get(page.pk, ()))) for page in questions]
        nodes += [Node(page.pk, page.title, page.slug, False) for page in outcomes]
        return Graph(self.title, self.start_id, {node.pk: node for node in nodes})

    def problems_with_start(self, start_pk: int | None) -> list[Problem]:
        """What would be wrong if this entry were published with this first question."""
        if self.pk is None:
            return problems_of(Graph(self.title, start_pk))
        return problems_of(replace(self.graph_for(None), start=start_pk))

    def publish(self, revision, **kwargs):
        refuse(self.problems_with_start(revision.as_object().start_id))
        return super().publish(revision, **kwargs)

    def get_context(self, request, *args, **kwargs):
        if self.start is None:
            raise Http404
        return {**super().get_context(request, *args, **kwargs), **self.start.step_context(request, self)}


class FinderNode(BasePage):
    """A question or an outcome. Exists for visitors only while its entry does."""

    settings_panels = [*BasePage.review_panels[:1]]
    parent_page_types = ["knowledgebase.HelpFinderEntryPage"]
    subpage_types: list[str] = []
    allowed_http_methods = READ_ONLY
    is_help_page = True

    class Meta:
        abstract = True

    def visible_entry(self, user) -> HelpFinderEntryPage:
        """The entry above this node; Http404 when this user may not know of it."""
        entry = HelpFinderEntryPage.objects.parent_of(self).visible_to(user).first()
        if entry is None:
            raise Http404
        return entry

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, **self.step_context(request, self.visible_entry(request.user))}

    def step_context(self, request, entry: HelpFinderEntryPage) -> dict:
        """What a step shows: the answers so far, the question's place, the options with their addresses."""
        graph = entry.graph_for(request.user)
        way = walked(graph, self.pk, request.GET.get("weg", ""))
        places = Places(graph, entry.get_url(request))
        left = questions_left(graph, self.pk)
        return {
            "entry": entry,
            "node": self,
            "finder_url": entry.get_parent().get_url(request),
            "answers": places.answers(way),
            "position": len(way) + 1,
            "total": len(way) + left,
            "left": left - 1,
            "options": places.options(self.pk, way),
        }


class QuestionPage(FinderNode):
    content_panels = [
        *BasePage.content_panels,
        InlinePanel("options", heading=_("Antwoorden"), label=_("Antwoord"), min_num=1, max_num=5),
    ]
    base_form_class = FinderQuestionForm

    class Meta:
        verbose_name = _("Vraag van de hulpwijzer")

    def problems_with_options(self, options: list[tuple[str, int | None]]) -> list[Problem]:
        """What would be wrong with a published entry if this question led to these (label, page) pairs."""
        entry = HelpFinderEntryPage.objects.parent_of(self).live().first() if self.pk else None
        if entry is None:
            return []
        graph = entry.graph_for(None)
        if self.pk not in graph.nodes:
            return []
        drafts = tuple(Option(0, label, next_pk) for label, next_pk in options)
        return problems_of(graph.with_options(self.pk, drafts))

    def publish(self, revision, **kwargs):
        options = revision.as_object().options.all()
        refuse(self.problems_with_options([(row.label, row.next_id) for row in options]))
        return super().publish(revision, **kwargs)


class QuestionOption(Orderable):
    question = ParentalKey(QuestionPage, on_delete=models.CASCADE, related_name="options")
    label = models.CharField(_("Antwoord"), max_length=120)
    note = models.CharField(_("Uitleg"), max_length=200, blank=True)
    next = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("Gaat naar"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    panels = [
        FieldPanel("label"),
        FieldPanel("note"),
        PageChooserPanel("next", ["knowledgebase.QuestionPage", "knowledgebase.OutcomePage"]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Antwoord")

    def __str__(self):
        return self.label


class OutcomeBody(BodyBlock):
    """Less than a page has: an outcome is one screen with one next step."""

    table = signal_pair = quote = None  # type: ignore[assignment]  # Wagtail's way to drop a block


class OutcomePage(FinderNode):
    """The next step: what to do now, whom to call, what happens then."""

    body = StreamField(OutcomeBody(), verbose_name=_("Wat u nu kunt doen"), blank=True)
    contact = StreamField([("contact", ContactBlock())], verbose_name=_("Wie u kunt bellen"), blank=True, max_num=1)
    next_steps = RichTextField(_("Wat er daarna gebeurt"), features=PROSE_FEATURES, blank=True)
    anonymous = RichTextField(_("Zonder uw naam"), features=PROSE_FEATURES, blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        FieldPanel("contact"),
        FieldPanel("next_steps"),
        FieldPanel("anonymous"),
    ]

    class Meta:
        verbose_name = _("Uitkomst van de hulpwijzer")

    def save(self, *args, **kwargs):
        self.next_steps = clean_rich_text(self.next_steps)
        self.anonymous = clean_rich_text(self.anonymous)
        super().save(*args, **kwargs)

    @property
    def help_line_keys(self) -> list[str]:
        return [key for child in self.contact for key in child.value["help_lines"] or []]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["steps"] = [block for block in self.body if block.block_type != "links"]
        context["further"] = [block for block in self.body if block.block_type == "links"]
        return context
