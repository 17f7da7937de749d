"""What an interview is: paragraphs, and the sections, turns and places that range over them."""
