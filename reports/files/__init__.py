"""An edition's content as files: the same content gives the same bytes."""
