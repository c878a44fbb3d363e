"""The register of look-ups: who asked about which worker, for whom, why and when; how many are too many."""
