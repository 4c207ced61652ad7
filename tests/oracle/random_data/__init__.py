"""Random tables with a seed: small organs with ties, gaps, special states and values on every threshold."""
