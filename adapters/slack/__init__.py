"""Slack: the wire's JSON to events, replies to Block Kit, and slack-bolt in between."""
