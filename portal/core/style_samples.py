"""What the style page shows: sample texts and a form in each of its states."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from django import forms
from django.utils import timezone

from portal.core.templatetags.icons import DRAWINGS


class SampleForm(forms.Form):
    """One field of every kind."""

    question = forms.CharField(
        label="Wat is uw vraag?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Noem geen namen. Wij kunnen u ook zonder namen helpen.",
    )
    role = forms.ChoiceField(
        label="Wie bent u?",
        widget=forms.RadioSelect,
        choices=[("ouder", "Ouder of familie"), ("school", "Ik werk op een school"), ("anders", "Anders")],
        error_messages={"required": "Kies wie u bent"},
    )
    age = forms.ChoiceField(
        label="Hoe oud is de persoon ongeveer?",
        required=False,
        widget=forms.Select(attrs={"class": "input--s"}),
        choices=[("", "Kies"), ("1", "12 tot en met 15"), ("2", "16 tot en met 17")],
    )
    email = forms.EmailField(
        label="E-mailadres",
        widget=forms.EmailInput(attrs={"class": "input--m", "spellcheck": "false"}),
        error_messages={"invalid": "Vul een volledig e-mailadres in, met een @"},
    )
    languages = forms.MultipleChoiceField(
        label="In welke talen kunnen wij u antwoorden?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("nl", "Nederlands"), ("en", "Engels"), ("tr", "Turks"), ("ar", "Arabisch")],
    )
    again = forms.BooleanField(
        label="Stuur mij na een jaar een bericht over de terugkomdag",
        required=False,
        help_text="U kunt zich altijd afmelden.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choice_hints = {"anders": "U hoeft niet te zeggen wie u bent."}


def form_with_errors() -> SampleForm:
    typed = {"question": "Mijn zoon kijkt veel filmpjes.", "email": "ouder.voorbeeld.nl"}
    return SampleForm({f"fout-{name}": value for name, value in typed.items()}, prefix="fout")


def training_day() -> SimpleNamespace:
    """A day of training, half past nine to half past four."""
    start = timezone.make_aware(datetime(2027, 1, 14, 9, 30))
    return SimpleNamespace(start=start, end=start + timedelta(hours=7))


def context() -> dict:
    """Everything that `core/style_page.html` needs."""
    return {
        "icons": sorted(DRAWINGS),
        "form": SampleForm(prefix="leeg"),
        "form_with_errors": form_with_errors(),
        "steps": ["Uw vraag", "Nalezen", "Zaakcode"],
        "trail": [("Gemeenten", "/gemeenten/"), ("Deskundigheidsbevordering", "#")],
        "facts": [("Voor wie", "Iedereen die met jongeren werkt"), ("Duur", "Eén dag"), ("Kosten", "Gratis")],
        "promises": [("Eerst advies", "U kunt altijd iets vragen."), ("U hoort terug", "Iedereen krijgt antwoord.")],
        "do": ["Vertel kort wat vaststaat.", "Laat leerlingen vragen stellen.", "Ga daarna verder met de les."],
        "dont": ["Gokken waarom iemand iets deed.", "Filmpjes laten zien.", "Eén leerling om een mening vragen."],
        "day": training_day(),
        "grounds": ["paper", "surface", "mist", "sand", "pool", "board", "foot"],
        "meta": ["Training", "Voor professionals"],
    }
