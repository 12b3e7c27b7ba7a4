"""What a service module is, and which place has switched which on."""
