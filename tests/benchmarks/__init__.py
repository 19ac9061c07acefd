"""Speed and memory, measured side by side in one run: trust the ratios, for the machine is never the same."""
