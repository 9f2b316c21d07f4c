"""The name of the button that opens a draft, for whoever shows it."""

SHOW_DRAFT = "draft.show"
