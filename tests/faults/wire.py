"""A wire between Odoo and PostgreSQL that can be cut, also at the worst of moments."""

import selectors
import socket
import struct
import threading
from contextlib import contextmanager, suppress

CHUNK = 1 << 16
COMMIT = b"COMMIT\x00"
# So the server tells, before anything else, which of its processes it is.
NUMBER = struct.Struct(">c4xi")
GREETING = b"K\x00\x00\x00\x0c"


class Wire:
    """Passes on what both sides say, until it is cut.

    :ivar connection: the PG* variables that reach the server through this wire
    :ivar struck: how many connections were cut, or lost an answer
    """

    def __init__(self, cluster, folder):
        self._target = f"{cluster.connection['PGHOST']}/.s.PGSQL.5432"
        self.connection = {**cluster.connection, "PGHOST": str(folder)}
        self._open, self._numbers = set(), {}
        self._lost = self._mute = None
        self.struck = 0
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(f"{folder}/.s.PGSQL.5432")
        self._door.listen(64)
        threading.Thread(target=self._serve, daemon=True).start()

    def cut(self):
        """Cut all connections; new ones can be made."""
        for pair in list(self._open):
            self.struck += 1
            _close(pair)

    def lose_answer(self, backend, under_way=False):
        """Let this backend's COMMIT reach it, and its answer never come back.

        :param under_way: what it is doing is a transaction by itself: without a COMMIT
        """
        if under_way:
            self._mute = backend
        else:
            self._lost = backend

    def close(self):
        self._door.close()
        self.cut()

    def _serve(self):
        while True:
            try:
                client, _address = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._pass_on, args=[client], daemon=True).start()

    def _pass_on(self, client):
        server = socket.socket(socket.AF_UNIX)
        pair = (client, server)
        self._open.add(pair)
        try:
            server.connect(self._target)
            self._copy(client, server)
        except OSError:
            pass  # one of them is gone, and so is the other
        finally:
            self._open.discard(pair)
            _close(pair)

    def _copy(self, client, server):
        with selectors.DefaultSelector() as ready:
            ready.register(client, selectors.EVENT_READ, server)
            ready.register(server, selectors.EVENT_READ, client)
            while True:
                for key, _events in ready.select():
                    said = key.fileobj.recv(CHUNK)
                    if not said:
                        return
                    if key.fileobj is server and self._mutes(server):
                        self.struck += 1
                        return
                    key.data.sendall(said)
                    if key.fileobj is server:
                        self._note(server, said)
                    elif COMMIT in said and self._lost == self._numbers.get(server):
                        server.recv(CHUNK)  # it is done, and nobody hears of it
                        self.struck += 1
                        return

    def _mutes(self, server):
        return self._mute is not None and self._mute == self._numbers.get(server)

    def _note(self, server, said):
        """Remember which process of the server this is."""
        if server not in self._numbers and GREETING in said:
            at = said.index(GREETING)
            self._numbers[server] = NUMBER.unpack_from(said, at)[1]


def _close(pair):
    for end in pair:
        with suppress(OSError):  # it is closed already
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextmanager
def wired(cluster, folder):
    """A wire to a cluster, for the block."""
    wire = Wire(cluster, folder)
    try:
        yield wire
    finally:
        wire.close()
