from django.urls import path

from portal.briefings.views import public

app_name = "briefings"

urlpatterns = [
    path("briefings/", public.index, name="index"),
    path("briefings/<slug:slug>/", public.detail, name="detail"),
    path("briefings/<slug:slug>/klas/<slug:age>/", public.age_guide, name="age_guide"),
    path("briefings/b/<str:token>/", public.confirm, name="confirm"),
]
