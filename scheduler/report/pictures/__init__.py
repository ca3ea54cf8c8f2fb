"""Pictures of a plan as SVG text, drawn the same every time."""
