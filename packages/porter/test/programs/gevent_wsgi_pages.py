"""Tiny JSON REST service (todo list) + http.client based smoke test."""
from gevent import monkey; monkey.patch_all()
import json
import re
import http.client
from urllib.parse import parse_qs, urlencode
from gevent.pywsgi import WSGIServer


class HTTPError(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status
        self.message = message


class App:
    def __init__(self):
        self.routes = []
        self.todos = {}
        self.next_id = 1

    def route(self, pattern, method="GET"):
        regex = re.compile("^" + re.sub(r"<(\w+)>", r"(?P<\1>[^/]+)", pattern) + "$")

        def deco(func):
            self.routes.append((method, regex, func))
            return func
        return deco

    def __call__(self, environ, start_response):
        method = environ["REQUEST_METHOD"]
        path = environ["PATH_INFO"]
        try:
            for m, regex, func in self.routes:
                match = regex.match(path)
                if match and m == method:
                    status, payload = func(environ, **match.groupdict())
                    break
            else:
                raise HTTPError("404 Not Found", "no route for %s %s" % (method, path))
        except HTTPError as err:
            status, payload = err.status, {"error": err.message}
        body = json.dumps(payload, sort_keys=True).encode()
        start_response(status, [("Content-Type", "application/json"),
                                ("Content-Length", str(len(body)))])
        return [body]


app = App()


@app.route("/todos")
def list_todos(environ):
    query = parse_qs(environ.get("QUERY_STRING", ""))
    items = list(app.todos.values())
    if "done" in query:
        want = query["done"][0] == "1"
        items = [t for t in items if t["done"] is want]
    return "200 OK", items


@app.route("/todos", "POST")
def create(environ):
    length = int(environ.get("CONTENT_LENGTH") or 0)
    try:
        data = json.loads(environ["wsgi.input"].read(length))
    except ValueError:
        raise HTTPError("400 Bad Request", "invalid json")
    todo = {"id": app.next_id, "title": data["title"], "done": False}
    app.todos[app.next_id] = todo
    app.next_id += 1
    return "201 Created", todo


@app.route("/todos/<id>", "PUT")
def finish(environ, id):
    todo = app.todos.get(int(id))
    if todo is None:
        raise HTTPError("404 Not Found", "no such todo: " + id)
    todo["done"] = True
    return "200 OK", todo


def request(port, method, path, body=None):
    conn = http.client.HTTPConnection("127.0.0.1", port, timeout=3)
    conn.request(method, path, body=body, headers={"X-Test": "1"})
    resp = conn.getresponse()
    print(method, path, "->", resp.status, resp.reason, resp.getheader("Content-Type"))
    print("   ", json.loads(resp.read().decode("utf-8")))
    conn.close()


if __name__ == "__main__":
    srv = WSGIServer(("127.0.0.1", 0), app, log=None)
    srv.start()
    port = srv.server_port
    for title in ("buy milk", "write tests"):
        request(port, "POST", "/todos", json.dumps({"title": title}))
    request(port, "PUT", "/todos/2")
    request(port, "PUT", "/todos/9")
    request(port, "GET", "/todos?" + urlencode({"done": 1}))
    request(port, "GET", "/todos")
    request(port, "POST", "/todos", "{oops")
    request(port, "DELETE", "/todos/1")
    srv.stop()
