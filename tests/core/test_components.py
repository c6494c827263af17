"""Components say in words what they show, keep what was typed and escape what they are given."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from portal.core.templatetags.icons import DRAWINGS, icon

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def rendered(source: str, **context) -> str:
    """The text of a template that loads the components, with white space made single."""
    return " ".join(Template("{% load components %}" + source).render(Context(context)).split())


class QuestionForm(forms.Form):
    question = forms.CharField(label="Wat is uw vraag?", widget=forms.Textarea, help_text="Noem geen namen.")
    role = forms.ChoiceField(
        label="Wie bent u?",
        widget=forms.RadioSelect,
        choices=[("ouder", "Ouder"), ("anders", "Anders")],
        error_messages={"required": "Kies wie u bent"},
    )
    phone = forms.CharField(label="Telefoon", required=False, widget=forms.TextInput(attrs={"class": "input--m"}))
    again = forms.BooleanField(label="Mail mij na een jaar", required=False)
    seal = forms.CharField(widget=forms.HiddenInput, initial="s")


def test_a_field_ties_its_hint_and_its_error_to_the_input():
    form = QuestionForm({"seal": "s"})
    html = rendered("{% field form.question %}", form=form)
    assert (
        html.index("Wat is uw vraag?") < html.index("Noem geen namen.") < html.index("Fout:") < html.index("<textarea")
    )
    assert 'aria-describedby="id_question_helptext id_question_error"' in html
    assert 'id="id_question_helptext"' in html
    assert 'id="id_question_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<label class="label" for="id_question">' in html


def test_a_field_without_hint_or_error_describes_itself_by_nothing():
    assert "aria-describedby" not in rendered("{% field form.phone %}", form=QuestionForm())


def test_a_field_keeps_what_was_typed_and_escapes_it():
    html = rendered("{% field form.phone %}", form=QuestionForm({"phone": '"><script>alert(1)</script>'}))
    assert "<script>" not in html
    assert 'value="&quot;&gt;&lt;script&gt;' in html


def test_only_an_optional_field_says_so():
    form = QuestionForm()
    assert "(niet verplicht)" in rendered("{% field form.phone %}", form=form)
    assert "(niet verplicht)" not in rendered("{% field form.phone optional=False %}", form=form)
    assert "(niet verplicht)" not in rendered("{% field form.question %}", form=form)
    assert "(niet verplicht)" not in rendered("{% field form.again %}", form=form)


def test_the_size_of_an_input_comes_from_its_widget():
    assert 'class="input input--m"' in rendered("{% field form.phone %}", form=QuestionForm())


def test_a_group_of_choices_is_one_fieldset_with_a_label_for_each():
    form = QuestionForm({"role": ""})
    form.fields["role"].choice_hints = {"anders": "U hoeft niets te zeggen."}
    html = rendered("{% field form.role %}", form=form)
    assert '<fieldset class="field has-error" aria-describedby="id_role_error">' in html
    assert '<label for="id_role_0">Ouder</label>' in html
    assert 'aria-describedby="id_role_1_hint"' in html
    assert '<p class="hint" id="id_role_1_hint">U hoeft niets te zeggen.</p>' in html


def test_a_box_stands_before_its_words():
    html = rendered("{% field form.again %}", form=QuestionForm({"again": "on"}))
    assert html.index('type="checkbox"') < html.index('<label for="id_again">')
    assert "checked" in html


def test_a_hidden_field_shows_nothing_but_itself():
    html = rendered("{% field form.seal %}", form=QuestionForm())
    assert html == '<input type="hidden" name="seal" value="s" id="id_seal">'


def test_the_summary_leads_to_the_first_control_of_every_field_in_the_order_of_the_form():
    html = rendered("{% error_summary form %}", form=QuestionForm({"seal": "s"}))
    assert 'role="alert" tabindex="-1" autofocus' in html
    assert "Kijk nog naar 2 dingen" in html
    assert html.index('href="#id_question"') < html.index('href="#id_role_0"')
    assert ">Wat is uw vraag: Dit veld is verplicht.</a>" in html
    assert ">Kies wie u bent</a>" in html


def test_the_summary_counts_one_thing_in_words_and_shows_errors_of_the_whole_form():
    form = QuestionForm({"question": "?", "role": "ouder", "seal": "s"})
    form.add_error(None, "U verstuurde dit al.")
    html = rendered("{% error_summary form %}", form=form)
    assert "Kijk nog naar één ding" in html
    assert "<li>U verstuurde dit al.</li>" in html


@pytest.mark.parametrize("form", [QuestionForm(), QuestionForm({"question": "?", "role": "ouder", "seal": "s"}), None])
def test_a_form_without_errors_has_no_summary_and_no_prefix(form):
    assert rendered("{% error_summary form %}", form=form) == ""
    assert rendered("[{% error_prefix form %}]", form=form) == "[]"


def test_the_title_of_a_page_with_errors_begins_with_the_word():
    assert rendered("[{% error_prefix form %}Uw vraag]", form=QuestionForm({})) == "[Fout: Uw vraag]"


def test_only_icons_that_point_the_way_turn_with_the_script():
    assert {name for name in DRAWINGS if "icon--way" in icon(name)} == {"arrow", "exit", "out"}
    assert all('aria-hidden="true"' in icon(name) for name in DRAWINGS)


def test_an_unknown_icon_is_an_error():
    with pytest.raises(KeyError):
        icon("skull")


def test_a_row_is_one_link_with_its_facts_beside_it():
    html = rendered('{% row "/x/" title "Kort" meta=meta %}', title="Gids <1>", meta=["Spel", "Gratis"])
    assert html.count("<a ") == 1
    assert "Gids &lt;1&gt;" in html
    assert "<span>Spel</span><span>Gratis</span>" in html


def test_the_first_door_is_marked():
    assert '<li class="is-first">' in rendered('{% door "/x/" "Ik maak me zorgen" first=True %}')
    assert '<li class="is-first">' not in rendered('{% door "/x/" "Ik maak me zorgen" %}')


def test_the_danger_line_shows_the_emergency_number_even_with_an_empty_register():
    html = rendered("{% danger_line %}")
    assert 'href="tel:112"' in html
    assert "Is er nu gevaar?" in html


def test_a_notice_keeps_its_html_and_escapes_its_heading():
    html = rendered('{% notice kind="mind" heading=h %}<p>Rustig <b>blijven</b>.</p>{% endnotice %}', h="Let <op>")
    assert 'class="notice notice--mind"' in html
    assert "<h3>Let &lt;op&gt;</h3>" in html
    assert "<p>Rustig <b>blijven</b>.</p>" in html


def test_what_stands_inside_a_notice_is_escaped_as_everywhere():
    html = rendered("{% notice %}<p>{{ typed }}</p>{% endnotice %}", typed="<script>")
    assert "<p>&lt;script&gt;</p>" in html


def test_only_the_main_button_has_an_arrow():
    assert "icon--way" in rendered('{% button "/x/" "Ga verder" %}')
    assert "icon" not in rendered('{% button "/x/" "Terug" kind="plain" %}')


def test_a_small_button_tells_a_screen_reader_what_it_is_about():
    html = rendered('{% button "/x/" "Meld u aan" small=True about="voor 14 januari" %}')
    assert 'Meld u aan <span class="vh">voor 14 januari</span>' in html


def test_progress_marks_what_is_done_and_where_you_are():
    html = rendered("{% progress_steps steps 2 %}", steps=["Vraag", "Nalezen", "Code"])
    assert html.count('aria-current="step"') == 1
    assert '<li class="is-done">Vraag<span class="vh"> (klaar)</span></li>' in html
    assert '<li class="is-now" aria-current="step">Nalezen</li>' in html
    assert "<li>Code</li>" in html


@pytest.mark.parametrize("pairs", [{"Duur": "Eén dag", "Kosten": ""}, [("Duur", "Eén dag"), ("Kosten", None)]])
def test_facts_leave_out_what_is_not_known(pairs):
    html = rendered('{% facts pairs kind="narrow" %}', pairs=pairs)
    assert '<dl class="facts facts--narrow">' in html
    assert "<div><dt>Duur</dt><dd><p>Eén dag</p></dd></div>" in html
    assert "Kosten" not in html


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        (14, "<b>Nog 6 plaatsen</b> van de 20"),
        (19, "<b>Nog 1 plaats</b> van de 20"),
        (20, "<b>Vol</b>, alle 20 plaatsen zijn bezet"),
        (23, "<b>Vol</b>, alle 20 plaatsen zijn bezet"),
    ],
)
def test_a_fill_bar_is_never_without_words(taken, words):
    html = rendered("{% fill taken 20 %}", taken=taken)
    assert words in html
    assert f'value="{min(taken, 20)}" max="20"' in html


def test_do_and_dont_stand_apart():
    html = rendered("{% do_dont do dont level=2 %}", do=["Luister"], dont=["Gok"])
    assert html.index("Wel doen</h2>") < html.index("Luister") < html.index("Liever niet</h2>") < html.index("Gok")


def test_a_breadcrumb_goes_from_start_to_here():
    html = rendered('{% breadcrumb trail "Advies vragen" %}', trail=[("Meldpunt", "/meldpunt/")])
    assert html.index(">Start</a>") < html.index('<a href="/meldpunt/">Meldpunt</a>') < html.index("Advies vragen")
    assert '<li aria-current="page">Advies vragen</li>' in html
    assert "Start" not in rendered('{% breadcrumb trail "Zaak" start=False %}', trail=[])


def test_a_breadcrumb_keeps_the_language():
    with translation.override("ar"):
        assert 'href="/ar/"' in rendered('{% breadcrumb trail "x" %}', trail=[])


def test_the_clock_is_the_one_of_the_municipality():
    winter = datetime(2027, 1, 14, 8, 30, tzinfo=ZoneInfo("UTC"))
    summer = datetime(2027, 7, 14, 14, 5, tzinfo=ZoneInfo("UTC"))
    assert "9.30 tot 16.05 uur" in rendered("{% time_range start end %}", start=winter, end=summer)


def test_a_tag_is_a_word_in_a_frame():
    assert rendered('{% tag "Te laat" "late" %}') == '<span class="tag tag--late">Te laat</span>'
    assert rendered('{% tag "Na inloggen" %}') == '<span class="tag">Na inloggen</span>'
