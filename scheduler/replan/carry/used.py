"""What is left of limits over a whole horizon once so many of its hires and conversions are made."""

from __future__ import annotations

from scheduler.problem import Hire, Offer, Policy

DIGITS = 9  # of heads in a plan: less is the trace of a sum


def hires_left(hire: Hire, hired: float) -> Hire:
    """Terms of hiring by which so many were hired already."""
    if hire.max_total is None:
        return hire
    return hire.model_copy(update={"max_total": max(0.0, hire.max_total - hired)})


def all_hires_left(policy: Policy, hired: float) -> Policy:
    """A policy under which so many were hired already, in all pools together."""
    if policy.max_hires is None:
        return policy
    return policy.model_copy(update={"max_hires": max(0.0, policy.max_hires - hired)})


def conversions_left(offer: Offer, agreed: float) -> Offer:
    """An offer by which so many have agreed already to join a pool."""
    conversion = offer.conversion
    if conversion is None:
        return offer
    left = max(0.0, round(conversion.max - agreed, DIGITS))
    return offer.model_copy(update={"conversion": conversion.model_copy(update={"max": left})})
