"""The demo company: a distillery, its 50 dealers and three years of their trade."""
