"""Charts as image files, for Slack draws none: PNG made here, in colours that stand on light and on dark."""
