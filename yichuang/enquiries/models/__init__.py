from .enquiry import Enquiry, Handing
from .index import Indexed, Posting, Term

__all__ = ["Enquiry", "Handing", "Indexed", "Posting", "Term"]
