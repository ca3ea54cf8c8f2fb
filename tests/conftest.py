"""Settings all tests share: random examples repeat, and no example is timed."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "staffmix", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("staffmix")
