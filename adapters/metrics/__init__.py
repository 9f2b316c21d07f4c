"""Figures for Prometheus, where a token for them is set. Only this package knows prometheus-client."""
