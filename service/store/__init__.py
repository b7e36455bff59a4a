"""What is kept between requests: answers at their permanent addresses, personal data masked."""
