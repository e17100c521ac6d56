"""What people did in the archive: the access log of a company that works with it."""

from odoo.exceptions import AccessError

READ = {"exposure": {}, "rating": {}, "partner_id": {"fields": {"name": {}}}}


def use(env, company, users):
    """Let people open, export and be refused; to be called when all is committed.

    The access log writes by connections of its own, which see committed rows only.
    """
    context = {**env.context, "allowed_company_ids": company.ids}
    Dossier = env["customer.dossier"].with_context(context)
    every = Dossier.search([("company_id", "=", company.id)])
    kept = every.filtered(lambda dossier: dossier.archivist_id == users["archivist"])
    for login, dossiers in (
        ("leader", every[:4]),
        ("archivist", kept[:6]),
        ("leader_zh", [*every, *every[:20]]),  # more than an alarm allows
    ):
        for dossier in dossiers:
            dossier.with_user(users[login]).web_read(READ)
    for login in ("salesperson", "contributor"):
        try:
            every[:1].with_user(users[login]).web_read(READ)
        except AccessError:
            env.invalidate_all()
    report = env["customer.dossier.credit.report"].with_user(users["credit"])
    report = report.with_context(context).create({"purpose": "月度信用会议"})
    report.action_export()
    env["customer.dossier.access.watch"]._cron_watch()
    env["customer.dossier.access.seal"]._cron_seal()
