"""Does any test notice when a formula is changed? `make mutants` tries every change."""
