from wagtail import hooks

from portal.accounts import viewsets

# After Wagtail's own, which they replace by name.
for action in (viewsets.NoAssignRole, viewsets.NoDelete, viewsets.NoSetActiveState):
    hooks.register("register_bulk_action", action, order=100)
