# A state backend on loopback: GET, POST, LOCK, UNLOCK of one state. Writes its port into the file "port".
# Arguments: what fails with 500 (any of POST, UNLOCK; POST2 is every POST from the second on).
import http.server, sys
fails = sys.argv[1:]
state, posts, lock = None, 0, None

class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def do_GET(self):
        self.answer(404) if state is None else self.answer(200, state)

    def do_POST(self):
        global state, posts
        body = self.body()
        posts += 1
        if "POST" in fails or ("POST2" in fails and posts > 1):
            return self.answer(500)
        state = body
        self.answer(200)

    def do_LOCK(self):
        self.body()
        self.answer(200)

    def do_UNLOCK(self):
        self.body()
        self.answer(500 if "UNLOCK" in fails else 200)

    def log_message(self, *args):
        pass

server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
open("port", "w").write(str(server.server_port))
server.serve_forever()
