from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class KnowledgebaseConfig(AppConfig):
    name = "knowledgebase"
    label = "knowledgebase"
    verbose_name = "Kennisbank"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from knowledgebase.models import Definition, Tool
        from portal.core.page_cache import publish_changed

        def tell_pages(**kwargs):
            publish_changed()

        for model in (Definition, Tool):
            post_save.connect(tell_pages, sender=model, weak=False, dispatch_uid=f"saved-{model.__name__}")
            post_delete.connect(tell_pages, sender=model, weak=False, dispatch_uid=f"deleted-{model.__name__}")
