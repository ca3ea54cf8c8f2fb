"""How large an instance is: skills × periods × offers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Written `60x104x180`; without the last number there are three offers a skill."""

    skills: int
    periods: int
    offers: int

    @classmethod
    def of(cls, text: str) -> Size:
        """Reads `60x104x180` or `60x104`; ValueError for anything else."""
        numbers = [int(word) for word in text.lower().split("x")]
        if len(numbers) not in (2, 3) or min(numbers) < 1:
            raise ValueError(f"'{text}' is no size: write skills x periods x offers, such as 60x104x180")
        return cls(numbers[0], numbers[1], numbers[2] if len(numbers) == 3 else 3 * numbers[0])

    def __str__(self) -> str:
        return f"{self.skills}x{self.periods}x{self.offers}"
