"""Rules of the groups: the calendar, the cash book, who reads papers. Who is what to a group stands in `flow.parts`."""
