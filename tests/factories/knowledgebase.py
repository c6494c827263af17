import factory
from wagtail.models import Locale

from knowledgebase.models import (
    Definition,
    HandbookPage,
    HelpFinderEntryPage,
    HelpFinderPage,
    OutcomePage,
    QuestionOption,
    QuestionPage,
    ThemePage,
    Tool,
    TopicPage,
    TopicTool,
)


def dutch() -> Locale:
    return Locale.objects.get_or_create(language_code="nl")[0]


class DefinitionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Definition

    term = factory.Sequence(lambda n: f"begrip {n:03}")
    slug = factory.Sequence(lambda n: f"begrip-{n:03}")
    short = "Wat het betekent."
    source = "Redactie"
    source_year = 2026
    locale = factory.LazyFunction(dutch)


class ToolFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Tool

    title = factory.Sequence(lambda n: f"Instrument {n:03}")
    slug = factory.Sequence(lambda n: f"instrument-{n:03}")
    kind = "document"
    audience = ["gemeenten"]
    locale = factory.LazyFunction(dutch)


class PageFactory(factory.Factory):
    """A published page below `parent`."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Pagina {n:03}")
    slug = factory.Sequence(lambda n: f"pagina-{n:03}")

    @classmethod
    def _create(cls, model_class, *args, parent, **kwargs):
        return parent.add_child(instance=model_class(locale=parent.locale, **kwargs))


class HandbookFactory(PageFactory):
    class Meta:
        model = HandbookPage

    title = "Handreiking"
    slug = "handreiking"


class ThemeFactory(PageFactory):
    class Meta:
        model = ThemePage


class TopicFactory(PageFactory):
    class Meta:
        model = TopicPage


class HelpFinderFactory(PageFactory):
    class Meta:
        model = HelpFinderPage

    title = "Hulpwijzer"
    slug = "hulpwijzer"


class EntryFactory(PageFactory):
    class Meta:
        model = HelpFinderEntryPage


class QuestionFactory(PageFactory):
    class Meta:
        model = QuestionPage


class OutcomeFactory(PageFactory):
    class Meta:
        model = OutcomePage


def link(topic: TopicPage, *tools: Tool) -> None:
    """Put these tools at this topic, in this order."""
    for place, tool in enumerate(tools):
        TopicTool.objects.create(page=topic, tool=tool, sort_order=place)


def answer(question: QuestionPage, label: str, to) -> QuestionOption:
    """Add an answer to a question, after those it has."""
    place = question.options.count()
    return QuestionOption.objects.create(question=question, label=label, next=to, sort_order=place)
