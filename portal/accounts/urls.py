"""Our own account pages, and the doors that stay closed."""

from django.urls import path, re_path

from portal.accounts import views

app_name = "accounts"

# Mounted at accounts/ before allauth's own patterns, so that the two closed ones win.
urlpatterns = [
    path("", views.overview, name="overview"),
    path("password/set/", views.to_sign_in, name="closed_set_password"),
    path("email/", views.to_sign_in, name="closed_email"),
]

# Mounted at the root, before Wagtail's own patterns. Each would let a password alone in, or mail a way in.
closed_doors = [
    path("beheer/login/", views.to_sign_in, name="closed_wagtail_login"),
    re_path(r"^beheer/password_reset/.*$", views.to_sign_in, name="closed_wagtail_password_reset"),
    path("_util/login/", views.to_sign_in, name="closed_wagtail_frontend_login"),
]
