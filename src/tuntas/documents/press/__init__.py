"""The press: typst → PDF, seal, code. Pure: no database, no settings; folders and moments are given."""
