"""The demonstration's mailbox, to be included under demo/mailbox/ when settings.DEMO is on."""

from django.urls import path

from . import demo_views

app_name = "demo_mailbox"
urlpatterns = [
    path("", demo_views.mailbox, name="mailbox"),
    path("<int:pk>/", demo_views.mail, name="mail"),
    path("<int:pk>/opmaak/", demo_views.letter, name="letter"),
    path("<int:pk>/bijlage/<int:number>/", demo_views.attachment, name="attachment"),
]
