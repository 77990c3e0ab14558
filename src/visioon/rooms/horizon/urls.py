from django.urls import URLPattern

app_name = "horizon"
urlpatterns: list[URLPattern] = []
