"""Pages of placements that show no findings."""
