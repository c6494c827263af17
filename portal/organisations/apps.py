from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class OrganisationsConfig(AppConfig):
    name = "portal.organisations"
    label = "organisations"
    verbose_name = "Organisaties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from portal.accounts import leaving, overview, professionals
        from portal.core.blocks import offer_help_lines
        from portal.core.page_cache import publish_changed
        from portal.organisations import notifications, services
        from portal.organisations.models import HelpLine, HelpLineText, Membership

        professionals.register(Membership.objects.vouch_for)
        leaving.register(services.end_memberships_of)
        overview.register("membership", show_memberships, rank=10)
        notifications.register_kinds()
        offer_help_lines(lambda: [(line.key, str(line)) for line in HelpLine.objects.all()])

        def tell_pages(**kwargs):
            publish_changed()

        for model in (HelpLine, HelpLineText):
            for signal in (post_save, post_delete):
                signal.connect(tell_pages, sender=model, weak=False, dispatch_uid=f"{model.__name__}-{id(signal)}")


def show_memberships(request) -> str:
    from portal.organisations.views import membership_panel

    return membership_panel(request)
