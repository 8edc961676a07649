"""Health checker for a set of services. Everything runs on localhost."""
import gevent
import gevent.monkey
gevent.monkey.patch_socket()
import socket
import errno
from enum import Enum
from dataclasses import dataclass, field
from typing import Dict, List, Optional
from gevent.server import StreamServer
from gevent.pool import Pool


class Status(Enum):
    UP = "up"
    DOWN = "down"
    SLOW = "slow"

    def __str__(self):
        return self.value.upper()


@dataclass
class Service:
    name: str
    port: int
    tags: List[str] = field(default_factory=list)
    history: List[Status] = field(default_factory=list, repr=False)
    last_error: Optional[str] = None

    @property
    def uptime(self) -> float:
        if not self.history:
            return 0.0
        return self.history.count(Status.UP) / len(self.history) * 100


class Checker:
    def __init__(self, services, timeout=0.1):
        self.services: Dict[str, Service] = {s.name: s for s in services}
        self.timeout = timeout
        self.pool = Pool(size=4)
        self.listeners = []

    def on_change(self, fn):
        self.listeners.append(fn)
        return fn

    def check(self, svc: Service) -> Status:
        s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        s.settimeout(self.timeout)
        try:
            s.connect(("127.0.0.1", svc.port))
            s.sendall(b"PING\r\n")
            answer = s.recv(64)
            svc.last_error = None
            return Status.UP if answer.startswith(b"PONG") else Status.DOWN
        except socket.timeout:
            svc.last_error = "timeout"
            return Status.SLOW
        except OSError as e:
            svc.last_error = errno.errorcode[e.errno]
            return Status.DOWN
        finally:
            s.close()

    def round(self):
        names = sorted(self.services)
        statuses = self.pool.map(self.check, [self.services[n] for n in names])
        for name, status in zip(names, statuses):
            svc = self.services[name]
            if svc.history and svc.history[-1] is not status:
                for fn in self.listeners:
                    fn(svc, svc.history[-1], status)
            svc.history.append(status)


def good(sock, addr):
    sock.recv(100)
    sock.sendall(b"PONG\r\n")
    sock.close()


def sluggish(sock, addr):
    gevent.sleep(0.4)
    sock.close()


def start(handler):
    srv = StreamServer(("127.0.0.1", 0), handler)
    srv.start()
    return srv


web, db, cache = start(good), start(good), start(sluggish)
checker = Checker([Service("web", web.server_port, ["http"]),
                   Service("db", db.server_port), Service("cache", cache.server_port)])


@checker.on_change
def alert(svc, old, new):
    print(f"ALERT {svc.name}: {old} -> {new} ({svc.last_error})")


for n in range(4):
    if n == 2:
        db.stop()
    checker.round()
for svc in checker.services.values():
    print(f"{svc.name:6s}|{svc.uptime:6.1f}%|{' '.join(map(str, svc.history))}")
print(Service("x", 1, ["a", "b"]), Status("slow"), repr(Status.UP), Status["DOWN"].name)
