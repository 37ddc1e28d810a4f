"""Parts of the timeline page, each usable alone."""
