"""Single sign-on by OpenID Connect: each council's own application, and who is let in by it."""
