"""The festival dates that the addon ships, read from its data."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

FILE = Path(__file__).parents[2] / "data" / "festivals.xml"


def load_festivals():
    """Return ``{kind: {year: date}}`` of the records in the addon's data."""
    festivals = {}
    for record in ElementTree.parse(FILE).iter("record"):
        values = {field.get("name"): field.text for field in record}
        day = date.fromisoformat(values["date"])
        festivals.setdefault(values["kind"], {})[day.year] = day
    return festivals
