from odoo import fields, models


class CustomerDossier(models.Model):
    """Handing dossiers over, with all that is under way for them."""

    _inherit = "customer.dossier"

    def _hand_over(self, capacity, from_user, to_user, reason):
        """Let somebody else keep these dossiers of one person.

        Planned revisions follow their archivist by themselves; tasks and signals of the
        one who leaves go along. Callers have checked that the user may do this.

        :param capacity: out of ``handover.CAPACITIES``
        :return: the new rows of ``customer.dossier.handover``, one for each company
        Queries: constant for any number of dossiers, by day of planned revisions.
        """
        rows = []
        for company, dossiers in self.grouped("company_id").items():
            dossiers.write({f"{capacity}_id": to_user.id})
            moved = dossiers._hand_over_tasks(from_user, to_user)
            rows.append(
                {
                    "company_id": company.id,
                    "at": fields.Datetime.to_string(fields.Datetime.now()),
                    "user_id": self.env.uid,
                    "capacity": capacity,
                    "from_id": from_user.id,
                    "to_id": to_user.id,
                    "reason": reason,
                    "dossiers": [[dossier.id, dossier.name] for dossier in dossiers],
                    "dossier_count": len(dossiers),
                    "activity_count": moved,
                }
            )
        # sudo: the register is written by this step only; who did it is named.
        return self.env["customer.dossier.handover"].sudo()._append(rows)

    def _hand_over_tasks(self, from_user, to_user):
        """Open tasks about these dossiers, whatever record of theirs they hang on.

        :return: how many went along; two queries for each model with tasks
        """
        # sudo: tasks of somebody who has left are closed to everybody else; they stay
        # on the same records, which the new keeper reads.
        system = self.sudo()
        tasks = system.env["mail.activity"]
        for name, Model in system.env.registry.items():
            path = getattr(Model, "_dossier_path", None)
            if path is None or Model._abstract or "activity_ids" not in Model._fields:
                continue
            about = (
                system.env[name]
                .with_context(active_test=False)
                .search(
                    [
                        (path or "id", "in", self.ids),
                        ("activity_ids.user_id", "=", from_user.id),
                    ]
                )
            )
            tasks |= about.activity_ids.filtered(lambda one: one.user_id == from_user)
        tasks.write({"user_id": to_user.id})
        signals = system.env["customer.dossier.signal"].search(
            [
                ("dossier_id", "in", self.ids),
                ("owner_id", "=", from_user.id),
                ("state", "!=", "closed"),
            ]
        )
        signals.write({"owner_id": to_user.id})
        return len(tasks)
