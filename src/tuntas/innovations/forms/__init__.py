"""What people type about innovations, split by noun."""

from tuntas.innovations.forms.register import InnovationForm, StatusForm

__all__ = ["InnovationForm", "StatusForm"]
