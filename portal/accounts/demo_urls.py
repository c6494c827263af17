from django.urls import path

from portal.accounts import demo_views

urlpatterns = [path("", demo_views.demo_page, name="demo")]
