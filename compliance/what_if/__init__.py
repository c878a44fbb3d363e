"""What if: the same placements under two rulebooks, one as it stands and one with a change."""
