"""The charter: an edition's rules as plain data, the same for forms, differences, files, copies and amendments.

A charter is a dictionary of JSON values: `edition` holds the edition's own facts, every other key is a shelf with rows
that have a stable `key`; a stage carries its `criteria`. Which facts there are stands in one list, `facts`.
"""
