"""The graph as shapes for a picture: laid out on the server, the same each time.  Pure."""

from tequio.ecosystem.rules.drawing.choosing import MOST_DRAWN, chosen
from tequio.ecosystem.rules.drawing.shapes import Dot, Drawing, Line
from tequio.ecosystem.rules.drawing.sheets import narrow, wide

__all__ = ["MOST_DRAWN", "Dot", "Drawing", "Line", "chosen", "narrow", "wide"]
