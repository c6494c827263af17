"""Where an administrator keeps accounts and roles. Every change leaves its rows in the log."""

from django.core.exceptions import PermissionDenied
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.users.views import bulk_actions
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

from portal.accounts import standing
from portal.accounts.staff_forms import StaffCreationForm, StaffEditForm


class StaffIndexView(IndexView):
    @property
    def columns(self):
        """No boxes to tick: see `Closed`."""
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]


class StaffCreateView(CreateView):
    def save_instance(self):
        user = super().save_instance()
        standing.record_new(actor=self.request.user, user=user)
        return user


class StaffEditView(EditView):
    def save_instance(self):
        """Runs inside the transaction of the view, so the change and its rows stand or fall together."""
        before = standing.of(self.object.pk)
        user = super().save_instance()
        standing.settle(actor=self.request.user, user=user, before=before)
        return user


class StaffViewSet(UserViewSet):
    index_view_class = StaffIndexView
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView

    def get_form_class(self, for_update=False):
        return StaffEditForm if for_update else StaffCreationForm


class Closed:
    """Many accounts at once would pass by the form: its log, its table of roles, and its "not your own"."""

    def dispatch(self, request, *args, **kwargs):
        raise PermissionDenied("accounts are changed one by one")


class NoAssignRole(Closed, bulk_actions.AssignRoleBulkAction):
    pass


class NoDelete(Closed, bulk_actions.DeleteBulkAction):
    pass


class NoSetActiveState(Closed, bulk_actions.SetActiveStateBulkAction):
    pass
