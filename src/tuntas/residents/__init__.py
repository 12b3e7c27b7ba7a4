"""The only room that holds identity data of residents and children."""
