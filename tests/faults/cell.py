"""One cell of the table: a piece of work, what breaks in the middle of it, what stays."""

import glob
import threading
from contextlib import ExitStack, contextmanager

from breaks import BREAKS, LIBRARY, small_disk
from findings import findings
from pause import pausing
from servers import Client, Lost, patiently, serving
from wire import wired
from works import WORKS

OPENED = "SELECT count(*) FROM customer_dossier_access_log WHERE action = 'opened'"
#: How many dossiers each job says that it has done.
COUNTED = """
SELECT d.name, sum(p.done) FROM ir_cron_progress p
  JOIN ir_model_data d ON d.model = 'ir.cron' AND d.res_id = p.cron_id
 GROUP BY d.name
"""
TWICE = """
SELECT dossier_id FROM customer_dossier_assessment
 GROUP BY dossier_id, date HAVING count(*) > 1
"""
JOB_FAILED = " server action #"
DATABASE, MEGABYTES = "dossier_cell", 130
#: Everybody who takes part, by the servers that there are.
PEOPLE = ("leader", "second")


class Scene:
    """What a cell plays on."""

    def __init__(self, stage, needs, work):
        self.cluster, self.known = stage.cluster, stage.known
        self.database, self.needs, self.answered = DATABASE, needs, 0
        self.log_from = len(stage.cluster.said())
        self.one_trip = work.one_trip

    def psql(self, query, database=DATABASE):
        return self.cluster.psql(query, database)

    def said(self):
        """What PostgreSQL has written since."""
        return self.cluster.said()[self.log_from :]


class Outcome:
    """How a cell ended."""

    def __init__(self, scene, lost, verdict):
        # Neither a person nor the scheduler had to begin again.
        self.said, self.verdict = scene.server.said(), verdict
        self.by_itself = not lost and JOB_FAILED not in self.said
        self.counted = dict(row.split("|") for row in scene.psql(COUNTED))
        [self.figures] = map(
            int, scene.psql("SELECT count(*) FROM customer_dossier_figures")
        )
        self.judged_twice = scene.psql(TWICE)
        self.found, self.felt = findings(scene.psql), scene.said()
        self.shown, [logged] = scene.answered, scene.psql(OPENED)
        self.logged = int(logged)
        # Nothing is proven by a wire that was never cut.
        self.struck = scene.needs != "wire" or scene.wire.struck > 0


def play(stage, name, work, folder):
    """Break a piece of work, put it right, do it again; returns an ``Outcome``."""
    broken, work = BREAKS[name], WORKS[work]
    scene = Scene(stage, broken.needs, work)
    with ExitStack() as stack:
        _build(stack, stage, scene, work, folder)
        with pausing(scene.cluster, DATABASE, *work.halted) as scene.pause:
            lost = []
            people = [
                threading.Thread(target=_try, args=[scene, work, client, lost])
                for client in scene.clients
            ]
            for person in people:
                person.start()
            broken.strike(scene, scene.pause.wait())
            scene.pause.end()
            for person in people:
                person.join()
        if lost:
            _again(scene, work)
        outcome = Outcome(scene, lost, patiently(_verdict, scene))
        _again(scene, work)  # once more changes nothing
        assert findings(scene.psql) == outcome.found
    return outcome


def _build(stack, stage, scene, work, folder):
    """Start all that the cell needs: disk, clock, wire, and one or two servers."""
    home = stage.cluster.data.parent.parent
    asked = {}
    if scene.needs == "disk":
        place = home / "disk"
        place.mkdir(exist_ok=True)
        disk = small_disk(stage.cluster, place, MEGABYTES)
        scene.disk, asked = stack.enter_context(disk), {"TABLESPACE": "small"}
    variables = {}
    if scene.needs == "clock":
        scene.clock = home / "clock"
        variables = stack.enter_context(_other_time(stage.cluster, scene.clock))
    stack.enter_context(stage.copy(DATABASE, **asked))
    way = stage.cluster.connection
    if scene.needs == "wire":
        scene.wire = stack.enter_context(wired(stage.cluster, folder))
        way = scene.wire.connection
    scene.clients = []
    for login in PEOPLE if scene.needs == "second" else PEOPLE[:1]:
        log = folder / f"{login}.log"
        server = serving(way, DATABASE, log, crons=work.crons, **variables)
        scene.server = stack.enter_context(server)
        scene.clients.append(Client(scene.server.url, DATABASE, login))


@contextmanager
def _other_time(cluster, clock):
    """Run PostgreSQL by a clock of its own; yields the variables that do so."""
    clock.write_text("+0")
    variables = {
        "LD_PRELOAD": glob.glob(LIBRARY)[0],
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    cluster.stop("fast")
    cluster.start(**variables)
    try:
        yield variables
    finally:
        cluster.stop("fast")
        cluster.start()


def _try(scene, work, client, lost):
    try:
        work.act(scene, client)
    except Lost as reason:
        lost.append(str(reason))


def _again(scene, work):
    """Do it once more, and take it for done when the archive says so."""

    def act():
        try:
            work.act(scene, scene.clients[0])
        except Lost as reason:
            if DONE not in str(reason):
                raise

    patiently(act)


def _verdict(scene):
    """What the archive says of its own chains: ``(flaws of versions, of logs)``."""
    admin = Client(scene.server.url, DATABASE, "admin", "admin")
    run = admin.post("/web/action/run", action_id=scene.known["verdict"])
    said = run["params"]
    return said["flaws"], [kind for kind in said["logs"] if kind]


#: How the archive refuses what is done already.
DONE = "“In force”"
