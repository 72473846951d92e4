"""Member capital: subscribed, returned, paid a limited dividend; the surplus shared by use."""
