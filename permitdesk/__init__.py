"""PermitDesk: an offline assistant for residence applications in Poland."""

__version__ = "0.4.0"
