"""A shop for the example: serves its flags as an evaluator does (OFREP), and its one alert as Prometheus does.

The alert fires three seconds after payments have begun to fail, and goes three seconds after they work again.
"""
import http.server
import json
import sys
import threading
import time

FLAGS, PORT = sys.argv[1], int(sys.argv[2])
changes = [(0.0, False)]


def variant(flag):
    with open(FLAGS, encoding='utf-8') as file:
        return json.load(file)['flags'].get(flag, {}).get('defaultVariant')


def watch():
    while True:
        fails = variant('paymentFailure') != 'off'
        if fails != changes[-1][1]:
            changes.append((time.time(), fails))
        time.sleep(0.2)


class Shop(http.server.BaseHTTPRequestHandler):
    def answer(self, status, body):
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self):
        flag = self.path.rsplit('/', 1)[-1]
        self.rfile.read(int(self.headers.get('Content-Length', 0)))
        served = variant(flag)
        if served is None:
            self.answer(404, {'key': flag, 'errorCode': 'FLAG_NOT_FOUND'})
        else:
            self.answer(200, {'key': flag, 'reason': 'STATIC', 'variant': served, 'value': served})

    def do_GET(self):
        at = float(self.path.rsplit('time=', 1)[-1]) if 'time=' in self.path else time.time()
        fires = [fails for since, fails in changes if since <= at - 3][-1:] == [True]
        series = [{'metric': {'alertname': 'PaymentErrors'}, 'value': [at, '1']}] if fires else []
        self.answer(200, {'status': 'success', 'data': {'resultType': 'vector', 'result': series}})

    def log_message(self, *arguments):
        pass


threading.Thread(target=watch, daemon=True).start()
http.server.ThreadingHTTPServer(('127.0.0.1', PORT), Shop).serve_forever()
