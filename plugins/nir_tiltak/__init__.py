"""Tiltak in NIR: what a person is offered under each ordning, month by month."""

from core.api import API_VERSION, PluginInfo, lazy

PLUGIN = PluginInfo("nir_tiltak", lazy("NIR tiltak"), "/nir", API_VERSION)
