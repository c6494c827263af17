"""What stands apart from the running text: a notice and a question that folds open."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .clean import CleanCharBlock, ProseBlock


class NoticeBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock([("plain", _("Gewoon")), ("mind", _("Let op"))], default="plain", label=_("Soort"))
    heading = CleanCharBlock(label=_("Kop"), max_length=120, required=False)
    text = ProseBlock(label=_("Tekst"))

    class Meta:
        icon = "info-circle"
        label = _("Mededeling")
        description = _("Eén boodschap die opvalt. Hoogstens twee op een pagina.")
        template = "core/blocks/notice.html"
        preview_value = {"kind": "plain", "heading": "Kennis zakt weg", "text": "Plan na een jaar een terugkomdag."}


class FoldBlock(blocks.StructBlock):
    question = CleanCharBlock(label=_("Vraag"), max_length=160)
    answer = ProseBlock(label=_("Antwoord"))

    class Meta:
        icon = "help"
        label = _("Vraag en antwoord")
        description = _("Een vraag die openklapt. Voor wat niet iedereen hoeft te lezen.")
        template = "core/blocks/fold.html"
        preview_value = {"question": "Hoort mijn kind dat ik bel?", "answer": "Nee. U stelt alleen een vraag."}
