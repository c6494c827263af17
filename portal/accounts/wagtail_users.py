from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's list of users, with forms that cannot make a superuser or type somebody's password."""

    user_viewset = "portal.accounts.viewsets.StaffViewSet"
