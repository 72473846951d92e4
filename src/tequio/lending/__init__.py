"""Loans among members: asked, guaranteed, decided, paid out, repaid."""
