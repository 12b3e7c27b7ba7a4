"""Words of quality: the office day, and when a number is too small to be shown.

Groups are those of `residents.terms.Group`.
"""

from datetime import time

OFFICE_OPENS, OFFICE_CLOSES = time(8), time(16)  # WIB, Monday to Friday; the hours *cepat* counts in
OFFICE_MINUTES = 8 * 60
SMALLEST = 5  # a cell of fewer cases or people is not shown
FEW = 30  # below this a share is shown as an interval, not as one number
