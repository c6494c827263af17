"""What a visitor fills in: few fields, all text cleaned, nothing refused without a reason."""

import json
import time

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting_form import conf
from reporting_form.forms.fields import PlainText, choice, text
from reporting_form.models.case import Path
from reporting_form.vault.tokens import BadTokenError, make_token, read_token

A_DAY = 24 * 60 * 60

ASKERS = [
    ("family", gettext_lazy("Ouder of familie")),
    ("acquaintance", gettext_lazy("Vriend, buur of collega")),
    ("school", gettext_lazy("Ik werk op een school")),
    ("professional", gettext_lazy("Ik werk met jongeren of in de zorg")),
    ("other", gettext_lazy("Anders, of dat zeg ik liever niet")),
]
AGE_BANDS = [
    ("", gettext_lazy("Kies")),
    ("under-12", gettext_lazy("Jonger dan 12")),
    ("12-15", gettext_lazy("12 tot en met 15")),
    ("16-17", gettext_lazy("16 tot en met 17")),
    ("18-23", gettext_lazy("18 tot en met 23")),
    ("over-23", gettext_lazy("Ouder")),
]
ANSWER_WAYS = [("code", gettext_lazy("Met een zaakcode")), ("phone", gettext_lazy("Bel mij"))]
VOICEMAIL = [("no", gettext_lazy("Nee, liever niet")), ("yes", gettext_lazy("Ja, dat mag"))]


class Guarded(forms.Form):
    """Against machines, without asking people anything: a field to leave empty, and a minimum time."""

    website = forms.CharField(
        label=gettext_lazy("Laat dit veld leeg"), required=False, widget=forms.TextInput(attrs={"tabindex": "-1"})
    )
    started = forms.CharField(required=False, widget=forms.HiddenInput)
    # Sent within the minimum time: nothing is wrong, but the page comes back once.
    is_too_fast = False

    @staticmethod
    def new_start() -> str:
        return make_token("started", {"at": time.time()}, seconds=A_DAY)

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Laat het veld onder het formulier leeg. Dat is er om robots te herkennen."))
        return ""

    def clean_started(self):
        try:
            started = read_token("started", self.cleaned_data["started"])["at"]
        except BadTokenError:
            raise forms.ValidationError(
                _("Deze pagina stond te lang open. Uw tekst is er nog. Druk nog een keer op de knop.")
            ) from None
        self.is_too_fast = time.time() - started < conf.value("MELDPUNT_MINIMUM_SECONDS")
        return self.cleaned_data["started"]


class ContactFields(forms.Form):
    """How the answer may come. Contact details count only for somebody who asks to be called."""

    answer_by = choice(
        gettext_lazy("Hoe wilt u ons antwoord krijgen?"),
        ANSWER_WAYS,
        required=gettext_lazy("Kies hoe u ons antwoord wilt krijgen"),
        initial="code",
    )
    answer_by.choice_hints = {
        "code": gettext_lazy("U blijft anoniem. U krijgt de code op de volgende pagina."),
        "phone": gettext_lazy("Op de volgende pagina vragen wij hoe dat veilig kan. U krijgt ook een zaakcode."),
    }
    # Set by the page that asks how to call: until then nothing about it is missing.
    calling = forms.CharField(required=False, widget=forms.HiddenInput)
    phone = PlainText(
        label=gettext_lazy("Telefoonnummer"),
        max_length=20,
        size="m",
        required=False,
    )
    safe_times = PlainText(
        label=gettext_lazy("Wanneer kunnen wij veilig bellen?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: op werkdagen na 10 uur, dan ben ik alleen."),
    )
    voicemail = choice(
        gettext_lazy("Mogen wij iets inspreken?"),
        VOICEMAIL,
        initial="no",
    )
    interpreter = PlainText(
        label=gettext_lazy("Wilt u een tolk? Voor welke taal?"),
        max_length=60,
        size="m",
        required=False,
        help_text=gettext_lazy("Leeg laten mag. Wij werken alleen met beëdigde tolken."),
    )
    CONTACT = ("phone", "safe_times", "voicemail", "interpreter")

    def clean(self):
        data = super().clean()
        if data.get("answer_by") != "phone":
            for name in self.CONTACT:
                self.errors.pop(name, None)
        elif data.get("calling") and "phone" not in self.errors:
            self._check_phone(data.get("phone", ""))
        return data

    @property
    def must_ask_how_to_call(self) -> bool:
        """Whether somebody chose to be called and did not see the page that asks how."""
        return self.cleaned_data.get("answer_by") == "phone" and not self.cleaned_data.get("calling")

    @property
    def only_contact_is_wrong(self) -> bool:
        return bool(self.errors) and set(self.errors) <= set(self.CONTACT)

    def _check_phone(self, number):
        digits = sum(character.isdigit() for character in number)
        if not number:
            self.add_error("phone", _("Vul uw telefoonnummer in, of kies voor een zaakcode"))
        elif digits < 8 or set(number) - set("0123456789 +-()."):
            self.add_error("phone", _("Vul een volledig telefoonnummer in, met alleen cijfers"))

    def contact(self) -> str:
        """What is sealed as contact details: nothing at all for an answer by code."""
        if self.cleaned_data["answer_by"] != "phone":
            return ""
        return json.dumps({name: self.cleaned_data.get(name, "") for name in self.CONTACT})


