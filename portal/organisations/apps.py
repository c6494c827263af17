from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class OrganisationsConfig(AppConfig):
    name = "portal.organisations"
    label = "organisations"
    verbose_name = "Organisaties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from portal.accounts import leaving, professionals
        from portal.core.page_cache import publish_changed
        from portal.organisations import services
        from portal.organisations.models import HelpLine, HelpLineText, Membership

        professionals.register(Membership.objects.vouch_for)
        leaving.register(services.end_memberships_of)

        def tell_pages(**kwargs):
            publish_changed()

        for model in (HelpLine, HelpLineText):
            for signal in (post_save, post_delete):
                signal.connect(tell_pages, sender=model, weak=False, dispatch_uid=f"{model.__name__}-{id(signal)}")
