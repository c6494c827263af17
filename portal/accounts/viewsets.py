"""Where an administrator keeps accounts and roles."""

from wagtail.users.views.users import UserViewSet

from portal.accounts.staff_forms import StaffCreationForm, StaffEditForm


class StaffViewSet(UserViewSet):
    def get_form_class(self, for_update=False):
        return StaffEditForm if for_update else StaffCreationForm
