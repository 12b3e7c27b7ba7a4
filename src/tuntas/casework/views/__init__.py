"""Doors of casework: the inbox, the case page, referrals."""
