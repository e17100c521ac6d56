"""Two workers for jobs share the night's work: no batch is done twice."""

from types import SimpleNamespace

from servers import serving
from works import night

DATABASE = "dossier_night"
JUDGED = """
SELECT count(*), count(DISTINCT dossier_id) FROM customer_dossier_assessment
 WHERE id > {before}
"""
#: How many dossiers each job says that it has done.
COUNTED = """
SELECT d.name, sum(p.done) FROM ir_cron_progress p
  JOIN ir_cron c ON c.id = p.cron_id
  JOIN ir_model_data d ON d.model = 'ir.cron' AND d.res_id = c.id
 GROUP BY d.name
"""


def test_two_workers_share_the_night(stage, tmp_path):
    def psql(query, database=DATABASE):
        return stage.cluster.psql(query, database)

    scene = SimpleNamespace(psql=psql, database=DATABASE)
    with stage.copy(DATABASE):
        [before] = psql("SELECT max(id) FROM customer_dossier_assessment")
        way, log = stage.cluster.connection, tmp_path / "server.log"
        with serving(way, DATABASE, log, crons=2) as server:
            night(scene, None)
        [judged] = psql(JUDGED.format(before=before))
        counted = dict(row.split("|") for row in psql(COUNTED))
    runs = [line for line in server.said().splitlines() if ") starting" in line]
    assert len({line.split()[2] for line in runs}) == 2  # both workers had a part
    number = len(stage.known["dossiers"])
    assert judged == f"{number}|{number}"
    assert counted["cron_assess"] == str(number)
    assert counted["cron_plan_revisions"] == str(number)
    assert " ERROR " not in server.said()
