"""What hostile and broken clients send, as tables; each request is sent to a real server of this machine."""
