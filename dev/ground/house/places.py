"""What the addon does nowhere, or in one place only."""

from .source import called

TRANSACTION = "the transaction is the caller's; a cron uses _commit_progress"
CHATTER = "the archive has no chatter; activities carry neutral texts"
LEAVES = "content leaves by reports and exports only, which are recorded"
CALLS = {
    "print": "the addon does not print; use the logger",
    "commit": TRANSACTION,
    "rollback": TRANSACTION,
    "cursor": "a second transaction sees other rows and can wait for this one for ever",
    **dict.fromkeys(
        ("message_post", "message_notify", "message_subscribe", "_message_log"), CHATTER
    ),
    **dict.fromkeys(
        ("_bus_send", "_sendone", "send_mail", "generate_access_token"), LEAVES
    ),
}
# The places where something is done all the same, and why.
ALLOWED = {
    ("cursor", "customer_dossier/models/access_line.py"): (
        "a line of the log must survive the rollback of the request it describes"
    ),
    ("cursor", "customer_dossier/models/replica.py"): (
        "it reads from another server, and only once that one has all that is here"
    ),
    ("rollback", "customer_dossier/models/replica.py"): (
        "the replica's own transaction, in which nobody writes"
    ),
    ("rollback", "customer_dossier/models/system_job.py"): (
        "a job that collided begins anew, as Odoo has it for requests"
    ),
}


def forbidden(source):
    """Calls of what the addon leaves to others."""
    for call in source.calls():
        name = called(call)
        if name in CALLS and (name, source.name) not in ALLOWED:
            yield call.func.end_lineno, f"{name}(): {CALLS[name]}"
