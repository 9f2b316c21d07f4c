"""Spans for OpenTelemetry, where a collector is set. Only this package knows opentelemetry."""
