"""The fixed vocabularies of the knowledge base, and a field that holds several values of one."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    EVERYONE = "iedereen", _("Iedereen")
    PARENTS = "ouders", _("Ouders en familie")
    YOUNG = "jongeren", _("Jongeren")
    EDUCATION = "onderwijs", _("Onderwijs")
    PROFESSIONALS = "professionals", _("Professionals")
    MUNICIPALITIES = "gemeenten", _("Gemeenten")


class Phenomenon(models.TextChoices):
    """All forms alike; `general` is about every form."""

    GENERAL = "general", _("Alle vormen")
    JIHADIST = "jihadist", _("Jihadisme")
    RIGHT_WING = "right-wing", _("Rechtsextremisme")
    LEFT_WING = "left-wing", _("Linksextremisme")
    ANTI_GOVERNMENT = "anti-government", _("Anti-institutioneel extremisme")
    ETHNIC_NATIONALIST = "ethnic-nationalist", _("Etnisch nationalisme")


class ToolKind(models.TextChoices):
    DOCUMENT = "document", _("Document")
    TRAINING = "training", _("Training")
    GAME = "game", _("Spel")
    SITE = "site", _("Website")
    PERSON = "person", _("Persoon")


class ToolAccess(models.TextChoices):
    PUBLIC = "public", _("Vrij te gebruiken")
    LOGIN = "login", _("Na inloggen")
    ON_REQUEST = "on_request", _("Op aanvraag")


class ChoiceSetField(models.CharField):
    """Several values of one vocabulary, in its order, as a list; stored as `|a|b|` so that `contains` can filter.

    The parameter `vocabulary` is a TextChoices class; migrations do without.
    """

    def __init__(self, *args, vocabulary: type[models.TextChoices] = models.TextChoices, **kwargs):
        self.vocabulary = vocabulary
        super().__init__(*args, **{"max_length": 200, "blank": True, "default": list, **kwargs})

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value):
        if isinstance(value, str):
            return [part for part in value.split("|") if part]
        return [str(part) for part in value or []]

    def get_prep_value(self, value):
        parts = self.to_python(value)
        return f"|{'|'.join(parts)}|" if parts else ""

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def clean(self, value, model_instance):
        values = self.to_python(value)
        if unknown := [part for part in values if part not in self.vocabulary.values]:
            raise ValidationError(_("Onbekende keuze: %(choices)s.") % {"choices": ", ".join(unknown)})
        return [part for part in self.vocabulary.values if part in values]

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=self.vocabulary.choices,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

    def labels_of(self, obj) -> list[str]:
        """The values of `obj` in words, in the active language."""
        return [str(self.vocabulary(part).label) for part in self.to_python(self.value_from_object(obj))]
