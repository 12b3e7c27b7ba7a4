"""What people type about innovations, split by noun."""

from tuntas.innovations.forms.register import FilterForm, InnovationForm, StatusForm

__all__ = ["FilterForm", "InnovationForm", "StatusForm"]
