from django import forms
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Membership, Organisation


class MembershipRequestForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.active(),
        label=_("Waar werkt u?"),
        empty_label=_("Kies uw organisatie"),
        help_text=_("Staat uw organisatie er niet bij? Bel of mail het team."),
        error_messages={
            "required": _("Kies uw organisatie."),
            "invalid_choice": _("Kies een organisatie uit de lijst."),
        },
    )


class DecisionForm(forms.Form):
    """One button of the coordinator's page."""

    membership = forms.ModelChoiceField(Membership.objects.current().select_related("organisation", "user"))
    verb = forms.ChoiceField(choices=[(verb, verb) for verb in ("confirm", "decline", "end")])
