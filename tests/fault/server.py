# SPDX-License-Identifier: MIT
"""A web server on loopback that does what a path asks for, byte by byte.

    server = Server({"/path": answer, ...})

An answer is bytes that are sent as they are, or a function of the connection
and the request. It is looked up by "host/path", then by "/path"; what is not
there is answered with 404.
"""
import socket
import ssl
import struct
import threading
import time


def reply(body=b"", status="200 OK", **headers):
    """A sound answer, closed after."""
    fields = {"Content-Type": "text/html; charset=utf-8",
              "Content-Length": str(len(body)), "Connection": "close"}
    fields.update({name.replace("_", "-"): value
                   for name, value in headers.items()})
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items()
                   if value is not None)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def to(location, status="302 Found"):
    return reply(b"", status, Location=location)


def reset(connection, request):
    """Ends in an RST in the middle of the answer."""
    connection.sendall(reply(b"", Content_Length="1000") + b"<html>")
    time.sleep(0.05)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                          struct.pack("ii", 1, 0))


def silence(connection, request):
    time.sleep(30)


def drip(connection, request):
    connection.sendall(reply(b"", Content_Length="1000"))
    for _ in range(30):
        connection.sendall(b"a")
        time.sleep(1)


def endless(connection, request):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"<p>a</p>" * 8192)


class Server:
    def __init__(self, answers, address="127.0.0.1", context=None):
        self.answers, self.context = answers, context
        self.seen = []
        self.socket = socket.create_server((address, 0), backlog=64)
        self.port = self.socket.getsockname()[1]
        self.site = f"http://{address}:{self.port}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                connection = self.socket.accept()[0]
            except OSError:
                return
            threading.Thread(target=self.talk, args=(connection,),
                             daemon=True).start()

    def talk(self, connection):
        try:
            if self.context:
                connection = self.context.wrap_socket(connection,
                                                      server_side=True)
            with connection:
                self.answer(connection)
        except (OSError, ssl.SSLError):
            connection.close()

    def answer(self, connection):
        request = b""
        while b"\r\n\r\n" not in request:
            more = connection.recv(65536)
            if not more:
                return
            request += more
        lines = request.decode("latin-1").split("\r\n")
        path = lines[0].split(" ")[1]
        host = next((line[5:].strip() for line in lines
                     if line.lower().startswith("host:")), "")
        self.seen.append((host, path, time.monotonic()))
        answer = self.find(host.rsplit(":", 1)[0], path)
        if callable(answer):
            answer(connection, lines)
        else:
            connection.sendall(answer)

    def find(self, host, path):
        answer = self.answers.get(host + path, self.answers.get(
            path, reply(b"gone", "404 Not Found")))
        if isinstance(answer, list):  # one after the other, the last for ever
            return answer.pop(0) if len(answer) > 1 else answer[0]
        return answer

    def count(self, path):
        return sum(p == path for _, p, _ in self.seen)


def servfail(address="127.0.0.77"):
    """A name server that knows no host "gone", says nothing of "silent" and
    fails on all others; returns the list of what it was asked, or None where it may not listen."""
    try:
        door = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        door.bind((address, 53))
    except OSError:
        return None
    asked = []

    def serve():
        while True:
            data, peer = door.recvfrom(4096)
            if b"silent" in data:
                continue
            code = 3 if b"gone" in data else 2
            asked.append(code)
            door.sendto(data[:2] + bytes([0x81, 0x80 | code]) + data[4:6] +
                        bytes(6) + data[12:], peer)

    threading.Thread(target=serve, daemon=True).start()
    return asked
