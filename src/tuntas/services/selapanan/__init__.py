"""Kelompok Selapanan: groups that meet on the same weton every 35 days and carry what they find to who can help."""
