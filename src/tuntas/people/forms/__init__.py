"""Forms about people, by noun. Sign-in loads `fields` and `signing` before accounts exist: they know no allauth."""
