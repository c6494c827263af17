"""Every address of the portal. Dutch has no prefix; /en/, /tr/ and /ar/ carry the other languages."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from portal.accounts.urls import closed_doors
from portal.core.views import style_page

handler400 = "portal.core.views.bad_request"
handler403 = "portal.core.views.permission_denied"
handler404 = "portal.core.views.page_not_found"
handler429 = "portal.core.views.too_many_requests"
handler500 = "portal.core.views.server_error"

# Wagtail's editor still has inline scripts and styles; only its own addresses get the looser policy.
editor_policy = csp_replace(
    {
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:"],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
    }
)

editor_patterns = decorate_urlpatterns(wagtailadmin_urls.urlpatterns, editor_policy)
# A preview is a frame inside the editor's own page.
editor_patterns = decorate_urlpatterns(editor_patterns, xframe_options_sameorigin)

urlpatterns = [
    *closed_doors,
    path("beheer/stijl/", style_page, name="style"),
    path("beheer/", include(editor_patterns)),
    path("documenten/", include(wagtaildocs_urls)),
    path("accounts/", include("portal.accounts.urls")),
    path("accounts/", include("portal.organisations.urls")),
    path("accounts/", include("allauth.urls")),
    path("captcha/", include("captcha.urls")),
    path("team/", include("portal.accounts.staff_urls")),
    path("team/", include("reporting_form.staff_urls")),
    path("team/", include("trainings.staff_urls")),
    path("team/", include("portal.briefings.staff_urls")),
    path("", include("portal.core.urls")),
    *i18n_patterns(
        path("", include("portal.core.local_urls")),
        path("", include("portal.search.urls")),
        path("", include("knowledgebase.urls")),
        path("", include("reporting_form.urls")),
        path("", include("trainings.urls")),
        path("", include("portal.briefings.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

if settings.DEMO:
    urlpatterns.insert(0, path("demo/", include("portal.accounts.demo_urls")))
    urlpatterns.insert(0, path("demo/mailbox/", include("portal.mail.demo_urls")))
