"""Lets the product work on the planted records, so that it leaves its own traces."""

from unittest.mock import patch

from odoo.tools import mute_logger


def work(ground, rows, people, look):
    """Run our crons, hand out activities, and take our actions as the keeper.

    What a step leaves behind stays: activities, messages, mails, files. A step that
    planted values do not suit is refused and leaves nothing.

    :param look: called with the step's name after each step that worked
    :return: ``{step: None where it worked on some record, or why it failed}``
    """
    env, told = ground.env, {}
    # A test cannot commit; the work of the batch is what counts here.
    progress = patch.object(
        env.registry["ir.cron"], "_commit_progress", lambda *args, **kwargs: 0.0
    )
    with progress, mute_logger("odoo.sql_db", "odoo.models"):
        for name, step in _steps(ground, rows, people):
            failed = _take(env, step)
            told[name] = failed if told.get(name, failed) else None
            if not failed:
                look(name)
    return told


def _steps(ground, rows, people):
    env = ground.env
    for cron in ground.records("ir.cron"):
        yield cron.name, cron.ir_actions_server_id.run
    # The dismissed reader keeps what was on their desk.
    desk = people.actors["dismissed"]
    for name, ids in rows.items():
        if "activity_ids" in ground.registry[name]._fields:
            yield f"{name} on the desk", _schedule(env[name].browse(ids[0]), desk)
    for name in (*ground.models, "res.partner"):
        records = rows.get(name) or people.customers.ids
        for method in ground.methods(name):
            if method.startswith("action_") and ground.wrote(
                ground.registry[name], method
            ):
                for id_ in records:
                    record = env[name].with_user(people.keepers[0]).browse(id_)
                    yield f"{name}.{method}", getattr(record, method)


def _schedule(record, user):
    return lambda: record.activity_schedule(
        "mail.mail_activity_data_todo", user_id=user.id
    )


def _take(env, step):
    try:
        with env.cr.savepoint():
            step()
    except Exception as reason:  # noqa: BLE001 marks do not suit every step
        env.invalidate_all(flush=False)
        return f"{type(reason).__name__}: {reason}"
    return None
