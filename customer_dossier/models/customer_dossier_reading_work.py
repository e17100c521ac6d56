from odoo import api, models

READ = "reading"


class CustomerDossierReading(models.Model):
    _inherit = "customer.dossier.reading"

    @api.model_create_multi
    def create(self, vals_list):
        """Write down readings; they are control work of whoever made them."""
        readings = super().create(vals_list)
        readings._note_work()
        return readings

    def _note_work(self):
        """One entry of work for a person's day at a customer's; one search.

        It stays where a reading is withdrawn: the person was there all the same.
        """
        # sudo: the entry follows from readings that the user has just made.
        readings = self.sudo()
        work = readings.env["customer.dossier.work"]
        days = {(one.dossier_id, one.collector_id, one.seen_on) for one in readings}
        known = work.search(
            [
                ("kind", "=", READ),
                ("dossier_id", "in", readings.dossier_id.ids),
                ("collector_id", "in", readings.collector_id.ids),
                ("seen_on", "in", readings.mapped("seen_on")),
            ]
        )
        days -= {(one.dossier_id, one.collector_id, one.seen_on) for one in known}
        work.create(
            [
                {
                    "dossier_id": dossier.id,
                    "collector_id": collector.id,
                    "seen_on": day,
                    "kind": READ,
                }
                for dossier, collector, day in sorted(
                    days, key=lambda one: (one[2], one[0].id, one[1].id)
                )
            ]
        )
