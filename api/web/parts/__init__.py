"""Parts that screens are made of: small, accessible, and safe for whatever people write.

Text is always text: `node` and `Table` never read it as HTML or as script.
"""
