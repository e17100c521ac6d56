"""The crawler: does anybody learn anything of the archive that they must not?

It walks the registry for our models, fields, methods, reports, routes and crons
(``ground``), fills every table of ours with values that stand nowhere else (``marks``,
``plant``, ``recipes``), lets the product work on them (``work``, ``traces``) and asks
as every kind of user (``users``) by every road (``roads_*``, ``conditions``, ``http``).

Each question is asked in two worlds that differ in nothing but the hidden values. An
answer that shows a mark is a finding; so is one that differs between the worlds, be it
a count, an order, a colour or the text of an error (``engine``). What may be seen stands
in ``allowed`` with its reason. ``leaks`` are deliberate holes: they prove that each road
finds.

A model or field of tomorrow needs nothing here; a table that refuses the general filling
fails by name and gets a line in ``recipes``.
"""