class IntakeForm(ContactFields, Guarded):
    """What every path shares. `story` names the fields in the order of the page."""

    story: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def answers(self) -> dict[str, str]:
        """Every answer by name, ready to be sealed."""
        names = (*self.story, "answer_by")
        return {**{name: self.cleaned_data[name] for name in names}, "contact": self.contact()}

    def story_fields(self):
        return [self[name] for name in self.story]

    def carried(self):
        """Every field as a hidden input without an id, because the review page carries them twice."""
        return [field.as_hidden(attrs={"id": False}) for field in self]

    def carried_contact(self):
        """What was said about calling, on the page with the text."""
        return [self[name].as_hidden(attrs={"id": False}) for name in self.CONTACT]

    def carried_story(self):
        """The text and the rest, on the page that asks how to call."""
        asked = {*self.CONTACT, "calling"}
        return [field.as_hidden(attrs={"id": False}) for field in self if field.name not in asked]

    def all_text(self) -> str:
        return "\n".join(str(value) for value in self.cleaned_data.values())

    def read_back(self) -> list[tuple[str, str]]:
        """Label and answer of everything that will be sent, for the review page."""
        names = [*self.story, "answer_by"]
        if self.cleaned_data["answer_by"] == "phone":
            names += self.CONTACT
        return [(str(self.fields[name].label), shown(self.fields[name], self.cleaned_data[name])) for name in names]


NO_NAMES = gettext_lazy("Noem geen namen. Ook geen school, straat of vereniging. Wij kunnen u ook zonder namen helpen.")
ROOM = gettext_lazy("Maximaal 10.000 tekens.")
ROOM_EACH = gettext_lazy("Maximaal 10.000 tekens per vraag.")


class AdviceForm(IntakeForm):
    story = ("question", "asker", "age_band")
    question = text(
        gettext_lazy("Wat is uw vraag?"),
        required=gettext_lazy("Schrijf uw vraag op"),
        rows=8,
        help_text=format_lazy("{} {}", NO_NAMES, ROOM),
    )
    asker = choice(gettext_lazy("Wie bent u?"), ASKERS, required=gettext_lazy("Kies wie u bent"))
    age_band = choice(
        gettext_lazy("Hoe oud is de persoon ongeveer?"),
        AGE_BANDS,
        widget=forms.Select(attrs={"class": "input--s"}),
    )


class SelfForm(IntakeForm):
    story = ("question",)
    question = text(
        gettext_lazy("Wat wilt u vertellen of vragen?"),
        required=gettext_lazy("Schrijf op wat u wilt vertellen of vragen"),
        rows=8,
        help_text=format_lazy("{} {}", gettext_lazy("Uw naam is niet nodig. Schrijf zoals u praat."), ROOM),
    )


class ConcernForm(IntakeForm):
    story = ("facts", "interpretation", "source", "counter", "done", "help", "asker", "age_band", "person")
    facts = text(
        gettext_lazy("Wat hebt u gezien of gehoord?"),
        required=gettext_lazy("Schrijf op wat u hebt gezien of gehoord"),
        rows=7,
        help_text=format_lazy(
            "{} {}", gettext_lazy("Alleen wat u zelf zag of hoorde. Wat u ervan denkt, komt hierna."), ROOM_EACH
        ),
    )
    interpretation = text(gettext_lazy("Wat denkt u dat er aan de hand is?"))
    source = text(
        gettext_lazy("Hoe weet u dit?"),
        rows=3,
        help_text=gettext_lazy("Bijvoorbeeld: zelf gezien, van een ander gehoord, online gelezen."),
    )
    counter = text(
        gettext_lazy("Wat kan een gewone verklaring zijn? Wat spreekt ertegen?"),
        help_text=gettext_lazy("Dit is even belangrijk. Het voorkomt dat wij ons vergissen."),
    )
    done = text(gettext_lazy("Wat is er al gedaan? Weet de persoon zelf of een ouder dat u dit deelt?"), rows=4)
    help = text(gettext_lazy("Wat zou helpen?"), rows=3)
    asker = choice(gettext_lazy("Wie bent u?"), ASKERS, required=gettext_lazy("Kies wie u bent"))
    age_band = choice(
        gettext_lazy("Hoe oud is de persoon ongeveer?"), AGE_BANDS, widget=forms.Select(attrs={"class": "input--s"})
    )
    person = text(
        gettext_lazy("Over wie gaat het?"),
        rows=2,
        max_length=500,
        help_text=gettext_lazy(
            "U mag dit leeg laten. Wij overleggen dan eerst met u zonder naam. Met een naam kunnen wij soms sneller "
            "hulp regelen."
        ),
    )


FORMS: dict[str, type[IntakeForm]] = {Path.ADVICE: AdviceForm, Path.CONCERN: ConcernForm, Path.SELF: SelfForm}


def shown(form_field, value: str) -> str:
    """An answer as a reader sees it: the words of a choice instead of its slug."""
    labels = dict(getattr(form_field, "choices", []))
    return str(labels.get(value, value)) if value else ""


def readable(path: str, answers: dict[str, str]) -> list[tuple[str, str, str]]:
    """(name, label, text) of the answers to this path's form, in its order."""
    fields = FORMS[path].base_fields
    names = (*FORMS[path].story, "answer_by")
    return [(name, str(fields[name].label), shown(fields[name], answers.get(name, ""))) for name in names]
