import httpx


def test_health() -> None:
    assert httpx.get("http://api:8000/health").json() == {"status": "ok"}
