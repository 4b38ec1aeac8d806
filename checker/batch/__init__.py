"""Many cases at once, for a group that helps many people; at a desk only, never on the page."""
