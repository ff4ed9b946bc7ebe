"""What is shipped and what it is made of: pins with digests, advisories, licences, the bill of materials."""
