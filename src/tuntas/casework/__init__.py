"""Cases, stages, moves, steps, deadlines in working days, referrals, promises."""
