from .enquiry import Enquiry, Handing
from .index import Indexed, Posting, Term
from .phone import Extension, PhoneCall

__all__ = ["Enquiry", "Extension", "Handing", "Indexed", "PhoneCall", "Posting", "Term"]
