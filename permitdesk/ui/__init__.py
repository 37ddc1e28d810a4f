"""The window: widgets only. What they show is worked out in ``ui.viewmodels`` and below."""
