from django.urls import path

from . import views

app_name = "knowledgebase"
urlpatterns = [
    path("begrippen/", views.definitions, name="definitions"),
    path("begrippen/<slug:slug>/", views.definition, name="definition"),
    path("instrumenten/", views.tools, name="tools"),
    path("instrumenten/<slug:slug>/", views.tool, name="tool"),
]
