"""What all tests stand on: databases that are copied, never flushed; a real node; a browser."""
