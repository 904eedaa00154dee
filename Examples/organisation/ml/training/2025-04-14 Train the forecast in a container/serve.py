from http.server import BaseHTTPRequestHandler, HTTPServer


class Forecast(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()


HTTPServer(("", 8500), Forecast).serve_forever()
