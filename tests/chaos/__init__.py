"""Killing replicas and counting deliveries: what was wanted is what the platform holds, each once."""
