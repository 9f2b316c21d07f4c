"""Microsoft Teams: wire JSON to events, replies to Adaptive Cards. Only authentication.py knows the SDK."""
