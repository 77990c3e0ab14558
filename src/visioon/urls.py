"""Every address: /<language>/<city>/... ; rooms bring their own."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
