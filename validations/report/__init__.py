"""The editors' pages: one dataclass a page, a template, a file; self-contained, no network."""
