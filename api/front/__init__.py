"""What every request passes: names, limits, who asks, the log, the figures."""
