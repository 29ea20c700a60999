"""What a user asks for, one module a verb; no terminal, no SQL, no sockets."""
