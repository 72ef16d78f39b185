"""A server for Terraform's state, for the example: the http backend without locks, in one file."""
import http.server
import os
import sys

STATE, PORT = sys.argv[1], int(sys.argv[2])


class State(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        content = b''
        if os.path.exists(STATE):
            with open(STATE, 'rb') as file:
                content = file.read()
        self.send_response(200 if content else 204)
        self.send_header('Content-Length', str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self):
        with open(STATE, 'wb') as file:
            file.write(self.rfile.read(int(self.headers['Content-Length'])))
        self.send_response(200)
        self.send_header('Content-Length', '0')
        self.end_headers()

    def log_message(self, *arguments):
        pass


http.server.ThreadingHTTPServer(('127.0.0.1', PORT), State).serve_forever()
